#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aqueous/definition.hpp"
#include "aqueous/equilibrium.hpp"
#include "aqueous/saturation.hpp"

namespace raffinate::aqueous {

/// A solution of one mineral in pure water, with all species its components form.
class MineralSolution final {
 public:
  /// Throws std::invalid_argument when the database has no dissolution reaction of the mineral.
  MineralSolution(const thermo::Database& database, const std::string& mineral, const ActivityChoice& choice);

  /// log10 of the ion activity product of the dissolution at T [K], b moles of mineral (its water of crystallisation
  /// not counted) in 1 kg of water; nothing when the speciation has no solution.
  [[nodiscard]] std::optional<double> log10_activity_product(double b, double T);
  /// Solubility [mol/kg] at T [K]: where the activity product equals the constant of the database for this activity
  /// model. Nothing when it is not between `lowest` and `highest`.
  [[nodiscard]] std::optional<double> solubility(double T, double lowest = 1e-3, double highest = 30);

  /// Mass of one mole without water of crystallisation [kg/mol].
  [[nodiscard]] double anhydrous_mass() const { return anhydrous_mass_; }

 private:
  Equilibrium equilibrium_;
  Equilibrium::Cache cache_;
  SaturationIndex index_;  ///< with log K = 0
  thermo::LogK k_;
  std::vector<double> amounts_;  ///< of the masters per mole of mineral
  double anhydrous_mass_ = 0;
};

}  // namespace raffinate::aqueous
