#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "results/hdf5_writer.hpp"
#include "results/report.hpp"
#include "results/result_file.hpp"
#include "unit/results/small_plant.hpp"

using namespace raffinate;
using results::Recorder;
using results::ResultFile;

namespace {

results::Manifest manifest() {
  results::Manifest m;
  m.program_version = "0.1.0";
  m.source_revision = "abc";
  m.flowsheet = "units: {}\n";
  m.data_files = {{"species/aqueous.yaml", "fnv1a64:0123456789abcdef"}};
  m.seed = 7;
  return m;
}

tests::Outcome record(const std::filesystem::path& path, double hours) {
  const auto model = tests::leach_plant();
  Recorder recorder(path, *model, manifest());
  auto outcome = tests::run(model, hours, &recorder);
  recorder.event(600.0, "leach", "high_level", "the slurry rose");
  recorder.finish("complete", outcome.statistics,
                  results::audit(*model, outcome.before, outcome.after, outcome.extremes));
  return outcome;
}

}  // namespace

TEST_CASE("a recorded run is read back as it was") {
  const tests::TemporaryFile path("run.h5");
  const auto outcome = record(path.path(), 2.0);
  const ResultFile file(path.path());
  CHECK(file.status() == "complete");
  REQUIRE(file.times().size() == 9);
  CHECK(file.times().back() == 7200.0);
  CHECK(file.unknowns(0) == outcome.before);
  CHECK(file.unknowns(8) == outcome.after);
  CHECK(file.statistics().solver.steps == outcome.statistics.solver.steps);
  REQUIRE(file.events().size() == 1);
  CHECK(file.events()[0].unit == "leach");
  CHECK(file.file().text("/manifest/flowsheet") == "units: {}\n");
  const auto extremes = file.extremes();
  for (int i = 0; i < file.plant().state_count(); ++i) {
    CHECK(extremes.state(i).min == outcome.extremes.state(i).min);
    CHECK(extremes.state(i).max == outcome.extremes.state(i).max);
  }
  for (int c = 0; c < file.plant().channel_count; ++c)
    CHECK(extremes.channel(c).max == outcome.extremes.channel(c).max);
}

TEST_CASE("the plant in a file equals the plant that was run") {
  const tests::TemporaryFile path("plant.h5");
  const auto model = tests::leach_plant();
  { Recorder recorder(path.path(), *model, manifest()); }
  const auto wanted = results::describe(*model);
  const ResultFile file(path.path());
  const auto& found = file.plant();
  CHECK(found.elements == wanted.elements);
  CHECK(found.component_of_entry == wanted.component_of_entry);
  CHECK(found.entry_names == wanted.entry_names);
  CHECK(found.unknown_count == wanted.unknown_count);
  CHECK(found.first_energy_unknown == wanted.first_energy_unknown);
  CHECK(found.channel_count == wanted.channel_count);
  CHECK(found.nonzeros == wanted.nonzeros);
  CHECK(found.reagents.size() == wanted.reagents.size());
  REQUIRE(found.units.size() == wanted.units.size());
  for (std::size_t u = 0; u < wanted.units.size(); ++u) {
    CHECK(found.units[u].name == wanted.units[u].name);
    CHECK(found.units[u].source == wanted.units[u].source);
    CHECK(found.units[u].first_state == wanted.units[u].first_state);
    CHECK(found.units[u].states == wanted.units[u].states);
    CHECK(found.units[u].first_channel == wanted.units[u].first_channel);
    CHECK(found.units[u].first_energy == wanted.units[u].first_energy);
    CHECK(found.units[u].liquids.size() == wanted.units[u].liquids.size());
  }
  for (std::size_t s = 0; s < wanted.streams.size(); ++s) {
    CHECK(found.streams[s].entries == wanted.streams[s].entries);
    CHECK(found.streams[s].first_unknown == wanted.streams[s].first_unknown);
    CHECK(found.streams[s].destination == wanted.streams[s].destination);
    CHECK(found.streams[s].to == wanted.streams[s].to);
  }
  for (std::size_t c = 0; c < wanted.components.size(); ++c) {
    CHECK(found.components[c].enthalpy == wanted.components[c].enthalpy);
    CHECK(found.components[c].elements == wanted.components[c].elements);
    CHECK(found.components[c].aggregates == wanted.components[c].aggregates);
    CHECK(found.components[c].phase == wanted.components[c].phase);
  }
}

TEST_CASE("two identical runs record identical states") {
  const tests::TemporaryFile first("first.h5"), second("second.h5");
  record(first.path(), 1.0);
  record(second.path(), 1.0);
  const results::Hdf5Reader a(first.path()), b(second.path());
  CHECK(a.numbers("/state") == b.numbers("/state"));
  CHECK(a.numbers("/ledger") == b.numbers("/ledger"));
}

TEST_CASE("a killed run leaves a readable file with status running") {
  const tests::TemporaryFile path("killed.h5");
  const auto model = tests::leach_plant();
  const pid_t child = fork();
  if (child == 0) {
    Recorder recorder(path.path(), *model, manifest());
    tests::run(model, 2.0, &recorder);
    recorder.flush();
    tests::run(model, 0.5, &recorder);  // lost: not flushed
    raise(SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  const ResultFile file(path.path());
  CHECK(file.status() == "running");
  CHECK(file.times().size() >= 9);
  const auto report = results::make_report(file);
  CHECK(report.status == "running");
  CHECK_THAT(report.warnings.at(0), Catch::Contains("not finished"));
  CHECK_FALSE(report.products.empty());
}

TEST_CASE("another program can read the file while the run goes on") {
  const tests::TemporaryFile path("live.h5");
  const auto model = tests::leach_plant();
  int gate[2];
  REQUIRE(pipe(gate) == 0);
  const pid_t child = fork();
  if (child == 0) {
    char go = 0;
    if (read(gate[0], &go, 1) != 1) _exit(2);
    const ResultFile file(path.path());
    _exit(file.times().size() == 5 && file.status() == "running" ? 0 : 1);
  }
  Recorder recorder(path.path(), *model, manifest());
  tests::run(model, 1.0, &recorder);
  recorder.flush();
  REQUIRE(write(gate[1], "g", 1) == 1);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a run that breaks off keeps the reason") {
  const tests::TemporaryFile path("failed.h5");
  const auto model = tests::leach_plant();
  {
    Recorder recorder(path.path(), *model, manifest());
    recorder.finish("failed: no convergence", {});
  }
  const ResultFile file(path.path());
  CHECK(file.status() == "failed: no convergence");
  const auto report = results::make_report(file);
  CHECK_THAT(results::to_json(report), Catch::Contains("\"status\": \"failed: no convergence\""));
}

TEST_CASE("a file of another program is refused") {
  const tests::TemporaryFile path("other.h5");
  results::Hdf5Writer(path.path()).flush();
  CHECK_THROWS_WITH(ResultFile(path.path()), Catch::Contains("not results of raffinate"));
}

TEST_CASE("the hash of a file is FNV-1a") {
  const tests::TemporaryFile path("hash.txt");
  std::ofstream(path.path()) << "foobar";
  CHECK(results::hash_file(path.path()) == "fnv1a64:85944171f73967e8");  // published test vector
}
