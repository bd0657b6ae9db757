#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace raffinate::phreeqc {

/// An element or one of its valence states as a solution names it.
struct Token {
  std::string text;     ///< "C(+4)" is "C(4)"; otherwise as written: databases tell N(-03), azide, from N(-3), ammonia
  std::string element;  ///< "C"
  std::optional<double> valence;
};

/// Reads "Na", "S(6)", "Fe(+3)", "[13C](4)". Throws thermo::FormulaError.
[[nodiscard]] Token parse_token(std::string_view text);

}  // namespace raffinate::phreeqc
