#include "config/schema.hpp"
#include "reactions/rate_law.hpp"
#include "reactions/rate_terms.hpp"

namespace raffinate::reactions {

namespace {

/// First order in what is left of one component:   r = k(T) n prod_j m_j^n_j
class FirstOrder {
 public:
  struct Inputs {
    std::string of;
    double k = 0, at = 0, activation_energy = 0;
    std::vector<config::Amount> orders;
    Orders::Basis basis{};
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("first_order", "First order in the amount left of one component")
        .text("of", &Inputs::of, {.help = "component whose amount drives the rate", .example = "SiO2"})
        .quantity("k", &Inputs::k,
                  {.help = "rate constant at unit molality", .unit = "1/s", .min = "0 1/s", .example = "1e-4 1/s"})
        .quantity("at", &Inputs::at, {.help = "temperature of k", .unit = "K", .fallback = "25 degC"})
        .quantity("activation_energy", &Inputs::activation_energy,
                  {.help = "Arrhenius activation energy", .unit = "J/mol", .fallback = "0 kJ/mol"})
        .amounts("orders", &Inputs::orders,
                 {.help = "reaction order by dissolved species", .unit = "1", .fallback = "{}"})
        .choice("basis", &Inputs::basis, {"molality", "activity"},
                {.help = "what the orders apply to", .fallback = "molality"});
  }

  FirstOrder(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
             base::Problems& problems)
      : rate_({inputs.k, inputs.at, inputs.activation_energy}, reaction, binding),
        orders_(inputs.orders, inputs.basis, reaction, binding, problems),
        component_(require_local(inputs.of, reaction, binding, problems)) {}

  template <class S>
  S rate(const Contents<S>& c, S* /*dn*/) const {
    return rate_.in(c) * c.n[component_] * orders_.product(c.liquid);
  }
  [[nodiscard]] int sized_component() const { return -1; }

 private:
  RateConstant rate_;
  Orders orders_;
  int component_;
};

}  // namespace

RateLawDefinition first_order() { return define_rate_law<FirstOrder>(); }

}  // namespace raffinate::reactions
