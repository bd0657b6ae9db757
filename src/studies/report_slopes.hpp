#pragma once
#include <span>
#include <string>
#include <vector>

#include "results/report.hpp"

namespace raffinate::studies {

/// The unknowns at the two ends of a window, and how they change with a parameter.
struct WindowEnds {
  double t_start = 0, t_end = 0;           ///< [s]
  std::vector<double> before, after;
};
using WindowSlopes = WindowEnds;  ///< the same, of derivatives by a parameter; times are ignored

/// Derivatives of all numbers of the report along a direction of the unknowns, in the order of
/// `results::numbers_of`. `size` is how far along it the plant would be a quite different one.
///
/// Numbers of the report are ratios of sums over unknowns: along a line they are smooth, and differences that are
/// extrapolated to a step of zero (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0) are exact to some 1e-10.
/// Not a number where the report has no such number a little further on.
[[nodiscard]] std::vector<double> report_slopes(const results::PlantRecord& plant, const WindowEnds& ends,
                                                const WindowSlopes& direction, double size,
                                                const results::ReportOptions& options);

}  // namespace raffinate::studies
