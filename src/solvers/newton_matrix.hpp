#pragma once
#include <span>
#include <vector>

#include "numerics/sparsity.hpp"
#include "solvers/sundials_handles.hpp"

namespace raffinate::solvers {

/// a I + b J of the first `states` unknowns of a pattern, compressed by columns.
class NewtonMatrix {
 public:
  NewtonMatrix(const numerics::Sparsity& pattern, std::size_t states);

  [[nodiscard]] Matrix make(SUNContext context) const;
  /// `slopes` is the Jacobian of all unknowns in the order of the pattern. Solvers may have erased pattern and values.
  void fill(std::span<const double> slopes, double a, double b, SUNMatrix matrix) const;
  /// result = matrix x.
  void multiply(SUNMatrix matrix, N_Vector x, N_Vector result) const;

 private:
  const numerics::Sparsity* pattern_;
  std::vector<sunindextype> start_, row_;
};

}  // namespace raffinate::solvers
