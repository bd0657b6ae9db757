#pragma once

#include "base/problems.hpp"
#include "config/node.hpp"

namespace raffinate::flowsheet {

/// Reports names of units that cannot stand in "unit.port", in a path of the results file, or after `to:`.
void check_unit_names(const config::Node& units, base::Problems& problems);

/// The same for streams, which may be called like a destination.
void check_stream_names(const config::Node& streams, base::Problems& problems);

}  // namespace raffinate::flowsheet
