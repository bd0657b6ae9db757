#pragma once
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "results/manifest.hpp"
#include "results/run_statistics.hpp"

namespace raffinate::results {

/// A moment at which a run can be taken up again: all that the equations depend on, and what it has cost so far.
struct RestartPoint {
  double t = 0;               ///< [s]
  double period_start = 0;    ///< start of the schedule step in force when t was reached [s]
  std::vector<double> modes;  ///< by unit: mode and when it began [s]; empty for plants without modes
  std::vector<double> x;      ///< unknowns
  RunStatistics statistics;
};

/// An event as /events has it.
struct RestartEvent {
  double t = 0;  ///< [s]
  std::string unit, name, text;
};

/// Name of the restart file of a results file: "plant.h5.restart".
[[nodiscard]] std::filesystem::path restart_path(const std::filesystem::path& results);

/// Keeps the restart file of a run: every output time and event, appended, and the last two checkpoints, which take
/// turns in two places. Each part has a check sum, so that whatever a kill leaves unfinished is recognised and what
/// was there before still counts. docs/restart.md
class RestartWriter {
 public:
  /// Makes a file at `path` with nothing in it; it has its name once its head is whole.
  RestartWriter(const std::filesystem::path& path, const Manifest& manifest, std::size_t unknowns, std::size_t modes);
  /// Goes on with a file behind its last whole record.
  explicit RestartWriter(const std::filesystem::path& path);
  ~RestartWriter();
  RestartWriter(const RestartWriter&) = delete;
  RestartWriter& operator=(const RestartWriter&) = delete;

  void row(const RestartPoint& point);          ///< an output time
  void event(const RestartEvent& event);
  void checkpoint(const RestartPoint& point);   ///< replaces the checkpoint before the last

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads a restart file, also one that a killed run left behind.
class RestartFile {
 public:
  using Record = std::variant<RestartPoint, RestartEvent>;

  /// Throws base::InputError if there is none, or its head is not whole.
  explicit RestartFile(const std::filesystem::path& path);

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }
  [[nodiscard]] std::size_t unknowns() const { return unknowns_; }
  [[nodiscard]] std::size_t modes() const { return modes_; }
  /// The next output time or event; none after the last whole one.
  [[nodiscard]] std::optional<Record> next();
  /// The later of the two checkpoints; none if there was none.
  [[nodiscard]] std::optional<RestartPoint> checkpoint();
  /// Where the record after the last one read begins [bytes].
  [[nodiscard]] std::streamoff end() const { return end_; }
  /// Where the two checkpoints are, and how long each of them may be [bytes].
  [[nodiscard]] std::streamoff first_slot() const { return first_slot_; }
  [[nodiscard]] std::streamoff slot_size() const;

 private:
  std::ifstream file_;
  Manifest manifest_;
  std::size_t unknowns_ = 0, modes_ = 0;
  std::streamoff first_slot_ = 0, end_ = 0;
};

}  // namespace raffinate::results
