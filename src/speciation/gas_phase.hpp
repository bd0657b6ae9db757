#pragma once

#include <optional>
#include <vector>

#include "speciation/assemblage.hpp"
#include "speciation/result.hpp"
#include "speciation/solution.hpp"

namespace raffinate::speciation {

/// A solution, what reacts with it, and the gas over it.
struct UnderGas {
  Assembled liquid;  ///< with the phases; without the gas
  GasPhaseResult gas;
};

/// Equilibrium of a solution with minerals and a finite gas phase, of given volume or of given pressure.
///
/// Over a gas of given volume per free water, gases are species of the chemistry (`with_headspace`). What is sought is
/// the volume: that which is given, since water may evaporate or form, or that at which the pressures add up to the
/// given one. Both the volume and the pressure are monotonous in it.
class GasContact {
 public:
  /// Throws base::InputError for gases whose pressure follows from the pe or is held by the solution already.
  GasContact(const Chemistry& chemistry, std::vector<ReactingPhase> phases, const GasPhase& gas);

  [[nodiscard]] UnderGas react(const Reactants& reactants);

 private:
  struct Point {
    double ln_volume = 0;  ///< per kilogram of free water [m3/kg]
    double excess = 0;     ///< rises with the volume, zero where the condition holds
    UnderGas found;
  };

  [[nodiscard]] Reactants with_gases(Reactants reactants) const;
  [[nodiscard]] Point at(double ln_volume) const;
  [[nodiscard]] std::optional<UnderGas> without_bubble() const;
  [[nodiscard]] double first_guess() const;
  [[nodiscard]] UnderGas close(Point low, Point high) const;
  [[nodiscard]] UnderGas refuse(std::string why) const;
  [[nodiscard]] bool inert() const;

  const Chemistry& chemistry_;
  std::vector<ReactingPhase> phases_;
  GasPhase gas_;
  std::vector<const PhaseEntry*> entries_;  ///< by gas; null: it does not dissolve
  std::vector<const PhaseEntry*> soluble_;
  Reactants reactants_;  ///< with all of the gases dissolved
};

}  // namespace raffinate::speciation
