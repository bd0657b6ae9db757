#pragma once
#include <vector>

#include "solvers/state_jacobian.hpp"

namespace raffinate::solvers {

/// How an iteration towards f(t, x) = 0 ended.
struct SteadyIteration {
  bool converged = false;
  int steps = 0;
  double correction = 0;  ///< largest last change of a state relative to its size
};

/// Pseudo-transient continuation: linearly implicit Euler steps which grow as the rates fall, so that it moves
/// like time far from the steady state and like Newton's method close to it. @cite kelley1998
/// Changes x even if it does not converge.
SteadyIteration pseudo_transient(numerics::EquationSystem& system, StateJacobian& jacobian, double t,
                                 std::vector<double>& x, double first_step);

/// Undamped Newton steps from close to the solution until round-off ends the progress. Leaves the Jacobian evaluated and
/// factorised at the result. Converged: the last correction is below 1e-9 of the size of every state.
SteadyIteration polish(numerics::EquationSystem& system, StateJacobian& jacobian, double t, std::vector<double>& x);

}  // namespace raffinate::solvers
