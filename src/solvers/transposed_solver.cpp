#include "solvers/transposed_solver.hpp"

#include <algorithm>

namespace raffinate::solvers {

LinearSolver TransposedSolver::make(std::function<double()> gamma, SUNContext context) {
  gamma_ = std::move(gamma);
  LinearSolver solver(SUNLinSolNewEmpty(context));
  solver->content = this;
  solver->ops->gettype = [](SUNLinearSolver) { return SUNLINEARSOLVER_MATRIX_EMBEDDED; };
  solver->ops->solve = [](SUNLinearSolver s, SUNMatrix, N_Vector y, N_Vector b, realtype) {
    return static_cast<TransposedSolver*>(s->content)->solve(y, b) ? 0 : 1;
  };
  solver->ops->free = [](SUNLinearSolver s) {
    SUNLinSolFreeEmpty(s);
    return 0;
  };
  return solver;
}

// I + gamma J^T = gamma (J - s I)^T with s = -1/gamma.
bool TransposedSolver::solve(N_Vector y, N_Vector b) {
  const double gamma = gamma_();
  if (factored_for_ != gamma) {
    factored_for_ = 0.0;
    ++factorisations_;
    if (!jacobian_.factorise(-1.0 / gamma)) return false;
    factored_for_ = gamma;
  }
  const double* right = N_VGetArrayPointer(b);
  double* solution = N_VGetArrayPointer(y);
  const auto length = static_cast<std::size_t>(N_VGetLength(b)), states = static_cast<std::size_t>(jacobian_.states());
  std::transform(right, right + length, solution, [gamma](double v) { return v / gamma; });
  for (std::size_t first = 0; first < length; first += states) jacobian_.solve_transposed({solution + first, states});
  return true;
}

}  // namespace raffinate::solvers
