#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace raffinate::thermo {

/// A text that is not a chemical formula; the message says where and what is allowed.
class FormulaError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// Elements of one mole of a substance and its charge.
struct Formula {
  std::vector<std::pair<std::string, double>> elements;  ///< each element once, in order of appearance
  double charge = 0;                                     ///< [elementary charges]

  /// Atoms of `element` per formula unit; 0 when it does not occur.
  [[nodiscard]] double count(std::string_view element) const;
};

/// Reads "Na2WO4:2H2O", "WO4-2", "Fe+3", "Fe0.947O", "Mg3(PO4)2", "C(graphite)", "CO2(g)".
/// A trailing lower-case word in parentheses names the phase or modification and is ignored.
[[nodiscard]] Formula parse_formula(std::string_view text);

}  // namespace raffinate::thermo
