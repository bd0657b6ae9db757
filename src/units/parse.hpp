#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace raffinate::units {

/// A text is not a quantity of the dimension asked for. Becomes a base::Problem where the place is known.
class UnitError final : public std::exception {
 public:
  UnitError(std::string message, std::string remedy);

  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }
  [[nodiscard]] const std::string& message() const { return message_; }  ///< what was expected and found
  [[nodiscard]] const std::string& remedy() const { return remedy_; }    ///< what to write instead

 private:
  std::string message_;
  std::string remedy_;
  std::string text_;
};

/// Units below are any spelling of the dimension: "g/L" and "kg/m3" ask for the same. "K" (or "degC") is a temperature,
/// "delta_K" a temperature difference, "1" a plain number. A year ("a") has 365 days, 8760 hours.

/// Reads "5 g/L" and converts it to coherent SI [kg, m, s, K, mol, A]. Throws UnitError.
[[nodiscard]] double to_si(std::string_view text, std::string_view unit);

/// A value and which of the admitted units it is given in.
struct Parsed {
  double si;         ///< [coherent SI]
  std::size_t unit;  ///< index in the list of units
};

/// As above where several dimensions are admitted, for example {"kg/h", "mol/h"}.
[[nodiscard]] Parsed to_si(std::string_view text, const std::vector<std::string>& units);

/// A value of any dimension and the coherent SI unit of its dimension.
struct Measured {
  double si;
  std::string unit;
};

/// Reads "5 g/L" without being told what to expect. Throws UnitError.
[[nodiscard]] Measured to_si(std::string_view text);

/// Converts a value [SI] to the unit in which it is shown.
[[nodiscard]] double from_si(double value, std::string_view display_unit);

/// As above, and checks that the display unit has the dimension of `si_unit`. Throws UnitError.
[[nodiscard]] double from_si(double value, std::string_view si_unit, std::string_view display_unit);

/// A value [SI] as the user reads it: "10 m3", "95 degC", "0.3".
[[nodiscard]] std::string format(double value, std::string_view display_unit);

/// Name of the dimension with its article: "m3" -> "a volume".
[[nodiscard]] std::string dimension_name(std::string_view unit);

/// The coherent SI unit of the same dimension: "g/L" -> "kg/m3".
[[nodiscard]] std::string si_unit(std::string_view unit);

/// The unit of a quotient: "kg/s" per "mol/kg" -> "kg/s/(mol/kg)"; of a temperature its difference counts.
[[nodiscard]] std::string per(std::string_view unit, std::string_view divisor);

/// Whether two units measure the same dimension. Throws UnitError if one is not a unit.
[[nodiscard]] bool same_dimension(std::string_view a, std::string_view b);

}  // namespace raffinate::units
