#include "solvers/convergence_test.hpp"

#include <algorithm>

namespace raffinate::solvers {

void ConvergenceTest::attach(SUNNonlinearSolver solver) {
  check(SUNNonlinSolSetConvTestFn(solver, test, this), "SUNNonlinSolSetConvTestFn");
}

int ConvergenceTest::test(SUNNonlinearSolver solver, N_Vector, N_Vector correction, realtype tolerance, N_Vector weights, void* self) {
  int iteration = 0;
  SUNNonlinSolGetCurIter(solver, &iteration);
  return static_cast<ConvergenceTest*>(self)->judge(iteration, correction, tolerance, weights);
}

// The test of CVODES @cite hindmarsh2005, and that of the residual.
int ConvergenceTest::judge(int iteration, N_Vector correction, double tolerance, N_Vector weights) {
  constexpr double slowest_forgetting = 0.3, divergence = 2.0;
  const double size = N_VWrmsNorm(correction, weights);
  if (iteration > 0) rate_ = std::max(slowest_forgetting * rate_, size / last_correction_);
  const bool satisfied = is_satisfied(iteration, correction, weights);
  if (satisfied && size * std::min(1.0, rate_) <= tolerance) return SUN_NLS_SUCCESS;
  if (iteration > 0 && size > divergence * last_correction_) return SUN_NLS_CONV_RECVR;
  last_correction_ = size;
  return SUN_NLS_CONTINUE;
}

// The residual is what the correction was solved from.
bool ConvergenceTest::is_satisfied(int iteration, N_Vector correction, N_Vector weights) {
  constexpr double largest_residual = 1.0;  // of the error tolerance
  constexpr double least_fall = 0.5;        // from one iteration to the next
  entries_->multiply(matrix_, correction, residual_.get());
  const double residual = N_VWrmsNorm(residual_.get(), weights);
  const bool fell = iteration > 0 && residual <= least_fall * last_residual_;
  last_residual_ = residual;
  return fell || residual <= largest_residual;
}

}  // namespace raffinate::solvers
