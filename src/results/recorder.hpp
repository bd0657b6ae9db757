#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "model/workspace.hpp"
#include "results/audit.hpp"
#include "results/manifest.hpp"
#include "results/run_statistics.hpp"

namespace raffinate::results {

/// Writes a run to an HDF5 file while it goes on. docs/formats/hdf5.md
///
/// Open it once the plant has compiled: the file then exists with status "running". Rows are flushed in
/// blocks, so a killed run leaves everything up to the last flush.
class Recorder {
 public:
  Recorder(const std::filesystem::path& path, const model::Model& model, const Manifest& manifest);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// Adds one output time t [s]. `values` must stem from a right-hand side at (t, x).
  void append(double t, std::span<const double> x, const model::Buffers& values);
  /// Adds an event, e.g. (t, "leach_1", "high_level", "the slurry rose ...").
  void event(double t, const std::string& unit, const std::string& name, const std::string& text);
  /// Writes what is pending to the disk. Done by itself every few hundred rows and every second.
  void flush();

  /// Ends the file: solver statistics, the audit under /balances, and last of all the status:
  /// "complete" or "failed: ...".
  void finish(const std::string& status, const RunStatistics& statistics, const AuditResult& audit);
  /// As above for a run that broke off before it could be audited.
  void finish(const std::string& status, const RunStatistics& statistics);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace raffinate::results
