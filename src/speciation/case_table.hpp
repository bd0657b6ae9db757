#pragma once

#include <string>
#include <vector>

#include "base/problems.hpp"
#include "speciation/solution_file.hpp"

namespace raffinate::speciation {

/// One row of a table of solutions.
struct Case {
  std::string name;
  Solution solution;
};

/// Reads a table of solutions, comma-separated, one per line. Lines that begin with # are comments. The header names
/// the columns: `case` (any text), `temperature [degC]` (another unit may stand in the brackets), `pH`, `pe`, `alkalinity`,
/// components, "Na", "S(6) [mmol/kg]", "W [g/L]" (per water or per volume; without a unit mol/kg water), and minerals that
/// react, "mineral:CaWO4". An empty field is "not given". `molar_mass` turns masses of components into moles.
/// `balance` is the component that closes the charge in every row, which then needs a pH; empty for the proton.
/// What is wrong is added to `problems`.
[[nodiscard]] std::vector<Case> read_cases(const std::string& text, const std::string& file, const std::string& balance,
                                           const MolarMass& molar_mass, base::Problems& problems);

}  // namespace raffinate::speciation
