// The reference plant: one right-hand side, one Jacobian, and the whole run without recording.
#include <benchmark/benchmark.h>

#include "flowsheet/flowsheet.hpp"
#include "model/trajectory.hpp"
#include "solvers/dynamic_solver.hpp"

namespace {

using namespace raffinate;

constexpr double hour = 3600.0;
constexpr double duration = 300.0 * hour;

struct ReferencePlant {
  flowsheet::Flowsheet sheet = flowsheet::read(FLOWSHEET, {});
  double relative_tolerance = sheet.run.relative_tolerance;
  std::shared_ptr<const model::Model> model = model::Model::compile(std::move(sheet.plant));
};

ReferencePlant& plant() {
  static ReferencePlant instance;
  return instance;
}

// The state after ten hours: every unit is at work.
const std::vector<double>& working_state() {
  static const std::vector<double> state = [] {
    model::Workspace workspace(plant().model);
    solvers::DynamicSolver solver(workspace, {.relative_tolerance = plant().relative_tolerance});
    solver.start(0.0, plant().model->initial());
    solver.advance(10.0 * hour, 10.0 * hour);
    const auto x = solver.state();
    return std::vector<double>(x.begin(), x.end());
  }();
  return state;
}

// Changes the state a little, so that no cached speciation is returned.
void disturb(std::vector<double>& x) {
  for (double& v : x) v *= 1.0 + 1e-9;
}

void right_hand_side(benchmark::State& state) {
  model::Workspace workspace(plant().model);
  auto x = working_state();
  std::vector<double> dx(x.size());
  for (auto _ : state) {
    disturb(x);
    workspace.rhs(0.0, x.data(), dx.data());
  }
  state.counters["states"] = plant().model->state_count();
  state.counters["nonzeros"] = plant().model->pattern().nonzeros();
}
BENCHMARK(right_hand_side)->Unit(benchmark::kMicrosecond);

// As the integrator asks for it: at a state whose right-hand side has just been evaluated.
void jacobian_after_right_hand_side(benchmark::State& state) {
  model::Workspace workspace(plant().model);
  auto x = working_state();
  std::vector<double> dx(x.size()), values(static_cast<std::size_t>(plant().model->pattern().nonzeros()));
  for (auto _ : state) {
    disturb(x);
    workspace.rhs(0.0, x.data(), dx.data());
    workspace.jacobian(0.0, x.data(), values.data());
  }
  std::size_t sweeps = 0;
  for (const auto& unit : plant().model->linearisation().units) sweeps += unit.sweeps.size();
  state.counters["unit_sweeps"] = static_cast<double>(sweeps);
}
BENCHMARK(jacobian_after_right_hand_side)->Unit(benchmark::kMicrosecond);

void run_of_300_hours(benchmark::State& state) {
  solvers::DynamicStatistics statistics;
  for (auto _ : state) {
    model::Workspace workspace(plant().model);
    solvers::DynamicSolver solver(workspace, {.relative_tolerance = plant().relative_tolerance});
    std::vector<double> x = plant().model->initial();
    model::Trajectory trajectory(workspace, solver);
    trajectory.start(0.0, x);
    while (trajectory.t() < duration) trajectory.advance(duration, duration);
    statistics = solver.statistics();
  }
  state.counters["steps"] = static_cast<double>(statistics.steps);
  state.counters["rhs"] = static_cast<double>(statistics.rhs_evaluations);
  state.counters["jacobians"] = static_cast<double>(statistics.jacobian_evaluations);
  state.counters["times_real_time"] = benchmark::Counter(duration * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(run_of_300_hours)->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace
