#include "config/schema.hpp"
#include "reactions/rate_law.hpp"
#include "reactions/rate_terms.hpp"

namespace raffinate::reactions {

namespace {

/// Fast, reversible approach of a solid to saturation, with s = ln(Omega)/ions:
///   r = k(T) n_lim f(s) - k(T) n_solid f(-s),     f from `approach_to_saturation`
/// n_lim is the scarcest ingredient: nothing forms without it, nothing dissolves that is not there.
class Precipitation {
 public:
  struct Inputs {
    std::string mineral;
    std::vector<config::LocatedText> limited_by;
    double k = 0, at = 0, activation_energy = 0, ions = 2;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("precipitation", "A solid approaches saturation from either side")
        .text("mineral", &Inputs::mineral, {.help = "solid that forms", .example = "CoCO3"})
        .texts("limited_by", &Inputs::limited_by,
               {.help = "dissolved components it takes; the scarcest limits the rate", .example = "Co+2"})
        .quantity("k", &Inputs::k,
                  {.help = "rate constant", .unit = "1/s", .min = "0 1/s", .example = "1e-2 1/s"})
        .quantity("at", &Inputs::at, {.help = "temperature of k", .unit = "K", .fallback = "25 degC"})
        .quantity("activation_energy", &Inputs::activation_energy,
                  {.help = "Arrhenius activation energy", .unit = "J/mol", .fallback = "0 kJ/mol"})
        .number("ions", &Inputs::ions,
                {.help = "ions per formula unit: the root of Omega that drives the rate", .fallback = "2", .min = "1"});
  }

  Precipitation(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
                base::Problems& problems)
      : rate_({inputs.k, inputs.at, inputs.activation_energy}, reaction, binding),
        limiting_(inputs.limited_by, reaction, binding, problems),
        solid_(require_local(inputs.mineral, reaction, binding, problems)),
        ions_(inputs.ions) {
    const auto* dissolution = binding.components->database().dissolution(inputs.mineral);
    if (dissolution == nullptr || binding.liquid == nullptr) {
      problems.add({reaction.where, reaction.name, "no solubility product for \"" + inputs.mineral + "\"",
                    "add it to thermo-data/aqueous/minerals.yaml"});
      return;
    }
    const auto model = binding.liquid->definition().activity->name();
    saturation_ = aqueous::make_saturation_index(*binding.liquid, dissolution->products, dissolution->constant(model));
  }

  template <class S>
  S rate(const Contents<S>& c, S* /*dn*/) const {
    const S s = saturation_.ln_omega(c.liquid) / ions_;
    return rate_.in(c) *
           (limiting_.amount(c.n) * approach_to_saturation(s) - c.n[solid_] * approach_to_saturation(S(-s)));
  }
  [[nodiscard]] int sized_component() const { return -1; }

 private:
  RateConstant rate_;
  Limiting limiting_;
  int solid_;
  double ions_;
  aqueous::SaturationIndex saturation_;
};

}  // namespace

RateLawDefinition precipitation() { return define_rate_law<Precipitation>(); }

}  // namespace raffinate::reactions
