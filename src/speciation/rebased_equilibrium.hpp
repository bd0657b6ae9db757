#pragma once

#include <span>

#include "aqueous/equilibrium.hpp"
#include "aqueous/phase_basis.hpp"
#include "speciation/liquid_state.hpp"

namespace raffinate::speciation {

/// An equilibrium solved over a basis with phases, told in the species of the original chemistry.
class RebasedEquilibrium {
 public:
  /// `species_count` is that of the original chemistry.
  RebasedEquilibrium(const aqueous::PhaseBasis& basis, int species_count, aqueous::Conditions conditions);

  /// Starts from nothing. Inputs as of aqueous::Equilibrium, by member of the basis.
  aqueous::Status solve(std::span<const double> inputs);

  /// The same from the last solution.
  aqueous::Status advance(std::span<const double> inputs) { return equilibrium_.solve(inputs, cache_); }

  /// The last solution.
  [[nodiscard]] LiquidState state() const;
  /// Amount of a member in the dissolved species [mol/kg solvent water].
  [[nodiscard]] double dissolved(int member) const;

  [[nodiscard]] const aqueous::Equilibrium& equilibrium() const { return equilibrium_; }
  [[nodiscard]] const aqueous::Status& status() const { return cache_.status; }

 private:
  aqueous::Equilibrium equilibrium_;
  aqueous::Equilibrium::Cache cache_;
  std::vector<int> species_;  ///< of the original chemistry, here
};

}  // namespace raffinate::speciation
