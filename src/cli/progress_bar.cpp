#include "cli/progress_bar.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace raffinate::cli {

ProgressBar::ProgressBar() : terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() {
  if (terminal_ && last_ >= 0) fmt::print(stderr, "\n");
}

void ProgressBar::show(double t, double duration) {
  constexpr int width = 40;
  const double share = duration > 0 ? t / duration : 1.0;
  const int mark = static_cast<int>(share * (terminal_ ? 1000 : 10));
  if (mark == last_) return;
  last_ = mark;
  const double hours = t / 3600.0;
  if (!terminal_) {
    fmt::print(stderr, "{:.0f} h of {:.0f} h\n", hours, duration / 3600.0);
    return;
  }
  const auto filled = static_cast<std::size_t>(share * width);
  fmt::print(stderr, "\r[{:<{}}] {:.0f} h of {:.0f} h", std::string(filled, '#'), width, hours, duration / 3600.0);
  std::fflush(stderr);
}

}  // namespace raffinate::cli
