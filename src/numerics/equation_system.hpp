#pragma once
#include <span>
#include <string>

#include "numerics/sparsity.hpp"

namespace raffinate::numerics {

/// dx/dt = f(t, x): what solvers see of a model, and all they see.
class EquationSystem {
 public:
  virtual ~EquationSystem() = default;

  [[nodiscard]] virtual int size() const = 0;
  /// How many of the unknowns, the last ones, are time integrals: no rate depends on them and their
  /// absolute scale is 0.
  [[nodiscard]] virtual int integral_count() const { return 0; }
  /// False, where a rate has no finite value, asks the integrator to retry with a smaller step.
  virtual bool rhs(double t, const double* x, double* dxdt) = 0;
  [[nodiscard]] virtual const Sparsity& pattern() const = 0;
  /// Exact df/dx in the order of `pattern()`.
  virtual bool jacobian(double t, const double* x, double* values) = 0;
  /// Absolute size below which a state does not matter; 0 marks a state without error control.
  [[nodiscard]] virtual std::span<const double> absolute_scale() const = 0;
  /// Makes the next evaluation depend on nothing but its arguments, to the last bit: iterations inside start afresh.
  virtual void forget() {}
  [[nodiscard]] virtual int root_count() const { return 0; }
  virtual void roots(double /*t*/, const double* /*x*/, double* /*values*/) {}
  /// Name of a state with its unit of plant, for messages: "leach_1.CoWO4[3]".
  [[nodiscard]] virtual std::string state_name(int index) const = 0;
  /// What made the last rhs() return false; empty if it did not.
  [[nodiscard]] virtual std::string last_failure() const { return {}; }
};

}  // namespace raffinate::numerics
