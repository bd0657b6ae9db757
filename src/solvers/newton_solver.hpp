#pragma once
#include <memory>
#include <string>
#include <vector>

#include "numerics/equation_system.hpp"

namespace raffinate::solvers {

/// Weight of a state in norms: one over its size, or next to nothing for states without error control.
[[nodiscard]] std::vector<double> inverse_sizes(const numerics::EquationSystem& system, const double* x);

/// Solves f(t, x) = 0 for the states of a system with KINSOL: Newton's method with a line search, exact Jacobian, KLU.
/// @cite hindmarsh2005
///
/// The matrix is J - s I with a shift s small against every rate of the system. A linear combination l of states
/// that nothing changes (l J = 0, l f = 0) then keeps its value in every iteration, as it would in time.
class NewtonSolver {
 public:
  static constexpr double shift = 1e-10;  ///< [1/s]: 300 years

  explicit NewtonSolver(numerics::EquationSystem& system);
  ~NewtonSolver();
  NewtonSolver(const NewtonSolver&) = delete;
  NewtonSolver& operator=(const NewtonSolver&) = delete;

  struct Result {
    bool converged = false;
    int iterations = 0;
    std::string reason;  ///< why it stopped, if it did not converge
  };
  /// Improves x in at most `most_iterations`; leaves it as it was unless converged. Rates count relative to the size of their state within `horizon`
  /// [s]: converged when none changes its state by more than `tolerance` in that time.
  Result solve(double t, std::vector<double>& x, double horizon, double tolerance, int most_iterations);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace raffinate::solvers
