#include "studies/resume.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/errors.hpp"
#include "model/workspace.hpp"
#include "results/restart_file.hpp"
#include "results/result_file.hpp"
#include "results/run_lock.hpp"

namespace raffinate::studies {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& message, const std::string& remedy) {
  throw base::InputError({base::whole_file(path.string()), "", message, remedy});
}

/// What is known of the run so far: its restart file, or else its results.
struct Earlier {
  explicit Earlier(const std::filesystem::path& results) {
    if (const auto path = results::restart_path(results); std::filesystem::exists(path)) {
      restart = std::make_unique<results::RestartFile>(path);
      manifest = restart->manifest();
    } else {
      file = std::make_unique<results::ResultFile>(results);
      if (file->steady()) refuse(results, "this is a steady state, not a run", "start a run with `raffinate run`");
      manifest = results::read_manifest(*file);
    }
  }
  std::unique_ptr<results::RestartFile> restart;
  std::unique_ptr<results::ResultFile> file;
  results::Manifest manifest;
};

/// The last restart point of a restart file [s]; negative: there is none.
double last_point(const std::filesystem::path& path) {
  results::RestartFile file(path);
  double reached = -1;
  while (auto record = file.next())
    if (const auto* row = std::get_if<results::RestartPoint>(&*record)) reached = row->t;
  const auto checkpoint = file.checkpoint();
  return reached >= 0 && checkpoint ? std::max(reached, checkpoint->t) : reached;
}

// Events after the last restart point will happen again.
void copy(results::RestartFile& from, double reached, results::RestartWriter& to) {
  while (auto record = from.next()) {
    if (const auto* row = std::get_if<results::RestartPoint>(&*record)) to.row(*row);
    else if (const auto& event = std::get<results::RestartEvent>(*record); event.t <= reached) to.event(event);
  }
  if (const auto checkpoint = from.checkpoint()) to.checkpoint(*checkpoint);
}

/// The output times of a results file as restart points, as far as they are whole.
class RecordedRows {
 public:
  RecordedRows(const results::ResultFile& file, std::shared_ptr<const model::Model> model)
      : file_(file), model_(std::move(model)), workspace_(model_), rates_(static_cast<std::size_t>(model_->unknown_count())) {
    while (count_ < file.times().size() && is_whole(count_)) ++count_;
  }

  /// The last whole output time [s]; negative: there is none.
  [[nodiscard]] double reached() const { return count_ == 0 ? -1.0 : file_.times()[count_ - 1]; }

  void copy_to(results::RestartWriter& to) const {
    const auto events = file_.events();
    auto event = events.begin();
    for (std::size_t k = 0; k < count_; ++k) {
      const auto point = row(k);
      for (; event != events.end() && event->time <= point.t; ++event)
        to.event({event->time, event->unit, event->name, event->text});
      to.row(point);
    }
  }

 private:
  [[nodiscard]] double period_before(double t) const {
    const auto stops = model_->stop_times();
    const auto next = std::lower_bound(stops.begin(), stops.end(), t);
    return next == stops.begin() ? 0.0 : *(next - 1);
  }
  [[nodiscard]] results::RestartPoint row(std::size_t k) const {
    const double t = file_.times()[k];
    return {t, period_before(t), {}, file_.unknowns(k), file_.statistics()};
  }
  // A kill while HDF5 writes can leave rows that were never filled; they do not give the channels recorded with them.
  [[nodiscard]] bool is_whole(std::size_t k) {
    constexpr double round_off = 1e-6;  // of a channel; speciations differ by far less
    constexpr double nothing = 1e-9;    // in its unit: differences of temperatures are round-off alone
    const auto point = row(k);
    if ((k > 0 && point.t <= file_.times()[k - 1]) || point.x.size() != rates_.size()) return false;
    workspace_.set_period_start(point.period_start);
    if (!workspace_.record(point.t, point.x.data(), rates_.data())) return false;
    const auto& channels = file_.channels();
    for (std::size_t c = 0; c < channels.size(); ++c) {
      const double now = workspace_.values().channel(static_cast<int>(c)), then = channels[c][k];
      if (!(std::abs(now - then) <= round_off * (std::abs(now) + std::abs(then)) + nothing)) return false;
    }
    return true;
  }

  const results::ResultFile& file_;
  std::shared_ptr<const model::Model> model_;
  model::Workspace workspace_;
  std::vector<double> rates_;
  std::size_t count_ = 0;  // of whole rows, from the first
};

void check_overrides(const std::vector<std::string>& overrides) {
  base::Problems problems;
  for (const auto& assignment : overrides)
    if (!assignment.starts_with("run."))
      problems.add({base::whole_file("--set"), assignment.substr(0, assignment.find('=')),
                    "a plant cannot change in the middle of its run",
                    "only values of `run` may be set here; changes of the plant itself are steps of its schedules"});
  problems.throw_if_any();
}

// A run that was killed at its very end has only to be closed.
void check_duration(const std::filesystem::path& results, double reached, double duration, bool complete) {
  if (reached < duration || (reached == duration && !complete)) return;
  refuse(results, fmt::format("the run has reached {:.6g} h and was to last {:.6g} h", reached / 3600, duration / 3600),
         fmt::format("to extend it, say --until with a longer time, for example \"{:.6g} h\"", 1.5 * reached / 3600));
}

flowsheet::Flowsheet read_sheet(const results::Manifest& manifest) {
  return flowsheet::parse(manifest.flowsheet, located(manifest, manifest.flowsheet_path), manifest.overrides);
}

/// Makes the restart file from which the run goes on. It replaces an older one only when it is whole. False: nothing was
/// recorded before the run was killed, so that it has to begin at its beginning.
bool prepare(Earlier& earlier, const ResumeRequest& request) {
  auto& manifest = earlier.manifest;
  auto sheet = read_sheet(manifest);
  const auto model = model::Model::compile(std::move(sheet.plant));
  std::unique_ptr<const RecordedRows> rows;
  if (earlier.file) rows = std::make_unique<RecordedRows>(*earlier.file, model);
  const double reached = rows ? rows->reached() : last_point(results::restart_path(request.results));
  if (rows && !model->modal_units().empty())
    refuse(request.results, "which step each recipe was in is known only from a restart file",
           "start plants with recipes or lots with --checkpoint");
  check_duration(request.results, reached, sheet.run.duration, earlier.file && earlier.file->status() == "complete");
  if (reached < 0) return false;
  manifest.resumed_at.push_back(reached);
  const auto restart = results::restart_path(request.output);
  const std::filesystem::path prepared = restart.string() + ".resume";
  {
    results::RestartWriter writer(prepared, manifest, static_cast<std::size_t>(model->unknown_count()),
                                  rows ? 0 : earlier.restart->modes());
    if (rows) rows->copy_to(writer);
    else copy(*earlier.restart, reached, writer);
  }
  std::filesystem::rename(prepared, restart);
  return true;
}

}  // namespace

Outcome resume(const ResumeRequest& request, const Progress& progress) {
  check_overrides(request.overrides);
  if (std::filesystem::is_regular_file(request.results)) results::RunLock probe(request.results);
  Earlier earlier(request.results);
  changed_inputs(earlier.manifest, request.program).throw_if_any();
  auto& manifest = earlier.manifest;
  manifest.overrides.insert(manifest.overrides.end(), request.overrides.begin(), request.overrides.end());
  manifest.command_line += "; " + request.command_line;
  if (!prepare(earlier, request)) return simulate(read_sheet(manifest), request.output, manifest, progress);
  return simulate_rest(read_sheet(manifest), request.output, manifest, progress);
}

}  // namespace raffinate::studies
