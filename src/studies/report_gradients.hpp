#pragma once
#include <cstddef>
#include <vector>

#include "studies/report_slopes.hpp"

namespace raffinate::studies {

/// Derivatives of a number of the report by every unknown at the two ends of its window.
struct WindowGradient {
  std::vector<double> before, after;
  double size = 0;     ///< of the number: itself, or if it is 0 what the unknowns could make of it
  bool exists = true;  ///< false, and no derivatives: the report has no such number, here or a little further on
};

/// Of the numbers `chosen` from `results::numbers_of`, in that order.
///
/// Most unknowns do not enter a number. Those that do are found by moving ever smaller groups of them, each by
/// a distance of its own; then each is differentiated as in `report_slopes`. Where a number has a kink (the amount of
/// a reagent is a minimum of its parts, all equal) derivatives are those beside it, to some 1e-6.
[[nodiscard]] std::vector<WindowGradient> report_gradients(const results::PlantRecord& plant, const WindowEnds& ends,
                                                           const std::vector<std::size_t>& chosen,
                                                           const results::ReportOptions& options);

}  // namespace raffinate::studies
