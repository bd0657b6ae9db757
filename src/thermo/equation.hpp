#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "thermo/reaction.hpp"

namespace raffinate::thermo {

/// A text that is not a chemical equation; the message says why.
class EquationError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// Reads "WO3 + H2O = WO4-2 + 2 H+": right-hand side positive, left-hand side negative, each species once.
/// Plus signs, equals sign and coefficients stand apart, because "+" and "-" also end the name of an ion.
[[nodiscard]] std::vector<Term> parse_equation(std::string_view text);

/// "WO3 + 2 OH- = WO4-2 + H2O" for "WO3+2OH-=WO4-2+H2O"; none if blanks alone do not mend the text, or nothing is wrong with them.
[[nodiscard]] std::optional<std::string> with_blanks(std::string_view text);

}  // namespace raffinate::thermo
