#pragma once
#include <span>
#include <vector>

#include "solvers/dynamic_solver.hpp"
#include "solvers/error_weights.hpp"
#include "solvers/evaluated_system.hpp"
#include "solvers/direct_newton.hpp"
#include "solvers/sundials_handles.hpp"

namespace raffinate::solvers {

/// A stretch of time without discontinuities, integrated and kept, so that adjoints can follow it backwards (CVODES):
/// states and their rates at up to `steps_kept` steps; of longer stretches, checkpoints that far apart from which the
/// integration is repeated.
class RecordedPeriod {
 public:
  /// Begins at t [s] with unknowns x and ends at t_end at the latest.
  RecordedPeriod(EvaluatedSystem& system, const DynamicOptions& options, long steps_kept, double t, std::span<const double> x,
                 double t_end);
  ~RecordedPeriod();
  RecordedPeriod(const RecordedPeriod&) = delete;
  RecordedPeriod& operator=(const RecordedPeriod&) = delete;

  /// Integrates to t_out [s]. Throws base::RunError.
  void advance(double t_out);
  /// Unknowns at the time reached.
  [[nodiscard]] std::span<const double> unknowns() const { return unknowns_; }
  [[nodiscard]] double start() const { return start_; }
  /// Of the way forwards; counts stop at the first repetition.
  [[nodiscard]] const DynamicStatistics& statistics() const { return statistics_; }

  /// What CVODES keeps, for its backward problems.
  [[nodiscard]] void* memory() const { return memory_; }
  [[nodiscard]] SUNContext context() const { return context_.get(); }
  /// The system has been evaluated elsewhere, on the way back: a repetition starts from nothing, as the first time.
  void interrupt();

 private:
  void create(double t_end);
  [[nodiscard]] bool make_reproducible();
  void collect();
  [[noreturn]] void fail(int flag, double t) const;
  static int rhs(double t, N_Vector x, N_Vector dx, void* user);
  static int integrands(double t, N_Vector x, N_Vector result, void* user);
  static int newton_matrix(double t, N_Vector x, N_Vector fx, SUNMatrix m, int reuse, int* renewed, double gamma, void* user,
                           N_Vector, N_Vector, N_Vector);

  EvaluatedSystem& system_;
  DynamicOptions options_;
  long steps_kept_;
  double start_;
  Context context_;
  Vector state_, integrals_;
  ErrorWeights error_weight_;
  DirectNewton newton_;
  void* memory_ = nullptr;
  bool repeats_ = false;
  long fresh_at_ = -1;  // steps at the last fresh start of the system's iterations
  std::vector<double> unknowns_;
  DynamicStatistics statistics_;
};

}  // namespace raffinate::solvers
