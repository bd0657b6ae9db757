#pragma once
#include <memory>
#include <span>
#include <vector>

#include "numerics/equation_system.hpp"
#include "numerics/parameter_dependence.hpp"
#include "solvers/dynamic_solver.hpp"

namespace raffinate::solvers {

/// Derivatives of results of a run on their way backwards through time.
struct Adjoints {
  /// By result: its derivatives by all unknowns at the time reached, parameters after it being as they are.
  std::vector<std::vector<double>> by_unknowns;
  /// By result: its derivatives by every parameter, as far as they act after the time reached.
  std::vector<std::vector<double>> by_parameters;
  /// Size of every result: a change of this much is a large one.
  std::vector<double> sizes;
};

/// Integrates dx/dt = f(t, x, p), dy/dt = g(t, x, p) forwards and keeps it, then the adjoints of any number of results
/// backwards, -dl/dt = J^T l + J_g^T m, m constant: l and m are a result's derivatives by states x and integrals y.
/// Those by parameters are the integrals of l df/dp + m dg/dp (CVODES, BDF, exact Jacobian, transposed solves with KLU).
/// @cite hindmarsh2005
class AdjointSolver {
 public:
  /// Of every period so many steps are kept whole as fit into `memory` [bytes], but at least 50; beyond, the way forwards
  /// is repeated from checkpoints.
  AdjointSolver(numerics::EquationSystem& system, numerics::ParameterDependence& parameters, const DynamicOptions& options,
                double memory = 64e6);
  ~AdjointSolver();
  AdjointSolver(const AdjointSolver&) = delete;
  AdjointSolver& operator=(const AdjointSolver&) = delete;

  /// Begins at t [s], or anew after a discontinuity, with unknowns x; the next discontinuity is at t_end.
  void start(double t, std::span<const double> x, double t_end);
  /// Integrates to t_out [s]. Throws base::RunError.
  void advance(double t_out);
  /// Unknowns at the time reached.
  [[nodiscard]] std::span<const double> state() const;

  /// Follows adjoints from t_from [s] back to t_to, both in the period begun last. The system must be as it was then.
  /// Throws base::RunError.
  void go_back(double t_from, double t_to, Adjoints& adjoints);
  /// Drops the period begun last.
  void drop_period();

  /// Of the way forwards and the way back.
  [[nodiscard]] DynamicStatistics statistics() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace raffinate::solvers
