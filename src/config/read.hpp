#pragma once

#include <filesystem>
#include <string>

#include "base/problems.hpp"
#include "config/node.hpp"

namespace raffinate::config {

/// Reads a YAML file. What is wrong with it (unreadable, empty, larger than 10 MB, no UTF-8, no YAML, duplicate keys,
/// exploding aliases) is added to `problems`. The result is null if nothing could be understood.
[[nodiscard]] Node read_file(const std::filesystem::path& path, base::Problems& problems);

/// Reads YAML from a text; `name` stands for the file in messages.
[[nodiscard]] Node parse(const std::string& text, const std::string& name, base::Problems& problems);

}  // namespace raffinate::config
