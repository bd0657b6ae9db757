#pragma once

#include <cstddef>
#include <vector>

#include "thermo/log_k.hpp"

namespace raffinate::aqueous {

/// Equilibrium constants of many reactions, evaluated together:
///   ln K = c0 + c1 T + c2/T + c3 ln T + c4/T^2 + c5 T^2
class LogKTable {
 public:
  void add(const thermo::LogK& k);
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

  /// ln K and d ln K/dT [1/K] of every reaction at T [K].
  void evaluate(double T, double* ln_k, double* slope) const noexcept;

 private:
  struct Row {
    double c[6];
  };
  std::vector<Row> rows_;
};

}  // namespace raffinate::aqueous
