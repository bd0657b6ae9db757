#pragma once
#include <memory>

#include "studies/report_slopes.hpp"
#include "studies/run_parameters.hpp"
#include "studies/run_times.hpp"
#include "studies/sensitivity.hpp"

namespace raffinate::studies {

/// The unknowns at both ends of the window of a run, and how they change with every parameter.
struct ForwardSensitivities {
  WindowEnds ends;
  std::vector<WindowSlopes> slopes;  ///< by parameter
  solvers::DynamicStatistics statistics;
};

/// Moves a plant and its derivatives by all parameters through time together. Throws base::RunError.
[[nodiscard]] ForwardSensitivities forward_sensitivities(std::shared_ptr<const model::Model> model, RunParameters& parameters,
                                                         const flowsheet::RunOptions& options, const RunTimes& times,
                                                         const Progress& progress);

}  // namespace raffinate::studies
