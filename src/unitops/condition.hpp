#pragma once
#include <string>

#include "unitops/setting.hpp"

namespace raffinate::unitops {

/// A signal compared with a quantity of its dimension: "level > 60 %", "leach_1.pH < 9".
class Condition {
 public:
  /// A text of another form is a problem of the context.
  Condition(const config::LocatedText& text, const BuildContext& context);

  void declare(Layout& layout);
  /// Positive when it holds, in the unit of the signal.
  [[nodiscard]] double margin(const Io<double>& io) const { return sign_ * (*io.signal[signal_] - limit_); }

 private:
  config::LocatedText signal_name_, quantity_;
  const BuildContext* context_;
  double sign_ = 0.0, limit_ = 0.0;
  int signal_ = -1;
};

}  // namespace raffinate::unitops
