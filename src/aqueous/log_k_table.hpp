#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "thermo/log_k.hpp"

namespace raffinate::aqueous {

/// Equilibrium constants of many reactions, evaluated together:
///   ln K = c0 + c1 T + c2/T + c3 ln T + c4/T^2 + c5 T^2
class LogKTable {
 public:
  void add(const thermo::LogK& k);
  /// To be called after the last `add`.
  void finish();

  /// ln K and d ln K/dT [1/K] of every reaction at T [K], padded(number of reactions) values each.
  void evaluate(double T, double* ln_k, double* slope) const noexcept;

 private:
  static constexpr std::size_t terms = 6;
  std::vector<std::array<double, terms>> rows_;
  std::vector<double> by_term_;  // terms x padded(number of reactions)
};

}  // namespace raffinate::aqueous
