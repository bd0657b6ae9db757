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

  struct Gases {
    std::optional<double> pressure, volume;  ///< [Pa], [m3]
    std::vector<config::Amount> gases;
  };

  double temperature = 298.15;  ///< [K]
  std::optional<double> pH, pe, Eh, alkalinity;
  std::string balance;
  double water = 1;  ///< [kg]
  std::vector<config::Amount> totals;
  std::vector<Equilibrium> equilibrium;
  std::vector<config::Amount> minerals;
  std::optional<Gases> gas_phase;
  ThermoChoice thermo;

  [[nodiscard]] static config::Schema<SolutionInputs> schema();
};

/// Amounts of totals may be given per kilogram of water, for all the water, or per volume of solution.
enum class AmountUnit : std::size_t { moles_per_water, moles, mass, moles_per_volume, mass_per_volume };

/// Molar mass of a component or mineral by its name [kg/mol].
using MolarMass = std::function<double(const std::string& name)>;

/// Gases by their names in the data, amounts as they are written. Throws base::InputError naming unknown ones.
using GasesOf = std::function<std::vector<GasAmount>(const std::vector<config::Amount>& amounts)>;

/// The solution with all amounts in mol/kg water, or in mol/m3 where given per volume.
[[nodiscard]] Solution make_solution(const SolutionInputs& inputs, const MolarMass& of_component,
                                     const MolarMass& of_mineral, const GasesOf& gases);

}  // namespace raffinate::speciation
