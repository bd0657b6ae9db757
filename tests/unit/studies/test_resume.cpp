#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

#include "base/data_directory.hpp"
#include "base/errors.hpp"
#include "results/report.hpp"
#include "results/restart_file.hpp"
#include "results/result_file.hpp"
#include "results/run_lock.hpp"
#include "studies/resume.hpp"
#include "unit/studies/batch_circuit.hpp"
#include "unit/studies/leach_circuit.hpp"

using namespace raffinate;
namespace fs = std::filesystem;

namespace {

/// Stands for a kill: leaves the run without ending it.
struct Killed {};

/// A folder with the flowsheet and the results of its runs, removed afterwards.
class Folder {
 public:
  Folder() {
    fs::create_directory(path_);
    write(test::leach_circuit);
  }
  ~Folder() { fs::remove_all(path_); }

  void write(const std::string& text) const { std::ofstream(path_ / "circuit.yaml") << text; }
  [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }

  /// Runs to the end, or is killed at the first output time from `killed_at` [s] on.
  void run(const char* name, const std::vector<std::string>& overrides, double checkpoint, double killed_at = 1e300) const {
    auto sheet = flowsheet::read((path_ / "circuit.yaml").string(), overrides);
    results::Manifest manifest;
    manifest.program_version = "1";
    manifest.working_folder = path_.string();
    manifest.flowsheet_path = "circuit.yaml";
    manifest.flowsheet = sheet.text;
    manifest.overrides = overrides;
    manifest.data_files = results::hash_folder(base::data_directory());
    manifest.checkpoint_interval = checkpoint;
    try {
      studies::simulate(std::move(sheet), path_ / name, manifest, [&](double t, double) {
        if (t >= killed_at) throw Killed();
      });
    } catch (const Killed&) {
    }
  }
  studies::ResumeRequest request(const char* name, const std::vector<std::string>& overrides = {}) const {
    return {path_ / name, path_ / name, overrides, {"1", ""}, "raffinate resume"};
  }
  std::string refusal(const studies::ResumeRequest& request) const {
    try {
      studies::resume(request, {});
    } catch (const base::InputError& error) {
      return error.what();
    }
    return "resumed";
  }

 private:
  fs::path path_ = fs::temp_directory_path() / fmt::format("resume_{}", ::getpid());
};

const std::vector<std::string> loose{"run.relative_tolerance=1e-6"};

/// Largest difference of the states of two runs at any output time, relative to their size.
double worst_difference(const fs::path& a, const fs::path& b) {
  const results::ResultFile first(a), second(b);
  REQUIRE(first.times() == second.times());
  double worst = 0;
  for (std::size_t k = 0; k < first.times().size(); ++k) {
    const auto x = first.unknowns(k), y = second.unknowns(k);
    for (std::size_t i = 0; i < first.plant().states.size(); ++i) {
      const double size = std::abs(x[i]) + first.plant().states[i].nominal;
      if (size > 0) worst = std::max(worst, std::abs(x[i] - y[i]) / size);
    }
  }
  return worst;
}

}  // namespace

// A restart begins with small steps of first order: the local error is that of the tolerance, 1e-6 a step, and
// the plant forgets none of it within hours. Two runs with tolerances of 1e-6 and 0.99e-6 differ as much.
constexpr double tolerance_of_runs = 1e-4;

TEST_CASE("a killed run that is resumed ends as the one that was not killed") {
  const Folder folder;
  folder.run("whole.h5", loose, 600);
  folder.run("killed.h5", loose, 600, 9.2 * 3600);  // after the step of the feed at 8 h
  REQUIRE(fs::exists(results::restart_path(folder / "killed.h5")));
  CHECK(results::ResultFile(folder / "killed.h5").status() == "running");
  const auto outcome = studies::resume(folder.request("killed.h5"), {});
  CHECK(outcome.status == "complete");
  CHECK(worst_difference(folder / "whole.h5", folder / "killed.h5") < tolerance_of_runs);
  CHECK_FALSE(fs::exists(results::restart_path(folder / "killed.h5")));
}

TEST_CASE("checkpoints do not change a run by a single bit") {
  const Folder folder;
  folder.run("without.h5", loose, 0);
  folder.run("with.h5", loose, 600);
  CHECK(worst_difference(folder / "without.h5", folder / "with.h5") == 0.0);
}

