#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"

namespace raffinate::config {

/// What a schema says about one key, in texts as a user writes them ("10 m3").
struct Field {
  std::string help = {};
  std::string unit = {};      ///< unit to show and suggest; for amounts several, "kg/h or mol/h"
  std::string fallback = {};  ///< value if the key is absent, as YAML; without it the key is required
  std::string min = {};       ///< smallest value allowed
  std::string max = {};       ///< largest value allowed
  std::string example = {};   ///< a value, as YAML, for tests and documentation; required keys need one
  bool optional = false;      ///< may be absent without a fallback; members that are std::optional always may
};

enum class Kind { quantity, number, setting, integer, flag, text, choice, texts, amounts, section, list, node };

/// "quantity", "number", ...
[[nodiscard]] std::string_view kind_name(Kind kind);

/// One key of a schema, for `describe` and the documentation.
struct FieldInfo {
  std::string name;
  Kind kind = Kind::text;
  std::string help, unit, fallback, min, max, example;
  bool required = false;
  std::vector<std::string> choices;  ///< of a choice
  std::vector<FieldInfo> fields;     ///< of a section or of each item of a list

  /// "1 L to 10000 m3", "at least 0", or empty.
  [[nodiscard]] std::string range() const;
};

/// A text with its place, for names that are looked up later and may turn out not to exist.
struct LocatedText {
  std::string text;
  base::Location where;
  std::string path;
};

/// A quantity, or the name of a signal that gives it: "20 kg/h" or "level_control.output".
struct Setting {
  double value = 0;    ///< [coherent SI], if no signal is named
  LocatedText signal;  ///< empty for a number

  [[nodiscard]] bool is_signal() const { return !signal.text.empty(); }
};

/// One entry of a map from names to quantities.
struct Amount {
  std::string name;
  double value = 0;      ///< [coherent SI of the unit]
  std::size_t unit = 0;  ///< which of the admitted units it was given in
  base::Location where;  ///< place of the name
  std::string path;
};

}  // namespace raffinate::config
