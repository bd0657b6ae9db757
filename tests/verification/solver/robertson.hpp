#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "numerics/equation_system.hpp"

namespace raffinate::test {

/// Robertson's autocatalytic reactions, the classical stiff problem:
///   y1' = -0.04 y1 + 1e4 y2 y3,   y3' = 3e7 y2^2,   y2' = -y1' - y3'
/// and a ledger of y2 + y3 formed from y1, without error control.
class Robertson final : public numerics::EquationSystem {
 public:
  Robertson() {
    pattern_.size = 4;
    pattern_.column_start = {0, 3, 7, 11, 12};
    pattern_.row = {0, 1, 3, 0, 1, 2, 3, 0, 1, 2, 3, 3};
  }
  [[nodiscard]] int size() const override { return 4; }
  [[nodiscard]] int integral_count() const override { return 1; }
  bool rhs(double, const double* y, double* dy) override {
    const double formed = 0.04 * y[0] - 1e4 * y[1] * y[2], settled = 3e7 * y[1] * y[1];
    dy[0] = -formed;
    dy[1] = formed - settled;
    dy[2] = settled;
    dy[3] = formed;
    return true;
  }
  [[nodiscard]] const numerics::Sparsity& pattern() const override { return pattern_; }
  bool jacobian(double, const double* y, double* values) override {
    const double by_1 = 0.04, by_2 = -1e4 * y[2], by_3 = -1e4 * y[1], settled = 6e7 * y[1];
    const std::array<double, 12> exact{-by_1, by_1,           by_1,             // column 0: rows 0, 1, 3
                                       -by_2, by_2 - settled, settled, by_2,    // column 1: rows 0, 1, 2, 3
                                       -by_3, by_3,           0.0,     by_3,    // column 2: rows 0, 1, 2, 3
                                       0.0};                                    // column 3: row 3
    std::copy(exact.begin(), exact.end(), values);
    return true;
  }
  [[nodiscard]] std::span<const double> absolute_scale() const override { return scale_; }
  [[nodiscard]] int root_count() const override { return 2; }
  void roots(double, const double* y, double* values) override {
    values[0] = y[0] - 1e-4;
    values[1] = y[2] - 0.01;
  }
  [[nodiscard]] std::string state_name(int index) const override { return "y" + std::to_string(index + 1); }

 private:
  numerics::Sparsity pattern_;
  std::vector<double> scale_{1e-10, 1e-16, 1e-4, 0.0};
};

}  // namespace raffinate::test
