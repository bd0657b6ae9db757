#pragma once
#include <string>

namespace raffinate::cli {

/// What an option asks a time for: "is no time to simulate", and a value to write instead.
struct DurationUse {
  const char* what;
  const char* example;
};
inline constexpr DurationUse simulated_time{"time to simulate", "48 h"};
inline constexpr DurationUse restart_interval{"time between restart points", "every 10 min"};
inline constexpr DurationUse averaging_window{"time to average over", "24 h"};

/// A positive time as an option gives it, "48 h" [s]. Throws base::InputError naming the option.
[[nodiscard]] double parse_duration(const std::string& text, const std::string& option, const DurationUse& use);

/// `--until "48 h"` as the override that it stands for. Throws base::InputError if it is no duration.
[[nodiscard]] std::string duration_override(const std::string& until);

}  // namespace raffinate::cli
