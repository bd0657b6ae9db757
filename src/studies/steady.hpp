#pragma once
#include <filesystem>

#include "studies/simulate.hpp"

namespace raffinate::studies {

/// Finds the steady state of a plant and records it: twice the same states, a day apart, with the flows of a day in
/// the ledger, so that audit and report read it like any run.
///
/// No steady state is an outcome, not an exception: its status names what keeps the plant from resting.
Outcome solve_steady(flowsheet::Flowsheet sheet, const std::filesystem::path& output, results::Manifest manifest,
                     const Progress& progress);

}  // namespace raffinate::studies
