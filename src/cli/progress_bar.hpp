#pragma once

namespace raffinate::cli {

/// Shows how far a run is: a bar that redraws on a terminal, a plain line every tenth when piped.
/// Writes to stderr.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(double t, double duration);

 private:
  bool terminal_;
  int last_ = -1;  // last permille (terminal) or tenth (pipe) shown
};

}  // namespace raffinate::cli
