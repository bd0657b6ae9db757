#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

#include "base/errors.hpp"
#include "results/restart_file.hpp"
#include "results/run_lock.hpp"

using namespace raffinate;
using results::RestartEvent;
using results::RestartFile;
using results::RestartPoint;
using results::RestartWriter;

namespace {

/// A file name of this test alone, removed afterwards.
struct OwnFile {
  std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("restart_{}", ::getpid());
  ~OwnFile() { std::filesystem::remove(path); }
};

results::Manifest manifest() {
  results::Manifest m;
  m.flowsheet = "units: {}\n";
  m.overrides = {"run.duration=3 h"};
  m.data_files = {{"aqueous/sit.yaml", "fnv1a64:0"}};
  m.resumed_at = {7200};
  m.checkpoint_interval = 600;
  return m;
}

RestartPoint point(double t) { return {t, 10.0, {1.0, t}, {t, 2 * t, 3 * t}, {{7, 6, 5, 4, 3, 2, 1}, 1.5}}; }

void write_run(const std::filesystem::path& path) {
  RestartWriter writer(path, manifest(), 3, 2);
  writer.row(point(0));
  writer.event({30, "tank", "high_level", "too full"});
  writer.checkpoint(point(40));
  writer.checkpoint(point(50));
  writer.row(point(60));
}

std::vector<double> rows(const std::filesystem::path& path) {
  RestartFile file(path);
  std::vector<double> times;
  while (const auto record = file.next())
    if (const auto* row = std::get_if<RestartPoint>(&*record)) times.push_back(row->t);
  return times;
}

}  // namespace

TEST_CASE("a restart file gives back what was written") {
  const OwnFile own;
  write_run(own.path);
  RestartFile file(own.path);
  CHECK(file.unknowns() == 3);
  CHECK(file.manifest().flowsheet == manifest().flowsheet);
  CHECK(file.manifest().overrides == manifest().overrides);
  CHECK(file.manifest().data_files == manifest().data_files);
  CHECK(file.manifest().resumed_at == manifest().resumed_at);
  CHECK(file.manifest().checkpoint_interval == 600);
  const auto first = std::get<RestartPoint>(file.next().value());
  CHECK(first.period_start == 10.0);
  CHECK(first.modes == point(0).modes);
  CHECK(first.x == point(0).x);
  CHECK(first.statistics.solver.steps == 7);
  CHECK(first.statistics.wall_time == 1.5);
  CHECK(std::get<RestartEvent>(file.next().value()).text == "too full");
  CHECK(std::get<RestartPoint>(file.next().value()).t == 60);
  CHECK_FALSE(file.next());
  CHECK(file.checkpoint().value().t == 50);
}

TEST_CASE("a restart file cut anywhere behind its head gives what was whole before the cut") {
  const OwnFile own;
  write_run(own.path);
  const auto size = std::filesystem::file_size(own.path);
  const auto head = static_cast<std::uintmax_t>(RestartFile(own.path).end());
  for (auto cut = size; cut >= head; --cut) {
    std::filesystem::resize_file(own.path, cut);
    const auto found = rows(own.path);
    INFO("cut at " << cut << " of " << size);
    CHECK(found.size() == (cut == size ? 2U : found.empty() ? 0U : 1U));
    CHECK(RestartFile(own.path).checkpoint().value().t == 50);
  }
}

TEST_CASE("a checkpoint that was not finished leaves the one before") {
  const OwnFile own;
  write_run(own.path);
  RestartFile file(own.path);
  for (std::streamoff damaged = 0; damaged < file.slot_size(); ++damaged) {
    std::fstream bytes(own.path, std::ios::in | std::ios::out | std::ios::binary);
    const auto at = file.first_slot() + file.slot_size() + damaged;  // the second checkpoint is the later one
    bytes.seekg(at);
    const char old = static_cast<char>(bytes.get());
    bytes.seekp(at);
    bytes.put(static_cast<char>(old ^ 1));
    bytes.close();
    INFO("byte " << damaged);
    CHECK(RestartFile(own.path).checkpoint().value().t == 40);
    bytes.open(own.path, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(at);
    bytes.put(old);
  }
}

TEST_CASE("a run goes on behind the last whole record and replaces the older checkpoint") {
  const OwnFile own;
  write_run(own.path);
  std::filesystem::resize_file(own.path, std::filesystem::file_size(own.path) - 1);
  {
    RestartWriter writer(own.path);
    writer.row(point(61));
    writer.checkpoint(point(70));
  }
  CHECK(rows(own.path) == std::vector<double>{0, 61});
  CHECK(RestartFile(own.path).checkpoint().value().t == 70);
  // The newer of the two was left alone: a kill while this one was written would have left 50 s.
  RestartFile file(own.path);
  std::fstream bytes(own.path, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(file.first_slot());
  bytes.put('x');
  bytes.close();
  CHECK(RestartFile(own.path).checkpoint().value().t == 50);
}

TEST_CASE("what is no restart file, or lost its head, is refused") {
  const OwnFile own;
  CHECK_THROWS_AS(RestartFile(own.path), base::InputError);
  std::ofstream(own.path) << "something else that is longer than the magic word";
  CHECK_THROWS_AS(RestartFile(own.path), base::InputError);
  write_run(own.path);
  std::filesystem::resize_file(own.path, 60);
  CHECK_THROWS_AS(RestartFile(own.path), base::InputError);
}

TEST_CASE("a file is locked by one run at a time, and free afterwards") {
  const OwnFile own;
  std::ofstream(own.path) << "results";
  {
    const results::RunLock first(own.path);
    CHECK_THROWS_AS(results::RunLock(own.path), base::InputError);
  }
  CHECK_NOTHROW(results::RunLock(own.path));
}
