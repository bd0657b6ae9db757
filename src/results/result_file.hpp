#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "results/extremes.hpp"
#include "results/hdf5_reader.hpp"
#include "results/plant_record.hpp"
#include "results/run_statistics.hpp"

namespace raffinate::results {

/// A results file opened for reading; the run may have been complete, failed, or killed.
class ResultFile {
 public:
  struct Event {
    double time = 0;  ///< [s]
    std::string unit, name, text;
  };

  /// Throws base::InputError if the file is missing, truncated or not a results file.
  explicit ResultFile(const std::filesystem::path& path);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// "running", "complete" or "failed: ...".
  [[nodiscard]] const std::string& status() const { return status_; }
  /// Whether it holds a steady state: twice the same states, with a ledger of the flows between.
  [[nodiscard]] bool steady() const { return steady_; }
  [[nodiscard]] const PlantRecord& plant() const { return plant_; }
  /// Output times [s], ascending.
  [[nodiscard]] const std::vector<double>& times() const { return times_; }
  /// All unknowns (states and ledger) at an output time.
  [[nodiscard]] std::vector<double> unknowns(std::size_t time) const;
  /// Channels of the model, each with its values at all output times.
  [[nodiscard]] const std::vector<std::vector<double>>& channels() const;
  /// Extremes over all output times.
  [[nodiscard]] Extremes extremes() const;
  /// Cost of the run; zeros while it has not finished.
  [[nodiscard]] RunStatistics statistics() const;
  [[nodiscard]] std::vector<Event> events() const;
  [[nodiscard]] const Hdf5Reader& file() const { return file_; }

 private:
  std::filesystem::path path_;
  Hdf5Reader file_;
  std::string status_;
  bool steady_ = false;
  PlantRecord plant_;
  std::vector<double> times_;
  mutable std::optional<std::vector<std::vector<double>>> channels_;  // by channel, read on demand
};

}  // namespace raffinate::results
