#include "unitops/evaporation.hpp"

namespace raffinate::unitops {

Evaporation::Evaporation(const BuildContext& context, const std::string& where)
    : components_(&context.components()), water_(components_->find("H2O")), vapour_(components_->find("H2O(g)")) {
  if (water_ < 0 || vapour_ < 0) {
    context.problems().add({base::Location(), where, "the plant has no H2O or no H2O(g), so nothing can evaporate", "add them to its components"});
    return;
  }
  const auto& water = *(*components_)[water_].species;
  molar_mass_ = water.molar_mass;
  heat_ = (*components_)[vapour_].species->enthalpy - water.enthalpy;
}

void Evaporation::bind(const Vessel& vessel) {
  water_state_ = vessel.state((*components_)[water_].first_entry);
  vapour_state_ = vessel.state((*components_)[vapour_].first_entry);
  sensible_state_ = vessel.state(Aggregate::sensible_heat);
  const auto contributions = components_->contributions(water_);
  aggregates_.clear();
  for (const Aggregate a : {Aggregate::liquid_mass, Aggregate::liquid_volume, Aggregate::liquid_heat_capacity})
    aggregates_.emplace_back(vessel.state(a), contributions[static_cast<std::size_t>(a)]);
}

}  // namespace raffinate::unitops
