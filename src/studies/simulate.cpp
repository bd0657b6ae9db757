#include "studies/simulate.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/errors.hpp"
#include "model/workspace.hpp"
#include "results/coverage_findings.hpp"
#include "results/extremes.hpp"
#include "results/recorder.hpp"
#include "solvers/dynamic_solver.hpp"

namespace raffinate::studies {

namespace {

/// One dynamic run: model, solver and recorder moving together through time.
class Run {
 public:
  Run(std::shared_ptr<const model::Model> model, const flowsheet::RunOptions& options, results::Recorder& recorder,
      const Progress& progress)
      : options_(options),
        model_(std::move(model)),
        workspace_(model_),
        solver_(workspace_, {.relative_tolerance = options.relative_tolerance, .max_step = options.max_step}),
        recorder_(recorder),
        progress_(progress),
        extremes_(*model_),
        first_(model_->initial()),
        rates_(first_.size()) {}

  void go() {
    solver_.start(0.0, first_);
    record(0.0);
    for (double t = 0.0; t < options_.duration;) {
      const double stop = next_stop(t);
      t = advance(t, stop);
      if (t == stop && stop < options_.duration) begin_period(t);
    }
  }

  [[nodiscard]] results::AuditResult audit() const {
    auto result = results::audit(*model_, first_, solver_.state(), extremes_);
    result.add(results::coverage_findings(*model_, workspace_.values()));
    return result;
  }
  [[nodiscard]] solvers::DynamicStatistics statistics() const { return solver_.statistics(); }

 private:
  [[nodiscard]] double next_stop(double t) const {
    const auto stops = model_->stop_times();
    const auto next = std::upper_bound(stops.begin(), stops.end(), t);
    return next == stops.end() ? options_.duration : std::min(*next, options_.duration);
  }

  // To the next output time or stop, whichever is first; events on the way are recorded.
  double advance(double t, double stop) {
    const double interval = options_.output_interval;
    const double output = std::min((std::floor(t / interval * (1.0 + 1e-12)) + 1.0) * interval, stop);
    while (t < output) {
      const auto reached = solver_.advance(output, stop);
      t = reached.t;
      for (std::size_t i = 0; i < reached.roots.size(); ++i) record_event(t, reached.roots[i], reached.directions[i]);
    }
    record(output);
    return output;
  }

  void begin_period(double t) {
    workspace_.set_period_start(t);
    const auto x = solver_.state();
    solver_.start(t, std::vector<double>(x.begin(), x.end()));
  }

  void record(double t) {
    const auto x = solver_.state();
    if (!workspace_.rhs(t, x.data(), rates_.data())) throw base::RunError(workspace_.last_failure());
    recorder_.append(t, x, workspace_.values());
    extremes_.add(t, x, workspace_.values());
    if (progress_) progress_(t, options_.duration);
  }

  void record_event(double t, int root, int direction) {
    for (const auto& unit : model_->units()) {
      const auto local = static_cast<std::size_t>(root - unit.first_event);
      if (root < unit.first_event || local >= unit.layout.events.size()) continue;
      const auto& event = unit.layout.events[local];
      recorder_.event(t, unit.name, event.name, direction > 0 ? event.message : "over");
    }
  }

  flowsheet::RunOptions options_;
  std::shared_ptr<const model::Model> model_;
  model::Workspace workspace_;
  solvers::DynamicSolver solver_;
  results::Recorder& recorder_;
  const Progress& progress_;
  results::Extremes extremes_;
  std::vector<double> first_;
  std::vector<double> rates_;
};

}  // namespace

Outcome simulate(flowsheet::Flowsheet sheet, const std::filesystem::path& output, results::Manifest manifest,
                 const Progress& progress) {
  const auto options = sheet.run;
  const auto model = model::Model::compile(std::move(sheet.plant));
  results::Recorder recorder(output, *model, manifest);
  Outcome outcome;
  const auto begin = std::chrono::steady_clock::now();
  const auto elapsed = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  Run run(model, options, recorder, progress);
  try {
    run.go();
  } catch (const base::RunError& error) {
    outcome.status = std::string("failed: ") + error.what();
    outcome.statistics = {run.statistics(), elapsed()};
    outcome.exit_code = base::ExitCode::not_solved;
    recorder.finish(outcome.status, outcome.statistics);
    return outcome;
  }
  outcome.status = "complete";
  outcome.statistics = {run.statistics(), elapsed()};
  outcome.audit = run.audit();
  outcome.exit_code =
      results::exit_code(outcome.audit, options.strict ? results::Strictness::strict : results::Strictness::normal);
  recorder.finish(outcome.status, outcome.statistics, outcome.audit);
  return outcome;
}

}  // namespace raffinate::studies
