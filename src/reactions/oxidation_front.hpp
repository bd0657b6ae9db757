#pragma once
#include <string_view>

#include "config/schema.hpp"
#include "numerics/smooth.hpp"
#include "reactions/particle_flux.hpp"
#include "reactions/rate_terms.hpp"

namespace raffinate::reactions {

/// The reaction front that eats into scrap particles in a gas:
///   dL/dt = -2 k(T) (p_O2 / 0.21 bar)^n
/// fading out over the last pascal of oxygen, so that none is taken where there is none.
/// Carbide, binder and mixed carbides lie in the same particles and go with the same front.
class OxidationFront {
 public:
  struct Inputs {
    std::string particle;
    double k = 0, at = 0, activation_energy = 0, oxygen_order = 1;
  };
  OxidationFront(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
                 base::Problems& problems)
      : rate_{inputs.k, inputs.at, inputs.activation_energy},
        oxygen_order_(inputs.oxygen_order),
        carrier_(inputs.particle, reaction, binding, problems) {}

  static config::Schema<Inputs> schema(std::string_view name, std::string_view help) {
    return config::Schema<Inputs>(std::string(name), std::string(help))
        .text("particle", &Inputs::particle, {.help = "sized mineral that carries the front", .example = "WC"})
        .quantity("k", &Inputs::k,
                  {.help = "velocity of the front in air", .unit = "m/s", .min = "0 m/s", .example = "1e-8 m/s"})
        .quantity("at", &Inputs::at, {.help = "temperature of k", .unit = "K", .fallback = "900 degC"})
        .quantity("activation_energy", &Inputs::activation_energy,
                  {.help = "Arrhenius activation energy", .unit = "J/mol", .fallback = "0 kJ/mol"})
        .number("oxygen_order", &Inputs::oxygen_order,
                {.help = "order in the partial pressure of oxygen", .fallback = "1", .min = "0.1", .max = "2"});
  }

  template <class S>
  S velocity(const Contents<S>& c) const {
    using std::pow;
    constexpr double air_pressure = 0.21e5;  // [Pa]
    constexpr double trace = 1.0;            // [Pa] keeps the power finite where oxygen runs out
    const S oxygen = numerics::smooth::positive(c.oxygen_pressure, trace);
    const S left = numerics::value(c.oxygen_pressure) > 0.0 ? c.oxygen_pressure : S(0.0 * c.oxygen_pressure);
    const S present = left * left / (left * left + trace * trace);
    return -2.0 * rate_.at(c.temperature) * pow(S(oxygen / air_pressure), oxygen_order_) * present;
  }
  [[nodiscard]] const SizedMineral& carrier() const { return carrier_; }

 private:
  Arrhenius rate_;
  double oxygen_order_;
  SizedMineral carrier_;
};

}  // namespace raffinate::reactions
