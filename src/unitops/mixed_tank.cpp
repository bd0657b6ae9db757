#include "unitops/mixed_tank.hpp"

#include <algorithm>

#include "thermo/elements.hpp"

namespace raffinate::unitops {

MixedTank::MixedTank(const Inputs& inputs, const BuildContext& context, std::string where)
    : gas_release_(inputs.gas_release.value()),
      context_(&context),
      where_(std::move(where)),
      vessel_(context.components(), ""),
      network_(context.network(inputs.reactions)),
      heating_(inputs.heating, context),
      filling_(inputs.filling, context, where_),
      elements_(inputs.concentrations),
      orp_couple_(inputs.orp_couple) {}

void MixedTank::admit(const EntrySet& inlet) {
  vessel_.admit(filling_.present());
  vessel_.admit(inlet);
  network_.reach(vessel_.held());
}

EntrySet MixedTank::slurry() const {
  EntrySet set = vessel_.held();
  const EntrySet vented = gas();
  for (std::size_t e = 0; e < set.size(); ++e)
    if (vented[e] != 0) set[e] = 0;
  return set;
}

void MixedTank::declare(Layout& layout, double mass, bool recipe, Speciation speciation) {
  constexpr double density_of_water = 1000.0;  // [kg/m3], for the size of things only
  usual_volume_ = mass / density_of_water;
  vessel_.declare(layout, mass, heat_of(speciation));
  liquor_.declare(layout, vessel_, *context_, speciation);
  heating_.declare(layout, recipe);
  reactions::Binding binding = vessel_.binding(&liquor_.equilibrium(), where_);
  binding.couples = liquor_.redox_couples();
  network_.bind(binding, context_->problems());
  passes_ = layout.pass(network_.pass_count());
}

void MixedTank::declare_free_alkali(Layout& layout) {
  molar_mass_NaOH_ = thermo::atomic_mass("Na") + thermo::atomic_mass("O") + thermo::atomic_mass("H");
  hydroxide_ = liquor_.find("OH-");
  free_alkali_ = layout.channel("free_alkali", "mol/kg", "molality of OH-");
  layout.reported("free_NaOH", "kg/m3", "free alkali, OH- counted as NaOH, per volume of liquor");
}

void MixedTank::declare_analysers(Layout& layout, RedoxElectrode::Written potential) {
  electrode_.declare(layout, liquor_, orp_couple_, context_->problems(), potential);
  const ComponentList& components = vessel_.components();
  concentrations_.clear();
  for (const auto& element : elements_) {
    const auto known = components.elements();
    const auto place = std::find(known.begin(), known.end(), element.text);
    if (place == known.end()) {
      context_->problems().add({element.where, element.path, "no element \"" + element.text + "\" in this plant",
                                "name an element of what is fed, for example " + known.front()});
      continue;
    }
    Concentration c{layout.channel("concentration." + element.text, "kg/m3", element.text + " dissolved, per volume of liquor"), {}};
    for (int i = 0; i < components.size(); ++i) {
      const double count = components.count(i, static_cast<int>(place - known.begin()));
      const int state = vessel_.state(components[i].first_entry);
      if (components[i].species->phase == thermo::Phase::aqueous && state >= 0 && count != 0.0)
        c.shares.emplace_back(state, count * thermo::atomic_mass(element.text));
    }
    concentrations_.push_back(std::move(c));
  }
}

}  // namespace raffinate::unitops
