#pragma once

#include <string>

#include "phreeqc/phase.hpp"
#include "phreeqc/species.hpp"

namespace raffinate::phreeqc {

/// The reaction with positive coefficients: "CO3-2 + 2 H+ = CO2 + H2O"; "Na+ = Na+" for a master species.
[[nodiscard]] std::string equation_text(const Species& species);

/// "CaSO4:2H2O = Ca+2 + SO4-2 + 2 H2O".
[[nodiscard]] std::string equation_text(const Phase& phase);

}  // namespace raffinate::phreeqc
