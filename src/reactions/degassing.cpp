#include "config/schema.hpp"
#include "reactions/rate_law.hpp"
#include "reactions/rate_terms.hpp"

namespace raffinate::reactions {

namespace {

/// A dissolved gas leaves while its equilibrium pressure exceeds that above the liquid:
///   r = k(T) n_lim f(ln(p_eq / p)),     f from `approach_to_saturation`
class Degassing {
 public:
  struct Inputs {
    std::string gas;
    std::vector<config::LocatedText> limited_by;
    double k = 0, at = 0, activation_energy = 0, pressure = 0;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("degassing", "A dissolved gas leaves when its equilibrium pressure is exceeded")
        .text("gas", &Inputs::gas, {.help = "gas that leaves", .example = "CO2(g)"})
        .texts("limited_by", &Inputs::limited_by,
               {.help = "dissolved components it takes; the scarcest limits the rate", .example = "CO3-2"})
        .quantity("k", &Inputs::k,
                  {.help = "rate constant", .unit = "1/s", .min = "0 1/s", .example = "1e-3 1/s"})
        .quantity("at", &Inputs::at, {.help = "temperature of k", .unit = "K", .fallback = "25 degC"})
        .quantity("activation_energy", &Inputs::activation_energy,
                  {.help = "Arrhenius activation energy", .unit = "J/mol", .fallback = "0 kJ/mol"})
        .quantity("pressure", &Inputs::pressure,
                  {.help = "partial pressure above the liquid", .unit = "Pa", .fallback = "0.1 bar", .min = "1 Pa"});
  }

  Degassing(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
            base::Problems& problems)
      : rate_({inputs.k, inputs.at, inputs.activation_energy}, reaction, binding),
        limiting_(inputs.limited_by, reaction, binding, problems),
        ln_pressure_(std::log(inputs.pressure / standard_pressure)) {
    const auto* absorption = binding.components->database().absorption(inputs.gas);
    if (absorption == nullptr || binding.liquid == nullptr) {
      problems.add({reaction.where, reaction.name, "no solubility of the gas \"" + inputs.gas + "\"",
                    "add it to thermo-data/aqueous/gases.yaml"});
      return;
    }
    saturation_ = aqueous::make_saturation_index(*binding.liquid, absorption->products, absorption->k);
  }

  template <class S>
  S rate(const Contents<S>& c, S* /*dn*/) const {
    return rate_.in(c) * limiting_.amount(c.n) *
           approach_to_saturation(S(saturation_.ln_omega(c.liquid) - ln_pressure_));
  }
  [[nodiscard]] int sized_component() const { return -1; }

 private:
  static constexpr double standard_pressure = 1e5;  // gas constants refer to 1 bar

  RateConstant rate_;
  Limiting limiting_;
  double ln_pressure_;
  aqueous::SaturationIndex saturation_;
};

}  // namespace

RateLawDefinition degassing() { return define_rate_law<Degassing>(); }

}  // namespace raffinate::reactions
