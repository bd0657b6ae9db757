#pragma once
#include <sundials/sundials_nonlinearsolver.h>

#include "solvers/newton_matrix.hpp"

namespace raffinate::solvers {

/// When Newton's method of an integrator has converged.
///
/// The usual test looks at the last correction only. It is deceived where a Jacobian is older than a kink of the equations:
/// a solid at saturation makes it enormous for the dissolved trace, and once the solid no longer dissolves, corrections made
/// with it are next to nothing while the equations are far from satisfied. Steps then pass as converged that violate them.
/// So a residual beyond the error tolerance must also be seen to fall: that takes a second evaluation, which a right
/// Jacobian passes at once.
class ConvergenceTest {
 public:
  /// `matrix` holds the Newton matrix by its `entries`; both outlive this. `states` is a vector of its length.
  ConvergenceTest(const NewtonMatrix& entries, SUNMatrix matrix, N_Vector states)
      : entries_(&entries), matrix_(matrix), last_(N_VClone(states)), product_(N_VClone(states)) {}

  /// Makes it the test of a solver that the integrator uses.
  void attach(SUNNonlinearSolver solver);
  /// A new Newton matrix: nothing is known of its rate of convergence.
  void forget_rate() { rate_ = 1.0; }

 private:
  static int test(SUNNonlinearSolver solver, N_Vector, N_Vector correction, realtype tolerance, N_Vector weights, void* self);
  [[nodiscard]] int judge(int iteration, N_Vector correction, double tolerance, N_Vector weights);
  [[nodiscard]] bool is_satisfied(int iteration, N_Vector correction, N_Vector weights);
  [[nodiscard]] double residual(N_Vector correction, N_Vector weights);

  const NewtonMatrix* entries_;
  SUNMatrix matrix_;
  Vector last_, product_;  // the correction before; working space
  double rate_ = 1.0, last_size_ = 0.0;
};

}  // namespace raffinate::solvers
