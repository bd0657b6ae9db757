#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "units/unit.hpp"

namespace raffinate::units {

/// A kind of quantity: its name, its SI unit, and how engineers give it.
struct KnownDimension {
  std::string name;                  ///< with article: "a volume"
  std::string si;                    ///< coherent SI unit
  std::vector<std::string> display;  ///< usual units, most usual first
  double typical;                    ///< a value in the first usual unit, for examples
  Unit unit;
};

/// The kinds of quantity that have a name, or null.
[[nodiscard]] const KnownDimension* find_dimension(const Unit& unit);

/// Spellings worth suggesting for an unknown unit.
[[nodiscard]] const std::vector<std::string>& usual_units();

}  // namespace raffinate::units
