#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "speciation/chemistry.hpp"
#include "speciation/rebased_equilibrium.hpp"

namespace raffinate::speciation {

/// A phase that reacts with a solution until both are at equilibrium, or until it is used up.
struct ReactingPhase {
  const PhaseEntry* phase = nullptr;
  double initial = 0;      ///< [mol/kg solvent water at first]; of an unlimited phase without meaning
  bool unlimited = false;  ///< a gas or mineral that holds its saturation whatever it takes
  double saturation_index = 0;  ///< at equilibrium, of an unlimited phase
};

/// A solution before phases react, per kilogram of its solvent water.
struct Reactants {
  double temperature = 0;       ///< [K]
  std::vector<double> masters;  ///< total amounts, H+ as excess [mol/kg]
  double water = 0;             ///< H2O, free and bound in species [mol/kg]
  double charge = 0;            ///< that stays open [eq/kg]
  double ln_electron = 0;       ///< ln a(e-), which stays
};

/// What came of it.
struct Assembled {
  bool converged = false;
  std::string refusal;
  LiquidState state;
  std::vector<double> amounts;  ///< of the phases; of unlimited ones the change [mol/kg solvent water at first]
  int iterations = 0;
};

/// Equilibrium of a solution with phases that may precipitate, dissolve and be used up.
///
/// A phase that is there is saturated, one that is not there is not supersaturated. Which ones are there is found by
/// exchange: beginning with those of which there is some, solve with those believed to be there, remove the one whose
/// amount is most negative, else add the one most supersaturated, until nothing is violated. A phase that the others determine already (two polymorphs) takes the place
/// of the one it uses up first. Each exchange lowers the Gibbs energy of an ideal solution; should a set come back, the
/// first violation in the order of the phases is taken from then on, and after a number of exchanges it is refused.
class Assemblage {
 public:
  Assemblage(const Chemistry& chemistry, std::vector<ReactingPhase> phases);

  [[nodiscard]] Assembled react(const Reactants& reactants);

 private:
  /// Which phases are there, and the chemistry over the basis in which they are members.
  struct Set {
    aqueous::PhaseBasis basis;
    std::vector<int> member;  ///< by phase, -1 if it is not there
  };
  struct Violation {
    int phase = -1;
    double size = 0;
  };

  [[nodiscard]] std::optional<Set> make_set(const std::vector<double>& totals);
  [[nodiscard]] int member_for(const aqueous::Expression& phase, const aqueous::PhaseBasis& basis,
                               const std::vector<double>& totals) const;
  [[nodiscard]] aqueous::Conditions conditions(const Set& set) const;
  [[nodiscard]] bool solve(const Set& set, const Reactants& reactants, Assembled& result);
  [[nodiscard]] Violation most_negative(const std::vector<double>& amounts, const std::vector<double>& totals,
                                        const Set& set) const;
  [[nodiscard]] Violation most_supersaturated(const LiquidState& state) const;
  [[nodiscard]] bool admit(int phase, const Set& set, const std::vector<double>& amounts);
  [[nodiscard]] std::vector<double> with_phases(const Reactants& reactants, double& water) const;
  [[nodiscard]] bool open(int member) const;
  [[nodiscard]] std::string names_there() const;

  const Chemistry& chemistry_;
  std::vector<ReactingPhase> phases_;
  std::vector<bool> there_;
  std::set<std::vector<bool>> seen_;
  std::string refusal_;
  bool in_order_ = false;
};

}  // namespace raffinate::speciation
