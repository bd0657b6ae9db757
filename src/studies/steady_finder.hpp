#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/workspace.hpp"
#include "solvers/dynamic_solver.hpp"
#include "solvers/newton_solver.hpp"
#include "solvers/state_jacobian.hpp"
#include "studies/unrest.hpp"

namespace raffinate::studies {

/// One thing that was tried on the way to a steady state.
struct PathStep {
  std::string method;  ///< "transient", "KINSOL", "pseudo-transient", "polish"
  std::string text;    ///< what came of it
};

/// A steady state, or why there is none.
struct SteadyState {
  bool found = false;
  bool stable = true;                  ///< it would be kept: no mode grows
  std::vector<double> x;               ///< unknowns; the ledger is zero
  std::vector<double> rates;           ///< of all unknowns: those of the ledger are the flows
  std::vector<PathStep> path;
  std::vector<std::string> reasons;    ///< why there is none
  std::vector<std::string> notes;      ///< what stays as the plant was filled
  solvers::DynamicStatistics effort;
};

/// Finds the steady state of a plant with the last steps of its schedules, without guesses: a stretch of the
/// transient from its filling, Newton's method (KINSOL), and again, with stretches growing geometrically; if that does
/// not do, pseudo-transient continuation. The result is polished to round-off. The work is limited, in steps.
class SteadyFinder {
 public:
  /// Called now and then with the simulated time so far [s].
  using Progress = std::function<void(double t)>;

  explicit SteadyFinder(std::shared_ptr<const model::Model> model);

  /// From the filling of the plant.
  [[nodiscard]] SteadyState find(const Progress& progress = {});
  /// From a state close to it.
  [[nodiscard]] SteadyState find_near(const std::vector<double>& x);

  /// At the steady state found last: values of streams and channels, and the factorised Jacobian.
  [[nodiscard]] model::Workspace& workspace() { return workspace_; }
  [[nodiscard]] solvers::StateJacobian& jacobian() { return jacobian_; }
  /// The time at which the last steps of all schedules are in force [s].
  [[nodiscard]] double time() const { return time_; }

 private:
  [[nodiscard]] std::optional<std::string> go_through_time(SteadyState& state, Unrest& unrest, const Progress& progress);
  [[nodiscard]] bool integrate(solvers::DynamicSolver& solver, double stop, SteadyState& state, Unrest& unrest);
  [[nodiscard]] bool try_newton(SteadyState& state);
  [[nodiscard]] bool try_pseudo_transient(SteadyState& state);
  [[nodiscard]] bool grows_without_end(SteadyState& state, const Unrest& unrest);
  void note_what_is_kept(SteadyState& state);
  [[nodiscard]] bool finish(SteadyState& state);
  void judge_stability(SteadyState& state);

  std::shared_ptr<const model::Model> model_;
  model::Workspace workspace_;
  solvers::NewtonSolver newton_;
  solvers::StateJacobian jacobian_;
  double time_ = 0;
};

}  // namespace raffinate::studies
