#pragma once
#include <memory>
#include <span>
#include <vector>

#include "numerics/equation_system.hpp"

namespace raffinate::solvers {

/// The matrix J - s I of the states of a system, factorised (KLU): J is their exact Jacobian without the time
/// integrals, s a shift [1/s].
class StateJacobian {
 public:
  explicit StateJacobian(numerics::EquationSystem& system);
  ~StateJacobian();
  StateJacobian(const StateJacobian&) = delete;
  StateJacobian& operator=(const StateJacobian&) = delete;

  /// How many unknowns are states: size() of the system without its integrals.
  [[nodiscard]] int states() const;
  /// Takes the Jacobian at time t [s] and unknowns x. False: it has no values there.
  [[nodiscard]] bool evaluate(double t, const double* x);
  /// Factorises J - s I. False: singular to round-off.
  [[nodiscard]] bool factorise(double shift);
  /// Overwrites b (one value a state) with the solution y of (J - s I) y = b, or of its transpose.
  void solve(std::span<double> b) const;
  void solve_transposed(std::span<double> b) const;
  /// Writes J y, or the rows of the integrals times y: how states or integrals change along y.
  void multiply(std::span<const double> y, std::span<double> result) const;
  void multiply_integrals(std::span<const double> y, std::span<double> result) const;
  /// Writes l J: how a linear combination of states changes with each of them.
  void multiply_transposed(std::span<const double> l, std::span<double> result) const;
  /// The same of a linear combination of integrals.
  void multiply_integrals_transposed(std::span<const double> l, std::span<double> result) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace raffinate::solvers
