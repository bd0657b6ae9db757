#pragma once
#include <vector>

namespace raffinate::model {

/// Which mode of a unit is in force.
struct Mode {
  int index = 0;       ///< by order of declaration
  double since = 0.0;  ///< when it began [s]
};

/// What the equations depend on besides the states. Jumps only where an integration starts anew.
struct Moment {
  double t = 0.0;             ///< [s]
  double period_start = 0.0;  ///< last stop time passed [s]
  const Mode* modes = nullptr;  ///< by unit
};

}  // namespace raffinate::model
