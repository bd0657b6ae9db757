#include "model/trajectory.hpp"

#include <algorithm>

namespace raffinate::model {

Trajectory::Trajectory(Workspace& workspace, solvers::DynamicSolver& solver, Listener listener)
    : workspace_(&workspace), solver_(&solver), listener_(std::move(listener)) {}

void Trajectory::start(double t, std::vector<double>& x) {
  t_ = t;
  note_changes(workspace_->start(t, x.data()));
  solver_->start(t, x);
}

void Trajectory::resume(double t, std::span<const double> x) {
  t_ = t;
  solver_->start(t, x);
}

double Trajectory::next_stop(double end) const {
  const auto stops = workspace_->model().stop_times();
  const auto next = std::upper_bound(stops.begin(), stops.end(), t_);
  const double scheduled = next == stops.end() ? end : std::min(*next, end);
  return std::min(scheduled, workspace_->next_mode_end());
}

bool Trajectory::advance(double t, double end) {
  while (t_ < t) {
    begin_period_if_due();
    const double stop = next_stop(end);
    const auto reached = solver_->advance(std::min(t, stop), stop);
    t_ = reached.t;
    const auto over = note_roots(reached);
    if (over.empty() && t_ < workspace_->next_mode_end()) continue;
    change(over, false);
    return true;
  }
  return false;
}

void Trajectory::begin_period_if_due() {
  const auto stops = workspace_->model().stop_times();
  if (workspace_->period_start() < t_ && std::binary_search(stops.begin(), stops.end(), t_)) change({}, true);
}

void Trajectory::change(const std::vector<int>& over, bool new_period) {
  const auto reached = solver_->state();
  std::vector<double> x(reached.begin(), reached.end());
  if (new_period) workspace_->begin_period(t_, x.data());
  note_changes(workspace_->change_modes(t_, over, x.data()));
  solver_->start(t_, x);
}

// Reports events and returns the units whose modes are over.
std::vector<int> Trajectory::note_roots(const solvers::DynamicSolver::Advance& reached) {
  const Model& model = workspace_->model();
  std::vector<int> over;
  for (std::size_t i = 0; i < reached.roots.size(); ++i) {
    const int root = reached.roots[i], mode_end = root - model.event_count();
    if (mode_end >= 0) {
      if (reached.directions[i] > 0) over.push_back(model.modal_units()[static_cast<std::size_t>(mode_end)]);
      continue;
    }
    for (const auto& unit : model.units()) {
      const auto local = static_cast<std::size_t>(root - unit.first_event);
      if (root < unit.first_event || local >= unit.layout.events.size() || !listener_) continue;
      const auto& event = unit.layout.events[local];
      listener_({t_, unit.name, event.name, reached.directions[i] > 0 ? event.message : "over"});
    }
  }
  return over;
}

void Trajectory::note_changes(const std::vector<Workspace::ModeChange>& changes) const {
  if (!listener_) return;
  for (const auto& change : changes) {
    const auto& unit = workspace_->model().units()[static_cast<std::size_t>(change.unit)];
    const auto& mode = unit.layout.modes[static_cast<std::size_t>(change.mode)];
    listener_({t_, unit.name, mode.name, mode.message});
  }
}

}  // namespace raffinate::model
