#pragma once

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "aqueous/definition.hpp"
#include "aqueous/liquid_density.hpp"
#include "thermo/database.hpp"

namespace raffinate::speciation {

/// Density and enthalpy of a liquid. What is missing has no data; `unknown` says for which species.
struct LiquidValues {
  double mass = 1;                               ///< of the solution per kilogram of solvent water [kg/kg]
  std::optional<aqueous::DensityEstimate> density;
  /// Per kilogram of solution, against the elements at 298.15 K with H+ zero, as in the balances of plants [J/kg].
  std::optional<double> enthalpy;
  std::optional<double> heat_capacity;           ///< per kilogram of solution, as plants have it [J/kg/K]
  std::vector<aqueous::Share> unknown;           ///< without data; share of the dissolved mass
};

/// Properties of the solutions of one chemistry from the project's data, whichever database its constants are from.
class LiquidProperties {
 public:
  LiquidProperties(std::shared_ptr<const thermo::Database> project, const aqueous::Definition& definition);

  /// `molality` by species of the definition [mol/kg]; T [K].
  [[nodiscard]] LiquidValues at(std::span<const double> molality, double T) const;

 private:
  /// One mole of a species of the definition: species of the project's data, water, and what forming it takes.
  struct Parts {
    std::vector<std::pair<std::size_t, double>> species;
    double water = 0;
    double heat = 0;        ///< [J/mol]
    int unknown = -1;       ///< index into unknown_
  };

  void add_master(const aqueous::MasterSpecies& master);
  void add_secondary(const aqueous::SecondarySpecies& secondary);
  [[nodiscard]] std::size_t index_of(const thermo::Species* species);
  [[nodiscard]] const thermo::Species* known(const std::string& name) const;

  std::shared_ptr<const thermo::Database> project_;
  std::vector<double> molar_masses_;
  std::vector<Parts> parts_;
  std::vector<const thermo::Species*> species_;
  std::vector<std::string> unknown_;
  std::optional<aqueous::LiquidDensity> density_;
};

}  // namespace raffinate::speciation
