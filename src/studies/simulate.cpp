#include "studies/simulate.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/errors.hpp"
#include "model/trajectory.hpp"
#include "results/alarms.hpp"
#include "results/coverage_findings.hpp"
#include "results/extremes.hpp"
#include "results/input_findings.hpp"
#include "results/recorder.hpp"
#include "results/restart_file.hpp"
#include "results/run_lock.hpp"
#include "solvers/dynamic_solver.hpp"
#include "studies/compile.hpp"

namespace raffinate::studies {

solvers::DynamicOptions solver_options(const flowsheet::RunOptions& options) {
  // The integrator bounds the root mean square of errors, so one of thousands of states may be off by many times its
  // tolerance; this keeps even a trace above minus a thousandth of the amount that matters.
  constexpr double trace_accuracy = 0.1;
  return {.relative_tolerance = options.relative_tolerance, .absolute_factor = trace_accuracy, .max_step = options.max_step};
}

namespace {

/// One dynamic run: model, solver and recorder moving together through time.
class Run {
 public:
  Run(std::shared_ptr<const model::Model> model, const flowsheet::RunOptions& options, double checkpoint_interval,
      results::Recorder& recorder, const Progress& progress)
      : options_(options),
        checkpoint_interval_(checkpoint_interval),
        model_(std::move(model)),
        workspace_(model_),
        solver_(workspace_, solver_options(options)),
        recorder_(recorder),
        trajectory_(workspace_, solver_, [this](const auto& happening) { note(happening); }),
        progress_(progress),
        extremes_(*model_),
        alarms_(*model_),
        first_(model_->initial()),
        rates_(first_.size()) {}

  /// Keeps a restart file from now on.
  void keep_restart(const std::filesystem::path& path) { restart_ = std::make_unique<results::RestartWriter>(path); }

  void go() {
    trajectory_.start(0.0, first_);
    record(0.0, first_);
    integrate();
  }

  /// Records what is there of an earlier run, then goes on from its last restart point.
  void go_on(results::RestartFile& earlier) {
    auto last = replay(earlier);
    const auto checkpoint = earlier.checkpoint();
    if (checkpoint && checkpoint->t > last.t) last = *checkpoint;
    earlier_cost_ = last.statistics;
    restore(last);
    trajectory_.resume(last.t, last.x);
    integrate();
  }

  [[nodiscard]] results::AuditResult audit() const {
    auto result = results::audit(*model_, first_, solver_.state(), extremes_);
    result.add(results::input_findings(*model_));
    result.add(alarms_.findings());
    result.add(results::coverage_findings(*model_, workspace_.values()));
    return result;
  }
  /// Cost of the whole run, with what was before it was taken up again.
  [[nodiscard]] results::RunStatistics statistics() const {
    const double elapsed = std::chrono::duration<double>(Clock::now() - begin_).count();
    return {earlier_cost_.solver + solver_.statistics(), earlier_cost_.wall_time + elapsed};
  }

 private:
  using Clock = std::chrono::steady_clock;

  void integrate() {
    while (trajectory_.t() < options_.duration) advance(next_record(trajectory_.t()));
  }

  // The recorded output times and events; returns the last output time.
  results::RestartPoint replay(results::RestartFile& earlier) {
    results::RestartPoint last;
    while (auto record = earlier.next()) {
      if (const auto* event = std::get_if<results::RestartEvent>(&*record)) {
        tell(event->t, event->unit, event->name, event->text);
        continue;
      }
      last = std::move(std::get<results::RestartPoint>(*record));
      if (extremes_.empty()) first_ = last.x;
      restore(last);
      write(last.t, last.x);
      if (progress_) progress_(last.t, options_.duration);
    }
    if (extremes_.empty()) throw base::RunError("the restart file holds no output time");
    return last;
  }

  [[nodiscard]] bool is_stop(double t) const {
    const auto stops = model_->stop_times();
    return std::binary_search(stops.begin(), stops.end(), t);
  }
  // The next output time or stop of a schedule, whichever is first.
  [[nodiscard]] double next_record(double t) const {
    const auto stops = model_->stop_times();
    const auto next = std::upper_bound(stops.begin(), stops.end(), t);
    const double stop = next == stops.end() ? options_.duration : std::min(*next, options_.duration);
    const double interval = options_.output_interval;
    return std::min((std::floor(t / interval * (1.0 + 1e-12)) + 1.0) * interval, stop);
  }

  void advance(double output) {
    for (double t = trajectory_.t(); t < output;) {
      const double checkpoint = next_checkpoint(t, output);
      const bool changed = trajectory_.advance(checkpoint, options_.duration);
      t = trajectory_.t();
      just_started_ = changed || (just_started_ && t < output);
      if (restart_ && !changed && t == checkpoint && t < output) restart_->checkpoint(point(t, solver_.state()));
    }
    record(output, solver_.state());
    just_started_ = just_started_ || is_stop(output);
  }

