#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/problems.hpp"
#include "config/node.hpp"

namespace raffinate::config {

/// Sets one value from the command line: "units.leach_1.volume=20 m3". The value is YAML, so lists and maps work; items of
/// a list are addressed by number. The value is located at "--set", one line per override.
void apply_override(Node& root, const std::string& assignment, base::Problems& problems);

/// The value that stands at such a path: "units.leach_1.volume". None if nothing does.
[[nodiscard]] std::optional<Node> find_path(const Node& root, std::string_view path);

}  // namespace raffinate::config
