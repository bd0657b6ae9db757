#pragma once

#include <array>
#include <cmath>

namespace raffinate::aqueous {

/// The five functions of T [K] that interaction coefficients are linear in, zero at Tr = 298.15 K, as in
/// PHREEQC's SIT and PITZER data:
///   1/T - 1/Tr, ln(T/Tr), T - Tr, T^2 - Tr^2, 1/T^2 - 1/Tr^2
struct TemperatureFunctions {
  std::array<double, 5> value, slope;

  explicit TemperatureFunctions(double T) {
    constexpr double Tr = 298.15;
    const double inverse = 1 / T, square = inverse * inverse;
    value = {inverse - 1 / Tr, std::log(T / Tr), T - Tr, T * T - Tr * Tr, square - 1 / (Tr * Tr)};
    slope = {-square, inverse, 1, 2 * T, -2 * square * inverse};
  }
};

}  // namespace raffinate::aqueous
