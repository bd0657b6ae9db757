#include "config/schema.hpp"
#include "reactions/particle_flux.hpp"
#include "reactions/rate_law.hpp"
#include "reactions/rate_terms.hpp"

namespace raffinate::reactions {

namespace {

/// Surface-reaction control: every surface recedes at the same velocity, and the population balance
/// does the rest.   dL/dt = -2 k(T) prod_j m_j^n_j        docs/methods/particle_sizes.md
class ShrinkingParticle {
 public:
  struct Inputs {
    std::string particle;
    std::vector<config::Amount> orders;
    Orders::Basis basis{};
    double k = 0, at = 0, activation_energy = 0;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("shrinking_particle",
                                  "Surface-reaction control of a sized mineral: its surface recedes at k m^n")
        .text("particle", &Inputs::particle, {.help = "sized mineral that dissolves", .example = "WO3"})
        .quantity("k", &Inputs::k,
                  {.help = "recession velocity of the surface at unit molality", .unit = "m/s", .min = "0 m/s",
                   .example = "1e-9 m/s"})
        .quantity("at", &Inputs::at, {.help = "temperature of k", .unit = "K", .fallback = "25 degC"})
        .quantity("activation_energy", &Inputs::activation_energy,
                  {.help = "Arrhenius activation energy", .unit = "J/mol", .fallback = "0 kJ/mol"})
        .amounts("orders", &Inputs::orders,
                 {.help = "reaction order by dissolved species", .unit = "1", .fallback = "{}"})
        .choice("basis", &Inputs::basis, {"molality", "activity"},
                {.help = "what the orders apply to", .fallback = "molality"});
  }

  ShrinkingParticle(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
                    base::Problems& problems)
      : rate_({inputs.k, inputs.at, inputs.activation_energy}, reaction, binding),
        orders_(inputs.orders, inputs.basis, reaction, binding, problems),
        mineral_(inputs.particle, reaction, binding, problems) {}

  template <class S>
  S rate(const Contents<S>& c, S* dn) const {
    const S velocity = -2.0 * rate_.in(c) * orders_.product(c.liquid);
    return mineral_.move(velocity, c, dn) / mineral_.coefficient;
  }
  [[nodiscard]] int sized_component() const { return mineral_.component; }

 private:
  RateConstant rate_;
  Orders orders_;
  SizedMineral mineral_;
};

}  // namespace

RateLawDefinition shrinking_particle() { return define_rate_law<ShrinkingParticle>(); }

}  // namespace raffinate::reactions