TEST_CASE("a resumed run closes over the seam and counts its whole cost") {
  const Folder folder;
  folder.run("killed.h5", loose, 600, 5 * 3600);
  const auto outcome = studies::resume(folder.request("killed.h5"), {});
  CHECK(results::exit_code(outcome.audit, results::Strictness::normal) == base::ExitCode::ok);
  const auto report = results::make_report(results::ResultFile(folder / "killed.h5"));
  CHECK(report.t_start == 0.0);  // the window of 24 h is the whole run
  for (std::size_t q = 0; q < report.audit.quantities.size(); ++q) CHECK(report.audit.worst(q) < 1e-12);
  folder.run("whole.h5", loose, 600);
  const auto whole = results::ResultFile(folder / "whole.h5").statistics().solver.steps;
  CHECK(outcome.statistics.solver.steps >= whole);
  const results::ResultFile resumed(folder / "killed.h5");
  CHECK(resumed.file().numbers("/manifest/resumed_at") == std::vector<double>{5 * 3600.0});
}

TEST_CASE("an event after the last restart point is left to happen again") {
  const Folder folder;
  folder.run("killed.h5", loose, 600, 5 * 3600);
  results::RestartWriter(results::restart_path(folder / "killed.h5")).event({5.1 * 3600, "leach", "high_level", "too full"});
  studies::resume(folder.request("killed.h5"), {});
  CHECK(results::ResultFile(folder / "killed.h5").events().empty());
}

TEST_CASE("a run killed in the middle of a batch goes on with the step it was in") {
  const Folder folder;
  folder.write(test::batch_circuit);
  folder.run("whole.h5", {}, 600);
  folder.run("killed.h5", {}, 600, 5 * 3600);
  CHECK(studies::resume(folder.request("killed.h5"), {}).status == "complete");
  const auto whole = results::ResultFile(folder / "whole.h5").events(), resumed = results::ResultFile(folder / "killed.h5").events();
  REQUIRE(whole.size() == resumed.size());
  REQUIRE(whole.size() > 20);
  for (std::size_t k = 0; k < whole.size(); ++k) {
    CHECK(resumed[k].unit + ": " + resumed[k].text == whole[k].unit + ": " + whole[k].text);
    CHECK(std::abs(resumed[k].time - whole[k].time) < 1.0);  // [s]: the tolerance, over flows that take hours
  }
}

// A root is looked for between the last two times that the integrator was asked for, so a checkpoint in between moves it
// by round-off of the time. The integration starts anew there and chooses other steps, within its tolerance.
TEST_CASE("checkpoints change a run with batches by less than its tolerance") {
  const Folder folder;
  folder.write(test::batch_circuit);
  folder.run("without.h5", {}, 0);
  folder.run("with.h5", {}, 600);
  CHECK(worst_difference(folder / "without.h5", folder / "with.h5") < 1e-6);
}

TEST_CASE("a run with batches is not resumed from its results alone") {
  const Folder folder;
  folder.write(test::batch_circuit);
  folder.run("killed.h5", {}, 0, 5 * 3600);
  CHECK(folder.refusal(folder.request("killed.h5")).find("known only from a restart file") != std::string::npos);
}

TEST_CASE("a run killed before its first output time begins again") {
  const Folder folder;
  folder.run("killed.h5", {"run.duration=2 h"}, 600, 0);
  const auto restart = results::restart_path(folder / "killed.h5");
  fs::resize_file(restart, static_cast<std::uintmax_t>(results::RestartFile(restart).end()));  // the head alone
  CHECK(studies::resume(folder.request("killed.h5"), {}).status == "complete");
  CHECK(results::ResultFile(folder / "killed.h5").times().front() == 0.0);
}

TEST_CASE("a run killed when it had reached its end is closed") {
  const Folder folder;
  folder.run("killed.h5", {"run.duration=2 h"}, 600, 2 * 3600);
  CHECK(results::ResultFile(folder / "killed.h5").status() == "running");
  CHECK(studies::resume(folder.request("killed.h5"), {}).status == "complete");
  CHECK(results::ResultFile(folder / "killed.h5").times().back() == 2 * 3600.0);
}

