#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/problems.hpp"
#include "config/node.hpp"
#include "speciation/solution.hpp"
#include "speciation/thermo_choice.hpp"

namespace raffinate::speciation {

/// A solution as a user writes it. Amounts by mass wait for the molar masses of a database.
struct SolutionInputs {
  struct Equilibrium {
    std::string token, phase;
    double saturation_index = 0;
  };

  double temperature = 298.15;  ///< [K]
  std::optional<double> pH, pe, Eh;
  std::string balance;
  double water = 1;  ///< [kg]
  std::vector<config::Amount> totals;
  std::vector<Equilibrium> equilibrium;
  ThermoChoice thermo;

  [[nodiscard]] static config::Schema<SolutionInputs> schema();
};

/// Amounts of totals may be given per kilogram of water or for all the water.
enum class AmountUnit : std::size_t { moles_per_water, moles, mass };

/// The solution with all amounts in mol/kg water; `molar_mass` [kg/mol] gives that of a token.
[[nodiscard]] Solution make_solution(const SolutionInputs& inputs,
                                     const std::function<double(const std::string& token)>& molar_mass);

}  // namespace raffinate::speciation
