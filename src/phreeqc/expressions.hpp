#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "phreeqc/draft.hpp"
#include "thermo/log_k.hpp"

namespace raffinate::phreeqc {

/// Named expressions, each with those it adds itself.
class Expressions {
 public:
  /// Completes the log Ks of all named expressions of the draft; unknown names become problems.
  explicit Expressions(Draft& draft);

  /// The log K of these options with everything they add.
  [[nodiscard]] thermo::LogK complete(const WrittenLogK& written);

 private:
  enum class State { open, under_way, done };

  void complete_expression(std::size_t i);
  void add(const Addition& addition, thermo::LogK& k);
  void report_unknown(const Addition& addition);

  Draft& draft_;
  std::unordered_map<std::string, std::size_t> index_;  ///< by name in lower case
  std::vector<State> states_;
};

}  // namespace raffinate::phreeqc
