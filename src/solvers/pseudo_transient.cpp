#include "solvers/pseudo_transient.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "solvers/newton_solver.hpp"

namespace raffinate::solvers {

namespace {

double largest(const std::vector<double>& values, const std::vector<double>& weights) {
  double result = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) result = std::max(result, std::abs(values[i] * weights[i]));
  return result;
}

/// x, its rates, and the step that the shifted Jacobian makes of them.
class Iterate {
 public:
  Iterate(numerics::EquationSystem& system, StateJacobian& jacobian, double t, std::vector<double>& x)
      : system_(system), jacobian_(jacobian), t_(t), x_(x), rates_(x.size()), trial_(x), trial_rates_(x.size()) {}

  [[nodiscard]] bool evaluate() { return system_.rhs(t_, x_.data(), rates_.data()); }
  [[nodiscard]] double speed() const { return largest(rates_, inverse_sizes(system_, x_.data())); }
  /// Solves (J - s I) step = -f; the Jacobian is a new one if `renew`.
  [[nodiscard]] bool make_step(double shift, bool renew) {
    if (renew && !jacobian_.evaluate(t_, x_.data())) return false;
    if (!jacobian_.factorise(shift)) return false;
    step_.resize(static_cast<std::size_t>(jacobian_.states()));
    std::transform(rates_.begin(), rates_.begin() + jacobian_.states(), step_.begin(), std::negate<>());
    jacobian_.solve(step_);
    return true;
  }
  [[nodiscard]] double length() const { return largest(step_, inverse_sizes(system_, x_.data())); }
  /// Goes there if the equations can be evaluated.
  [[nodiscard]] bool take_step() {
    for (std::size_t i = 0; i < step_.size(); ++i) trial_[i] = x_[i] + step_[i];
    if (!system_.rhs(t_, trial_.data(), trial_rates_.data())) return false;
    x_ = trial_;
    std::swap(rates_, trial_rates_);
    return true;
  }

 private:
  numerics::EquationSystem& system_;
  StateJacobian& jacobian_;
  double t_;
  std::vector<double>& x_;
  std::vector<double> rates_, trial_, trial_rates_, step_;
};

}  // namespace

SteadyIteration pseudo_transient(numerics::EquationSystem& system, StateJacobian& jacobian, double t,
                                 std::vector<double>& x, double first_step) {
  constexpr int most_steps = 500;
  constexpr double longest = 1e10;   // [s]
  constexpr double shortest = 1e-6;  // [s]
  constexpr double reach = 0.5;      // largest change of a state in one step, relative to its size
  constexpr double close = 1e-8;
  Iterate iterate(system, jacobian, t, x);
  SteadyIteration result;
  if (!iterate.evaluate()) return result;
  double h = first_step;
  for (bool renew = true; result.steps < most_steps && h > shortest; ++result.steps) {
    if (!iterate.make_step(1.0 / h, renew)) return result;
    result.correction = iterate.length();
    const double speed = iterate.speed();
    if (result.correction > reach || !iterate.take_step()) {
      h /= 4.0;
      renew = false;
      continue;
    }
    renew = true;
    if (result.correction < close && h > 0.1 * longest) {
      result.converged = true;
      return result;
    }
    const double slower = iterate.speed() > 0 ? speed / iterate.speed() : 10.0;
    h = std::min(longest, h * std::clamp(slower, 0.5, 1.0) * (result.correction < 0.1 * reach ? 4.0 : 1.5));
  }
  return result;
}

SteadyIteration polish(numerics::EquationSystem& system, StateJacobian& jacobian, double t, std::vector<double>& x) {
  constexpr int most_steps = 20;
  constexpr double enough = 1e-9, round_off = 1e-14;
  int further = 2;  // traces, far below the size that matters, still gain digits when the rest has come to its round-off
  Iterate iterate(system, jacobian, t, x);
  SteadyIteration result{false, 0, std::numeric_limits<double>::infinity()};
  if (!iterate.evaluate()) return result;
  for (bool ended = false; result.steps < most_steps;) {
    if (!iterate.make_step(NewtonSolver::shift, true)) return result;
    const double correction = iterate.length();
    const bool stalled = result.correction < enough && correction > 0.5 * result.correction;
    if (!iterate.take_step()) return result;
    ++result.steps;
    result.correction = correction;
    ended = ended || stalled || correction < round_off;
    if (ended && further-- == 0) break;
  }
  result.converged = result.correction < enough;
  return result;
}

}  // namespace raffinate::solvers
