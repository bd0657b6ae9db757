#include "cli/durations.hpp"

#include <fmt/format.h>

#include "base/errors.hpp"
#include "units/parse.hpp"

namespace raffinate::cli {

double parse_duration(const std::string& text, const std::string& option, const DurationUse& use) {
  std::string message;
  try {
    const double duration = units::to_si(text, "s");
    if (duration > 0.0) return duration;
    message = fmt::format("\"{}\" is no {}", text, use.what);
  } catch (const units::UnitError& error) {
    message = error.message();  // the remedy is that of the option
  }
  throw base::InputError({base::whole_file(option), option, message, fmt::format("for example {} \"{}\"", option, use.example)});
}

std::string duration_override(const std::string& until) {
  static_cast<void>(parse_duration(until, "--until", simulated_time));
  return "run.duration=" + until;
}

}  // namespace raffinate::cli
