#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "base/exit_code.hpp"
#include "flowsheet/flowsheet.hpp"
#include "results/audit.hpp"
#include "results/manifest.hpp"
#include "results/run_statistics.hpp"
#include "solvers/dynamic_solver.hpp"

namespace raffinate::studies {

/// Called at every output time with t and the duration [s].
using Progress = std::function<void(double t, double duration)>;

/// How the equations of a run are integrated.
[[nodiscard]] solvers::DynamicOptions solver_options(const flowsheet::RunOptions& options);

/// How a run ended.
struct Outcome {
  std::string status;  ///< "complete" or "failed: ..."
  results::AuditResult audit;
  results::RunStatistics statistics;
  base::ExitCode exit_code = base::ExitCode::ok;
};

/// Simulates a plant from its initial filling and records it; with a checkpoint interval in the manifest it also keeps
/// a restart file, which goes when the run is complete.
///
/// A failed integration is an outcome, not an exception: the file keeps everything up to then.
Outcome simulate(flowsheet::Flowsheet sheet, const std::filesystem::path& output, results::Manifest manifest,
                 const Progress& progress);

/// Goes on with a run from the restart file of `output`: records what is there once more, then simulates the rest.
Outcome simulate_rest(flowsheet::Flowsheet sheet, const std::filesystem::path& output, results::Manifest manifest,
                      const Progress& progress);

}  // namespace raffinate::studies
