#pragma once

#include <array>
#include <vector>

namespace raffinate::phreeqc {

/// LLNL_AQUEOUS_MODEL_PARAMETERS: parameters of the B-dot equation at some temperatures, interpolated linearly between.
struct BdotTable {
  std::vector<double> temperature;  ///< [K]
  std::vector<double> a;            ///< -dh_a, Debye-Hueckel A for log10 [(kg/mol)^0.5]
  std::vector<double> b;            ///< -dh_b, Debye-Hueckel B [(kg/mol)^0.5 / angstrom]
  std::vector<double> bdot;         ///< [kg/mol]
  std::array<double, 5> co2{};      ///< -co2_coefs of the polynomial of Drummond (1981)
};

}  // namespace raffinate::phreeqc
