#include "unitops/liquor.hpp"

namespace raffinate::unitops {

void Liquor::declare(Layout& layout, const Vessel& vessel, const BuildContext& context, Speciation when) {
  vessel_ = &vessel;
  if (when == Speciation::recorded) {
    carried_temperature_ = layout.work(1);
    pass_ = layout.pass(1);
  }
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
  redox_couples_ = context.redox_couples(names);
}

config::Field speciation_field() {
  return {.help = "when the liquor is speciated: always, or only where a row is recorded, its temperature following from the heats that its feeds bring along (right unless mixing them changes their species; a finding if it matters)",
          .fallback = "recorded"};
}

void Liquor::declare_reports(Layout& layout) {
  reports_ = layout.reported("pH", "1", "-log10 a(H+)");
  layout.reported("ionic_strength", "mol/kg", "ionic strength of the liquor");
  if (carried_temperature_ >= 0)
    layout.reported("heat_of_mixing", "K", "by how much the temperature would be higher with the heat of what mixing changes in the liquor's species");
}

}  // namespace raffinate::unitops
