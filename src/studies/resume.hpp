#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "studies/changed_inputs.hpp"
#include "studies/simulate.hpp"

namespace raffinate::studies {

/// Which run to go on with, and how.
struct ResumeRequest {
  std::filesystem::path results;        ///< of the run
  std::filesystem::path output;         ///< where the whole run is to stand afterwards; may be the same
  std::vector<std::string> overrides;   ///< of the section `run` only: "run.duration=500 h"
  Program program;
  std::string command_line;
};

/// Goes on with a run that was killed, that failed, or that is to last longer: from the last restart point of its restart
/// file, or from the last output time of its results. The resumed run has the whole history in its file.
/// Throws base::InputError if the inputs have changed, naming what; if the run is live, complete or unreadable.
Outcome resume(const ResumeRequest& request, const Progress& progress);

}  // namespace raffinate::studies
