#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace raffinate::phreeqc {

/// An element or one of its valence states as a solution names it.
struct Token {
  std::string text;     ///< normalised: "Br(-03)" is "Br(-3)", "C(+4)" is "C(4)"
  std::string element;  ///< "Br"
  std::optional<double> valence;
};

/// Reads "Na", "S(6)", "Fe(+3)", "[13C](4)". Throws thermo::FormulaError.
[[nodiscard]] Token parse_token(std::string_view text);

}  // namespace raffinate::phreeqc
