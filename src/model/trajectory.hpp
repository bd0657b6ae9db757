#pragma once
#include <functional>
#include <string>

#include "model/workspace.hpp"
#include "solvers/dynamic_solver.hpp"

namespace raffinate::model {

/// A plant on its way through time: integrates, stops where schedules or modes change, and starts anew there.
class Trajectory {
 public:
  /// Something that happened: an event, or a mode that began.
  struct Happening {
    double t;  ///< [s]
    std::string unit, name, text;
  };
  using Listener = std::function<void(const Happening&)>;

  /// `solver` integrates `workspace`; both outlive this.
  Trajectory(Workspace& workspace, solvers::DynamicSolver& solver, Listener listener = {});

  /// Begins a run at t [s]: units set what begins anew in x.
  void start(double t, std::vector<double>& x);
  /// Goes on from a moment that was reached before; the workspace has its period and modes.
  void resume(double t, std::span<const double> x);
  /// Integrates to t [s], or to where a mode changes before: true if one did. Never evaluates beyond `end`. A step of a
  /// schedule at t begins with the next advance. Throws base::RunError.
  bool advance(double t, double end);

  [[nodiscard]] double t() const { return t_; }
  [[nodiscard]] std::span<const double> state() const { return solver_->state(); }

 private:
  [[nodiscard]] double next_stop(double end) const;
  void begin_period_if_due();
  void change(const std::vector<int>& over, bool new_period);
  [[nodiscard]] std::vector<int> note_roots(const solvers::DynamicSolver::Advance& reached);
  void note_changes(const std::vector<Workspace::ModeChange>& changes) const;

  Workspace* workspace_;
  solvers::DynamicSolver* solver_;
  Listener listener_;
  double t_ = 0.0;
};

}  // namespace raffinate::model