  // Checkpoints fall between output times, which are restart points themselves. The integrator guesses its first step from
  // the first time asked for: up to then there are none, so that they change nothing.
  [[nodiscard]] double next_checkpoint(double t, double output) const {
    if (!restart_ || checkpoint_interval_ <= 0 || just_started_) return output;
    return std::min((std::floor(t / checkpoint_interval_ * (1.0 + 1e-12)) + 1.0) * checkpoint_interval_, output);
  }

  [[nodiscard]] results::RestartPoint point(double t, std::span<const double> x) const {
    return {t, workspace_.period_start(), workspace_.mode_numbers(), {x.begin(), x.end()}, statistics()};
  }
  void restore(const results::RestartPoint& point) {
    workspace_.set_period_start(point.period_start);
    workspace_.set_mode_numbers(point.modes);
  }

  void record(double t, std::span<const double> x) {
    write(t, x);
    if (restart_) restart_->row(point(t, x));
    if (progress_) progress_(t, options_.duration);
  }

  void write(double t, std::span<const double> x) {
    if (!workspace_.record(t, x.data(), rates_.data())) throw base::RunError(workspace_.last_failure());
    recorder_.append(t, x, workspace_.values());
    extremes_.add(t, x, workspace_.values());
  }

  void note(const model::Trajectory::Happening& happening) {
    tell(happening.t, happening.unit, happening.name, happening.text);
    if (restart_) restart_->event({happening.t, happening.unit, happening.name, happening.text});
  }

  void tell(double t, const std::string& unit, const std::string& name, const std::string& text) {
    recorder_.event(t, unit, name, text);
    alarms_.add(t, unit, name, text);
  }

  flowsheet::RunOptions options_;
  double checkpoint_interval_;  // [s]; 0: none between output times
  std::shared_ptr<const model::Model> model_;
  model::Workspace workspace_;
  solvers::DynamicSolver solver_;
  results::Recorder& recorder_;
  model::Trajectory trajectory_;
  const Progress& progress_;
  results::Extremes extremes_;
  results::Alarms alarms_;
  std::vector<double> first_;
  std::vector<double> rates_;
  std::unique_ptr<results::RestartWriter> restart_;
  results::RunStatistics earlier_cost_;
  bool just_started_ = true;  // no output time since the integrator started
  Clock::time_point begin_ = Clock::now();
};

void refuse_if_live(const std::filesystem::path& output) {
  if (std::filesystem::is_regular_file(output)) results::RunLock probe(output);
}

/// Runs to the end and closes the file with how it went.
template <class Go>
Outcome finish(Run& run, results::Recorder& recorder, bool strict, Go go) {
  Outcome outcome;
  try {
    go();
  } catch (const base::RunError& error) {
    outcome.status = std::string("failed: ") + error.what();
    outcome.statistics = run.statistics();
    outcome.exit_code = base::ExitCode::not_solved;
    recorder.finish(outcome.status, outcome.statistics);
    return outcome;
  }
  outcome.status = "complete";
  outcome.statistics = run.statistics();
  outcome.audit = run.audit();
  outcome.exit_code = results::exit_code(outcome.audit, strict ? results::Strictness::strict : results::Strictness::normal);
  recorder.finish(outcome.status, outcome.statistics, outcome.audit);
  return outcome;
}

}  // namespace

Outcome simulate(flowsheet::Flowsheet sheet, const std::filesystem::path& output, results::Manifest manifest,
                 const Progress& progress) {
  const auto options = sheet.run;
  const auto model = compile(std::move(sheet.plant));
  const auto restart = results::restart_path(output);
  refuse_if_live(output);
  std::filesystem::remove(restart);  // of a run whose results are about to be replaced
  results::Recorder recorder(output, *model, manifest);
  Run run(model, options, manifest.checkpoint_interval, recorder, progress);
  if (manifest.checkpoint_interval > 0) {
    results::RestartWriter(restart, manifest, static_cast<std::size_t>(model->unknown_count()), model->mode_numbers());
    run.keep_restart(restart);
  }
  const auto outcome = finish(run, recorder, options.strict, [&] { run.go(); });
  if (outcome.exit_code != base::ExitCode::not_solved) std::filesystem::remove(restart);
  return outcome;
}

Outcome simulate_rest(flowsheet::Flowsheet sheet, const std::filesystem::path& output, results::Manifest manifest,
                      const Progress& progress) {
  const auto options = sheet.run;
  const auto model = compile(std::move(sheet.plant));
  const auto restart = results::restart_path(output);
  refuse_if_live(output);
  results::RestartFile earlier(restart);
  if (earlier.unknowns() != static_cast<std::size_t>(model->unknown_count()))
    throw base::RunError("the plant has not the unknowns of the run that is to be resumed");
  results::Recorder recorder(output, *model, manifest);
  Run run(model, options, manifest.checkpoint_interval, recorder, progress);
  run.keep_restart(restart);
  const auto outcome = finish(run, recorder, options.strict, [&] { run.go_on(earlier); });
  if (outcome.exit_code != base::ExitCode::not_solved) std::filesystem::remove(restart);
  return outcome;
}

}  // namespace raffinate::studies
