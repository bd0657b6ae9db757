#pragma once
#include <span>

#include "numerics/sparsity.hpp"
#include "solvers/sundials_handles.hpp"

namespace raffinate::solvers {

/// I - gamma J of the first `states` unknowns of a pattern, compressed by columns.
class NewtonMatrix {
 public:
  NewtonMatrix(const numerics::Sparsity& pattern, std::size_t states);

  [[nodiscard]] Matrix make(SUNContext context) const;
  /// `slopes` is the Jacobian of all unknowns in the order of the pattern.
  void fill(std::span<const double> slopes, double gamma, SUNMatrix matrix) const;

 private:
  const numerics::Sparsity* pattern_;
  std::size_t states_;
};

}  // namespace raffinate::solvers
