#pragma once
#include <cmath>

#include <fmt/format.h>

#include "support/small_plant.hpp"

namespace raffinate::test {

/// Volume flow [m3/s] of one kilogram per second of a material, from a plant made to ask.
inline double specific_volume(const SmallPlant::Chemistry& chemistry, const std::string& material) {
  SmallPlant plant(chemistry);
  plant.unit("source", "feed", "{mass_flow: 1 kg/s, material: " + material + "}");
  plant.product("flow", "source.out");
  plant.compile();
  return plant.flow("flow", "liquid_volume");
}

/// A stirred tank that starts at the level at which its weir passes a constant volume flow, so that its volume never
/// changes: from softplus(V - V_weir) = flow t_weir with the rounding 1e-3 V_weir of the unit.
struct SteadyTank {
  double weir = 10.0;       ///< V_weir [m3]
  double weir_time = 10.0;  ///< [s]
  double flow = 0.0;        ///< [m3/s]

  [[nodiscard]] double volume() const {
    const double rounding = 1e-3 * weir;
    return weir + rounding * std::log(std::expm1(flow * weir_time / rounding));
  }
  [[nodiscard]] double residence_time() const { return volume() / flow; }
  [[nodiscard]] std::string inputs(const std::string& filling) const {
    return fmt::format("{{volume: {:.17g} m3, weir_time: {:.17g} s, filled: {:.17g}, filling: {}}}", weir, weir_time, volume() / weir, filling);
  }
};

}  // namespace raffinate::test
