#pragma once

#include <array>
#include <string>
#include <vector>

#include "thermo/scalar.hpp"
#include "thermo/species.hpp"

namespace raffinate::thermo {

/// Solubility of a salt in pure water: s = s0 + s1 t + s2 t^2 [kg anhydrous salt per kg water], t in degrees Celsius.
struct SolubilityCurve {
  std::string salt;   ///< anhydrous formula, "Na2WO4"
  std::string solid;  ///< in equilibrium, "Na2WO4:2H2O"
  std::array<double, 3> s{};
  double t_min = 0, t_max = 0;  ///< range of the measurements [K]
  std::vector<std::array<double, 2>> points;  ///< measured: T [K], kg anhydrous salt per kg water
  double residual = 0;          ///< largest deviation of a measurement [kg/kg]
  Source source;

  /// kg of anhydrous salt per kg of water at T [K].
  template <class S>
  S mass_ratio(const S& T) const {
    const S t = T - 273.15;
    return s[0] + (s[1] + s[2] * t) * t;
  }
};

}  // namespace raffinate::thermo
