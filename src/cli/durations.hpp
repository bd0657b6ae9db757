#pragma once
#include <string>

namespace raffinate::cli {

/// A positive time as an option gives it, "48 h" [s]. Throws base::InputError naming the option.
[[nodiscard]] double parse_duration(const std::string& text, const std::string& option);

/// `--until "48 h"` as the override that it stands for. Throws base::InputError if it is no duration.
[[nodiscard]] std::string duration_override(const std::string& until);

}  // namespace raffinate::cli
