#pragma once

#include <type_traits>

namespace raffinate::thermo {

/// The plain value of any scalar type, for choosing a piece of a piecewise function.
/// Differentiating scalars bring their own `value` (found by argument-dependent lookup).
template <class S>
double plain_value(const S& x) {
  if constexpr (std::is_arithmetic_v<S>) {
    return static_cast<double>(x);
  } else {
    return value(x);
  }
}

inline constexpr double reference_temperature = 298.15;  ///< [K] of every tabulated enthalpy and log K
inline constexpr double gas_constant = 8.31446261815324; ///< [J/mol/K], exact in the 2019 SI
inline constexpr double faraday = 96485.33212;                ///< [C/mol], exact in the 2019 SI

}  // namespace raffinate::thermo
