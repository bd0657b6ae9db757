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
  if (iteration > 0) rate_ = std::max(slowest_forgetting * rate_, size / last_size_);
  if (size * std::min(1.0, rate_) <= tolerance && is_satisfied(iteration, correction, weights)) return SUN_NLS_SUCCESS;
  if (iteration > 0 && size > divergence * last_size_) return SUN_NLS_CONV_RECVR;
  last_size_ = size;
  N_VScale(1.0, correction, last_.get());
  return SUN_NLS_CONTINUE;
}

bool ConvergenceTest::is_satisfied(int iteration, N_Vector correction, N_Vector weights) {
  constexpr double largest = 1.0;     // of the error tolerance
  constexpr double least_fall = 0.5;  // from one iteration to the next
  const double now = residual(correction, weights);
  return now <= largest || (iteration > 0 && now <= least_fall * residual(last_.get(), weights));
}

// What a correction was solved from.
double ConvergenceTest::residual(N_Vector correction, N_Vector weights) {
  entries_->multiply(matrix_, correction, product_.get());
  return N_VWrmsNorm(product_.get(), weights);
}

}  // namespace raffinate::solvers
