#pragma once
#include <functional>
#include <string>
#include <vector>

#include "numerics/equation_system.hpp"

namespace raffinate::test {

/// dx/dt = f(x) with a full Jacobian, from two functions.
class DenseSystem final : public numerics::EquationSystem {
 public:
  using Rates = std::function<void(const double* x, double* dxdt)>;
  using Jacobian = std::function<double(const double* x, int row, int column)>;

  DenseSystem(int size, Rates rates, Jacobian jacobian)
      : size_(size), rates_(std::move(rates)), jacobian_(std::move(jacobian)), scale_(static_cast<std::size_t>(size), 1.0) {
    pattern_.size = size;
    pattern_.column_start = {0};
    for (int column = 0; column < size; ++column) {
      for (int row = 0; row < size; ++row) pattern_.row.push_back(row);
      pattern_.column_start.push_back(static_cast<int>(pattern_.row.size()));
    }
  }
  /// Linear: dx/dt = A x + b, A by rows.
  DenseSystem(std::vector<std::vector<double>> a, std::vector<double> b)
      : DenseSystem(
            static_cast<int>(b.size()),
            [a, b](const double* x, double* dxdt) {
              for (std::size_t i = 0; i < b.size(); ++i) {
                dxdt[i] = b[i];
                for (std::size_t j = 0; j < b.size(); ++j) dxdt[i] += a[i][j] * x[j];
              }
            },
            [a](const double*, int row, int column) { return a[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]; }) {}

  [[nodiscard]] int size() const override { return size_; }
  bool rhs(double, const double* x, double* dxdt) override {
    rates_(x, dxdt);
    return true;
  }
  [[nodiscard]] const numerics::Sparsity& pattern() const override { return pattern_; }
  bool jacobian(double, const double* x, double* values) override {
    for (int column = 0; column < size_; ++column)
      for (int row = 0; row < size_; ++row) *values++ = jacobian_(x, row, column);
    return true;
  }
  [[nodiscard]] std::span<const double> absolute_scale() const override { return scale_; }
  [[nodiscard]] std::string state_name(int index) const override { return "x" + std::to_string(index); }

 private:
  int size_;
  Rates rates_;
  Jacobian jacobian_;
  std::vector<double> scale_;
  numerics::Sparsity pattern_;
};

}  // namespace raffinate::test
