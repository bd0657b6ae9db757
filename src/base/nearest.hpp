#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raffinate::base {

/// The candidate that `name` was probably meant to be, by edit distance without regard to case; none if all are too far.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates);

/// `; did you mean "slurry"?` for the end of a message, or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace raffinate::base
