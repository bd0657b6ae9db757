#pragma once

#include <string>

#include "base/problems.hpp"
#include "config/node.hpp"

namespace raffinate::config {

/// Sets one value from the command line: "units.leach_1.volume=20 m3". The value is YAML, so lists and maps work; items of
/// a list are addressed by number. The value is located at "--set", one line per override.
void apply_override(Node& root, const std::string& assignment, base::Problems& problems);

}  // namespace raffinate::config
