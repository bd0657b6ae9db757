#pragma once

#include <optional>
#include <string_view>

#include "thermo/formula.hpp"

namespace raffinate::thermo {

/// Standard atomic weight [kg/mol]; throws FormulaError for an unknown symbol.
[[nodiscard]] double atomic_mass(std::string_view element);

/// Whether `symbol` is an element of the table.
[[nodiscard]] bool is_element(std::string_view symbol);

/// Mass of one mole [kg/mol]; the mass of the electrons of a charge is neglected.
[[nodiscard]] double molar_mass(const Formula& formula);

}  // namespace raffinate::thermo
