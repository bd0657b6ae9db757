#pragma once
#include <string>

#include "studies/simulate.hpp"

namespace raffinate::cli {

/// Prints the report of a run that has ended, and how it ended; returns its exit code.
base::ExitCode finish_run(const studies::Outcome& outcome, const std::string& path, bool json);

}  // namespace raffinate::cli
