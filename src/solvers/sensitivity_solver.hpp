#pragma once
#include <memory>
#include <span>
#include <vector>

#include "numerics/equation_system.hpp"
#include "numerics/parameter_dependence.hpp"
#include "solvers/dynamic_solver.hpp"

namespace raffinate::solvers {

/// Integrates dx/dt = f(t, x, p) together with s = dx/dp for every parameter, ds/dt = J s + df/dp (CVODES, staggered
/// corrector, exact Jacobian), under error control of both. Time integrals are quadratures, as are their sensitivities.
/// @cite hindmarsh2005
class SensitivitySolver {
 public:
  SensitivitySolver(numerics::EquationSystem& system, numerics::ParameterDependence& parameters,
                    const DynamicOptions& options);
  ~SensitivitySolver();
  SensitivitySolver(const SensitivitySolver&) = delete;
  SensitivitySolver& operator=(const SensitivitySolver&) = delete;

  /// Starts (or restarts after a discontinuity) at t [s] with unknowns x and their derivatives by each parameter.
  void start(double t, std::span<const double> x, const std::vector<std::vector<double>>& sensitivities);

  /// Integrates to `t_out` [s], never stepping beyond `t_stop`. Throws base::RunError.
  void advance(double t_out, double t_stop);

  /// Unknowns at the time reached.
  [[nodiscard]] std::span<const double> state() const;
  /// Their derivatives by each parameter.
  [[nodiscard]] const std::vector<std::vector<double>>& sensitivities() const;
  [[nodiscard]] DynamicStatistics statistics() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace raffinate::solvers
