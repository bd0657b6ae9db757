#pragma once

#include <string>
#include <string_view>

#include "thermo/formula.hpp"

namespace raffinate::phreeqc {

/// The name with its charge written one way: "WO4--" and "WO4-2" are "WO4-2", "Cu+1" is "Cu+", "X+0" is "X".
/// Throws thermo::FormulaError when what follows the first sign is not a charge.
[[nodiscard]] std::string normalise_species(std::string_view name);

/// Elements and charge of "Fe0.947O", "CaSO4:2H2O", "Co(NH3)5Cl+2", "H2[18O]", "CO2(g)". An element is a capital letter
/// with any number of small letters or "_" after it, or a name in square brackets, so "Acetate" is one element.
/// "e-" has no element. Throws thermo::FormulaError.
[[nodiscard]] thermo::Formula parse_formula(std::string_view name);

/// The text without "(s)", "(g)" and "(aq)", which name the phase of a term.
[[nodiscard]] std::string without_phase(std::string_view name);

}  // namespace raffinate::phreeqc
