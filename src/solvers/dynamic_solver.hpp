#pragma once
#include <memory>
#include <span>
#include <vector>

#include "numerics/equation_system.hpp"

namespace raffinate::solvers {

struct DynamicOptions {
  double relative_tolerance = 1e-5;
  /// Absolute tolerance of a state = relative_tolerance * absolute_factor * its nominal size.
  double absolute_factor = 1.0;
  double first_step = 0.0;  ///< [s]; 0: chosen by the integrator
  double max_step = 0.0;    ///< [s]; 0: no limit
  long max_steps = 1000000;
};

/// What an integration cost.
struct DynamicStatistics {
  long steps = 0;
  long rhs_evaluations = 0;
  long jacobian_evaluations = 0;
  long factorisations = 0;
  long nonlinear_iterations = 0;
  long nonlinear_failures = 0;
  long error_test_failures = 0;

  DynamicStatistics& operator+=(const DynamicStatistics& other);
};
[[nodiscard]] inline DynamicStatistics operator+(DynamicStatistics a, const DynamicStatistics& b) { return a += b; }

/// Integrates dx/dt = f(t, x) with CVODES: variable-order BDF, exact sparse Jacobian, KLU.
/// @cite hindmarsh2005
class DynamicSolver {
 public:
  DynamicSolver(numerics::EquationSystem& system, const DynamicOptions& options);
  ~DynamicSolver();
  DynamicSolver(const DynamicSolver&) = delete;
  DynamicSolver& operator=(const DynamicSolver&) = delete;

  /// Starts (or restarts after a discontinuity) at t [s] with state x.
  void start(double t, std::span<const double> x);

  struct Advance {
    double t = 0.0;
    std::vector<int> roots;  ///< indices of the root functions that changed sign; empty at t_out
    std::vector<int> directions;  ///< +1 rising, -1 falling, by root
  };
  /// Integrates to `t_out` [s], never stepping beyond `t_stop`, or to the first root before it.
  /// Throws base::RunError naming the unknowns that failed.
  Advance advance(double t_out, double t_stop);

  [[nodiscard]] std::span<const double> state() const;
  [[nodiscard]] DynamicStatistics statistics() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace raffinate::solvers
