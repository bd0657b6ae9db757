#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace raffinate::units {

/// Powers of m, kg, s, mol, K, A, cd.
using Dimension = std::array<int, 7>;

/// A unit by its meaning: value [SI] = scale * (value + offset).
struct Unit {
  double scale = 1;
  double offset = 0;  ///< of temperature scales, e.g. 273.15 for degC
  Dimension dimension{};
  bool difference = false;  ///< a temperature difference, which has no offset

  [[nodiscard]] double to_si(double value) const { return scale * (value + offset); }
  [[nodiscard]] double from_si(double value) const { return value / scale - offset; }
  [[nodiscard]] bool is_temperature() const;
};

/// Looks up an ASCII spelling that UDUNITS-2 knows; none if it is no unit.
[[nodiscard]] std::optional<Unit> find_unit(const std::string& spelling);

/// Powers as a text: "m3.s-1"; "1" if there are none.
[[nodiscard]] std::string spell(const Dimension& dimension);

}  // namespace raffinate::units
