#include "cli/durations.hpp"

#include <fmt/format.h>

#include "base/errors.hpp"
#include "units/parse.hpp"

namespace raffinate::cli {

double parse_duration(const std::string& text, const std::string& option) {
  std::string message;
  try {
    const double duration = units::to_si(text, "s");
    if (duration > 0.0) return duration;
    message = fmt::format("\"{}\" is no time to simulate", text);
  } catch (const units::UnitError& error) {
    message = error.what();
  }
  throw base::InputError({base::whole_file(option), option, message, fmt::format("for example {} \"48 h\"", option)});
}

std::string duration_override(const std::string& until) {
  static_cast<void>(parse_duration(until, "--until"));
  return "run.duration=" + until;
}

}  // namespace raffinate::cli