TEST_CASE("a run without checkpoints is resumed from its last output time") {
  const Folder folder;
  folder.run("whole.h5", loose, 0);
  folder.run("killed.h5", loose, 0, 9.2 * 3600);
  CHECK_FALSE(fs::exists(results::restart_path(folder / "killed.h5")));
  studies::resume(folder.request("killed.h5"), {});
  CHECK(worst_difference(folder / "whole.h5", folder / "killed.h5") < tolerance_of_runs);
}

TEST_CASE("a complete run is extended, into another file if asked for") {
  const Folder folder;
  folder.run("short.h5", {"run.relative_tolerance=1e-6", "run.duration=6 h"}, 0);
  auto request = folder.request("short.h5", {"run.duration=14 h"});
  request.output = folder / "long.h5";
  studies::resume(request, {});
  folder.run("whole.h5", loose, 0);
  CHECK(worst_difference(folder / "whole.h5", folder / "long.h5") < tolerance_of_runs);
  CHECK(results::ResultFile(folder / "short.h5").times().back() == 6 * 3600.0);
}

TEST_CASE("a failed run is taken up with other options of the run") {
  const Folder folder;
  folder.run("failing.h5", {"run.relative_tolerance=1e-6"}, 600, 4 * 3600);
  studies::resume(folder.request("failing.h5", {"run.relative_tolerance=1e-8"}), {});
  CHECK(results::ResultFile(folder / "failing.h5").file().texts("/manifest/overrides").back() == "run.relative_tolerance=1e-8");
}

TEST_CASE("changed inputs are refused by name, with old and new values") {
  const Folder folder;
  folder.run("killed.h5", loose, 600, 3 * 3600);
  auto text = test::leach_circuit;
  text.replace(text.find("volume: 1 m3"), 12, "volume: 4 m3");
  folder.write(text);
  auto request = folder.request("killed.h5");
  CHECK(folder.refusal(request).find("units.leach.volume: 1 m3 -> 4 m3") != std::string::npos);

  folder.write("# a comment\n" + test::leach_circuit);
  request.program.version = "2";
  CHECK(folder.refusal(request).find("program: 1 () -> 2 ()") != std::string::npos);
  request.program.version = "1";
  CHECK(folder.refusal(request) == "resumed");  // a comment changes nothing
}

TEST_CASE("changed data files are refused by name") {
  results::Manifest recorded;
  recorded.program_version = "1";
  recorded.flowsheet_path = "nowhere.yaml";
  recorded.data_files = results::hash_folder(base::data_directory());
  CHECK(studies::changed_inputs(recorded, {"1", ""}).empty());
  recorded.data_files[0].second = "fnv1a64:0";
  recorded.data_files.pop_back();
  const auto text = base::format(studies::changed_inputs(recorded, {"1", ""}));
  CHECK(text.find(recorded.data_files[0].first) != std::string::npos);
  CHECK(text.find("the data file has changed: fnv1a64:0 -> ") != std::string::npos);
  CHECK(text.find("was not there when the run began") != std::string::npos);
}

TEST_CASE("what cannot be resumed is refused with the reason") {
  const Folder folder;
  folder.run("whole.h5", {"run.duration=2 h"}, 0);
  CHECK(folder.refusal(folder.request("whole.h5")).find("has reached 2 h and was to last 2 h") != std::string::npos);
  CHECK(folder.refusal(folder.request("whole.h5", {"run.duration=1 h"})).find("was to last 1 h") != std::string::npos);
  CHECK(folder.refusal(folder.request("whole.h5", {"units.leach.volume=3 m3"})).find("only values of `run`") != std::string::npos);
  CHECK(folder.refusal(folder.request("nothing.h5")).find("there is no such file") != std::string::npos);
  {
    const results::RunLock live(folder / "whole.h5");
    CHECK(folder.refusal(folder.request("whole.h5", {"run.duration=3 h"})).find("a run is writing this file now") != std::string::npos);
  }
  fs::resize_file(folder / "whole.h5", 5000);  // bytes; the file has some hundred thousand
  CHECK(folder.refusal(folder.request("whole.h5", {"run.duration=3 h"})).find("damaged") != std::string::npos);
}
