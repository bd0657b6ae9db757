#pragma once
#include "solvers/dynamic_solver.hpp"

namespace raffinate::results {

/// What a run cost.
struct RunStatistics {
  solvers::DynamicStatistics solver;
  double wall_time = 0;  ///< [s]
};

}  // namespace raffinate::results
