#pragma once
#include <string>
#include <vector>

#include "flowsheet/flowsheet.hpp"
#include "model/workspace.hpp"
#include "results/result_file.hpp"

namespace raffinate::studies {

/// Why a plant does not rest, or does not move, at an instant: in the words of its units and components.
struct Diagnosis {
  std::string failure;                 ///< why nothing more can be said: the equations have no value there
  std::vector<std::string> residuals;  ///< the states that change fastest against their size
  std::vector<std::string> conserved;  ///< left singular directions of the Jacobian: what feeds only add to, or nothing changes
  std::vector<std::string> neutral;    ///< right singular directions: changes that no equation answers to
  std::vector<std::string> modes;      ///< slowest time constants, growing ones marked
};

/// At time t [s], with the steps of schedules in force then, and unknowns x.
[[nodiscard]] Diagnosis diagnose(model::Workspace& workspace, double t, const std::vector<double>& x);

/// At the last recorded instant of a results file of this flowsheet.
[[nodiscard]] Diagnosis diagnose(flowsheet::Flowsheet sheet, const results::ResultFile& file);

/// For a terminal.
[[nodiscard]] std::string to_text(const Diagnosis& diagnosis);

}  // namespace raffinate::studies
