#pragma once

namespace raffinate::numerics {

/// How the rates of an `EquationSystem` depend on parameters: what solvers see of them.
class ParameterDependence {
 public:
  virtual ~ParameterDependence() = default;

  [[nodiscard]] virtual int count() const = 0;
  /// Size of a parameter, positive: a change of this much is a large one.
  [[nodiscard]] virtual double size(int parameter) const = 0;
  /// Writes the derivatives of all rates by a parameter at fixed (t, x). False: no values there.
  virtual bool rate_slopes(int parameter, double t, const double* x, double* slopes) = 0;
};

}  // namespace raffinate::numerics
