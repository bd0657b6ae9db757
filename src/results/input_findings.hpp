#pragma once
#include <vector>

#include "results/audit.hpp"

namespace raffinate::results {

/// What was doubtful in the input already: reagents stronger than any solution. Each says file, line and column.
[[nodiscard]] std::vector<Finding> input_findings(const model::Model& model);

}  // namespace raffinate::results
