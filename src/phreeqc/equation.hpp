#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "phreeqc/text.hpp"
#include "thermo/formula.hpp"

namespace raffinate::phreeqc {

/// A line that is not an equation; `place` is the word or sign where it went wrong.
class EquationError : public std::invalid_argument {
 public:
  EquationError(const std::string& why, Word where) : std::invalid_argument(why), place(std::move(where)) {}
  Word place;
};

/// A species of an equation, name normalised; the coefficient has the sign written before it.
struct EquationTerm {
  std::string species;
  double coefficient = 1;
  Word place;  ///< where it stands, as written
};

struct Equation {
  std::vector<EquationTerm> left, right;  ///< each has at least one term
};

/// Elements and charge of a term; throws EquationError with its place.
[[nodiscard]] thermo::Formula formula_of(const EquationTerm& term);

/// Whether the line has an equals sign.
[[nodiscard]] bool is_equation(const Line& line);

/// Reads "2 CO3-2 + 2H+ = ...". White space means nothing: coefficients may stick to names ("1.000WO4-2"),
/// signs to either ("CO3-2+H+=HCO3-"), and any term may be negative. Throws EquationError.
[[nodiscard]] Equation parse_equation(const Line& line);

}  // namespace raffinate::phreeqc
