#include "unitops/liquor.hpp"

namespace raffinate::unitops {

void Liquor::declare(Layout& layout, const Vessel& vessel, const BuildContext& context) {
  vessel_ = &vessel;
  const ComponentList& components = vessel.components();
  std::vector<std::string> names;
  masters_.clear();
  for (int i = 0; i < components.size(); ++i) {
    const auto& c = components[i];
    if (c.species->phase != thermo::Phase::aqueous || !vessel.holds(i)) continue;
    const int state = vessel.state(c.first_entry);
    if (c.name == "H2O") {
      water_ = state;
      water_molar_mass_ = c.species->molar_mass;
    } else {
      names.push_back(c.name);
      masters_.push_back(state);
    }
  }
  equilibrium_ = context.equilibrium(names, aqueous::Energy::with_enthalpy);
  hydrogen_ = equilibrium_->species_index("H+");
  slot_ = layout.slot(equilibrium_);
}

}  // namespace raffinate::unitops
