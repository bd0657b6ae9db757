#pragma once
#include <string>

#include "flowsheet/flowsheet.hpp"
#include "results/manifest.hpp"

namespace raffinate::cli {

/// Where a study of a flowsheet is written: `wanted`, or the flowsheet's name with .h5 in the current folder.
[[nodiscard]] std::string output_path(const std::string& flowsheet, const std::string& wanted);

/// What a results file says of where it comes from.
[[nodiscard]] results::Manifest manifest_of(const flowsheet::Flowsheet& sheet, const std::string& command_line);

}  // namespace raffinate::cli
