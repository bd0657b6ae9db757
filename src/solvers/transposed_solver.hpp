#pragma once
#include <functional>
#include <vector>

#include "solvers/state_jacobian.hpp"
#include "solvers/sundials_handles.hpp"

namespace raffinate::solvers {

/// Solves (I + gamma J^T) y = b for vectors that are several unknowns of J one after another: Newton's matrix of
/// adjoints, which share the factors of J.
class TransposedSolver {
 public:
  /// `jacobian` is evaluated where the solver is used and outlives this.
  explicit TransposedSolver(StateJacobian& jacobian) : jacobian_(jacobian) {}

  /// As SUNDIALS takes it, bound to this object. `gamma` tells the one in force [s].
  [[nodiscard]] LinearSolver make(std::function<double()> gamma, SUNContext context);
  /// The Jacobian has been evaluated anew.
  void renewed() { factored_for_ = 0.0; }
  [[nodiscard]] long factorisations() const { return factorisations_; }

 private:
  [[nodiscard]] bool solve(N_Vector y, N_Vector b);

  StateJacobian& jacobian_;
  std::function<double()> gamma_;
  double factored_for_ = 0.0;  // gamma; 0: not
  long factorisations_ = 0;
};

}  // namespace raffinate::solvers
