#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "speciation/assemblage.hpp"
#include "speciation/chemistry.hpp"
#include "speciation/liquid_properties.hpp"
#include "speciation/rebased_equilibrium.hpp"
#include "speciation/result.hpp"
#include "speciation/solution.hpp"

namespace raffinate::speciation {

/// Solves solutions of one kind.
class Speciator {
 public:
  /// `reacting` is the chemistry with the components of minerals that dissolve.
  /// Throws base::InputError naming a component or phase that the chemistry lacks.
  Speciator(Chemistry chemistry, const Kind& kind, Chemistry reacting);
  /// Without minerals that bring components along.
  Speciator(const Chemistry& chemistry, const Kind& kind) : Speciator(chemistry, kind, chemistry) {}

  /// Starts from nothing, so the result depends on the solution only.
  [[nodiscard]] Result solve(const Solution& solution);

  [[nodiscard]] const Chemistry& chemistry() const { return reacting_; }

 private:
  [[nodiscard]] std::vector<double> inputs(const Solution& solution) const;
  [[nodiscard]] double proton_excess(const Solution& solution, const std::vector<double>& masters) const;
  [[nodiscard]] Result solve_liquid(const Solution& solution);
  [[nodiscard]] std::optional<LiquidState> find(const Solution& solution, Result& result);
  [[nodiscard]] std::optional<LiquidState> search(const Solution& solution, Result& result);
  [[nodiscard]] Result solve_per_water(Solution& solution);
  [[nodiscard]] Result solve_per_volume(Solution& solution);
  [[nodiscard]] Result react(const Solution& solution, const Result& before);
  [[nodiscard]] std::vector<double> given_totals(const Solution& solution) const;
  [[nodiscard]] Reactants reactants(const Solution& solution, const Result& before) const;
  [[nodiscard]] std::string refusal(const Solution& solution) const;
  [[nodiscard]] double hydroxide_activity(const Solution& solution) const;

  Chemistry chemistry_, reacting_;
  Kind kind_;
  RebasedEquilibrium equilibrium_;
  std::optional<RebasedEquilibrium> at_pH_;  ///< with the pH given, where that is not how the solution is told
  LiquidState state_;                        ///< of the liquid found last
  std::optional<LiquidProperties> properties_, reacted_properties_;
};

}  // namespace raffinate::speciation
