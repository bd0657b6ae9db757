#pragma once
#include <vector>

#include "solvers/adjoint_solver.hpp"
#include "solvers/recorded_period.hpp"
#include "solvers/transposed_solver.hpp"

namespace raffinate::solvers {

/// The adjoints of all results in one period: one vector, so that they share its steps, Jacobians and factors.
class BackwardProblem {
 public:
  /// `largest` is the largest size that each state had: an error of an adjoint counts as it acts on that.
  BackwardProblem(RecordedPeriod& period, EvaluatedSystem& system, StateJacobian& jacobian, const DynamicOptions& options,
                  const std::vector<double>& largest);

  /// Throws base::RunError.
  void go_back(double t_from, double t_to, Adjoints& adjoints);
  [[nodiscard]] const DynamicStatistics& statistics() const { return statistics_; }

 private:
  void create(double t, const Adjoints& adjoints);
  void create_integrals();
  void restart(double t);
  void read(const Adjoints& adjoints);
  void hand_out(Adjoints& adjoints);
  void collect();
  [[nodiscard]] bool find_jacobian(double t, N_Vector x);
  static int rhs(double t, N_Vector x, N_Vector l, N_Vector dl, void* user);
  static int integrands(double t, N_Vector x, N_Vector l, N_Vector result, void* user);

  RecordedPeriod& period_;
  EvaluatedSystem& system_;
  StateJacobian& jacobian_;
  DynamicOptions options_;
  const std::vector<double>& largest_;
  TransposedSolver transposed_;
  LinearSolver linear_;
  Vector adjoints_, integrals_;                              // result by result: by states; by parameters
  std::vector<std::vector<double>> by_integrals_, forcing_;  // by result: m, J_g^T m
  int which_ = -1;              // CVODES's number of the problem
  bool jacobian_known_ = false;
  double jacobian_at_ = 0;      // [s]
  DynamicStatistics statistics_;
};

}  // namespace raffinate::solvers
