#include "speciation/rebased_equilibrium.hpp"

#include <utility>

namespace raffinate::speciation {

using aqueous::Equilibrium;

RebasedEquilibrium::RebasedEquilibrium(const aqueous::PhaseBasis& basis, int species_count,
                                       aqueous::Conditions conditions)
    : equilibrium_(basis.definition(), std::move(conditions)), cache_(equilibrium_.make_cache()) {
  for (int i = 0; i < species_count; ++i) species_.push_back(basis.species(i));
}

aqueous::Status RebasedEquilibrium::solve(std::span<const double> inputs) {
  cache_.reset();
  return equilibrium_.solve(inputs, cache_);
}

LiquidState RebasedEquilibrium::state() const {
  const auto outputs = equilibrium_.outputs(cache_);
  const auto at = [&](int output) { return outputs[static_cast<std::size_t>(output)]; };
  LiquidState state;
  state.temperature = at(Equilibrium::temperature_output());
  state.ionic_strength = at(Equilibrium::ionic_strength_output());
  state.ln_water = at(Equilibrium::ln_water_output());
  state.water = at(equilibrium_.free_water_output()) * cache_.water_mass;
  for (const int i : species_) {
    state.ln_activity.push_back(at(Equilibrium::ln_activity_output(i)));
    state.molality.push_back(at(equilibrium_.molality_output(i)));
  }
  return state;
}

double RebasedEquilibrium::dissolved(int member) const {
  const auto outputs = equilibrium_.outputs(cache_);
  const auto m = [&](int i) { return outputs[static_cast<std::size_t>(equilibrium_.molality_output(i))]; };
  const auto& definition = equilibrium_.definition();
  double sum = m(member);
  for (std::size_t s = 0; s < definition.secondaries.size(); ++s)
    for (const auto& [master, count] : definition.secondaries[s].balance())
      if (master == member) sum += count * m(equilibrium_.master_count() + static_cast<int>(s));
  return sum;
}

}  // namespace raffinate::speciation
