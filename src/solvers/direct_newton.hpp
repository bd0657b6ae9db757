#pragma once
#include <cvodes/cvodes_ls.h>

#include "solvers/convergence_test.hpp"

namespace raffinate::solvers {

/// Newton's method inside CVODES: the matrix I - gamma J of the states, its factors, and when the method has converged.
class DirectNewton {
 public:
  /// `pattern` is that of the Jacobian of all unknowns, the states being the first.
  DirectNewton(const numerics::Sparsity& pattern, N_Vector states, SUNContext context);

  /// Gives it to an integrator, whose `callback` calls `renew`. Throws base::RunError.
  void attach(void* memory, CVLsLinSysFn callback);
  /// Writes the matrix from the Jacobian of all unknowns, in the order of the pattern.
  void renew(std::span<const double> jacobian, double gamma, SUNMatrix matrix);

 private:
  NewtonMatrix entries_;
  Matrix matrix_;
  LinearSolver linear_;
  NonlinearSolver nonlinear_;
  ConvergenceTest test_;
};

}  // namespace raffinate::solvers
