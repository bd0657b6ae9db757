#pragma once

#include <string>

#include "base/problems.hpp"

namespace raffinate::config {

/// Whether a text is UTF-8 without control characters, so that it can be shown; else the first fault is a problem.
[[nodiscard]] bool check_characters(const std::string& text, const std::string& name, base::Problems& problems);

/// Whether a text has any content and no tabs in its indentation; else the first fault is a problem.
[[nodiscard]] bool check_layout(const std::string& text, const std::string& name, base::Problems& problems);

}  // namespace raffinate::config
