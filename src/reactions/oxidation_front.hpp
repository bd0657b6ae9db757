#pragma once
#include <string_view>

#include "config/schema.hpp"
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
    double k = 0, at = 0, activation_energy = 0, oxygen_order = 1, transport = 1;
    bool operator==(const Inputs&) const = default;
  };
  OxidationFront(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
                 base::Problems& problems)
      : rate_{inputs.k, inputs.at, inputs.activation_energy},
        oxygen_order_(inputs.oxygen_order),
        transport_(inputs.transport),
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
                {.help = "order of the reaction in oxygen", .fallback = "1", .min = "0.1", .max = "2"})
        .quantity("transport", &Inputs::transport,
                  {.help = "velocity in air when oxygen transport alone limits; the default never does", .unit = "m/s", .fallback = "1 m/s",
                   .min = "1e-12 m/s"});
  }

  template <class S>
  S velocity(const Contents<S>& c) const {
    using std::pow;
    constexpr double air_pressure = 0.21e5;  // [Pa]
    constexpr double linear_below = 5e-3;    // of air: the order becomes 1, so that the rate ends with the oxygen
    const S oxygen = c.oxygen_pressure / air_pressure;
    const S per_oxygen = rate_.at(c.temperature) *
                         pow(S(oxygen * oxygen + linear_below * linear_below), 0.5 * (oxygen_order_ - 1.0));
    return -2.0 * oxygen * per_oxygen * transport_ / (per_oxygen + transport_);
  }
  [[nodiscard]] const SizedMineral& carrier() const { return carrier_; }

 private:
  Arrhenius rate_;
  double oxygen_order_, transport_;
  SizedMineral carrier_;
};

}  // namespace raffinate::reactions
