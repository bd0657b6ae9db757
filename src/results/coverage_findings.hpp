#pragma once

#include <vector>

#include "model/buffers.hpp"
#include "model/model.hpp"
#include "results/audit.hpp"

namespace raffinate::results {

/// Ion pairs above 0.01 mol/kg for which an activity model has no interaction coefficient, in the liquids as they
/// are in `values`: one finding a pair, with the unit in which it makes up the largest share of what is dissolved.
[[nodiscard]] std::vector<Finding> coverage_findings(const model::Model& model, const model::Buffers& values);

}  // namespace raffinate::results
