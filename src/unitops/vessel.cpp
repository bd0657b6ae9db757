#include "unitops/vessel.hpp"

#include <algorithm>

namespace raffinate::unitops {

namespace {

/// Amount per kilogram of filling below which an entry does not matter [mol/kg].
constexpr double relevant_molality = 1e-3;
/// Share of that amount from which on the profile inside size classes is of no interest.
constexpr double trace = 1e-2;

double nominal_of(Aggregate a, double mass) {
  switch (a) {
    case Aggregate::liquid_mass:
    case Aggregate::solid_mass: return 1e-2 * mass;
    case Aggregate::liquid_volume:
    case Aggregate::solid_volume: return 1e-5 * mass;
    case Aggregate::liquid_heat_capacity:
    case Aggregate::solid_heat_capacity: return 40.0 * mass;
    case Aggregate::speciation_heat:
    case Aggregate::sensible_heat: return 4e3 * mass;
  }
  return mass;
}

}  // namespace

Vessel::Vessel(const ComponentList& components, std::string name)
    : components_(&components),
      name_(std::move(name)),
      held_(static_cast<std::size_t>(components.component_entry_count()), 0),
      state_(static_cast<std::size_t>(components.entry_count()), -1) {}

void Vessel::admit(const EntrySet& flow) {
  for (std::size_t i = 0; i < held_.size(); ++i) held_[i] = static_cast<char>(held_[i] | flow[i]);
}

void Vessel::admit(int component) {
  const auto& c = (*components_)[component];
  std::fill_n(held_.begin() + c.first_entry, c.classes, 1);
}

bool Vessel::holds(int component) const {
  const auto& c = (*components_)[component];
  const auto first = held_.begin() + c.first_entry;
  return std::any_of(first, first + c.classes, [](char flag) { return flag != 0; });
}

bool Vessel::holds_phase(thermo::Phase phase) const {
  for (int i = 0; i < components_->size(); ++i)
    if ((*components_)[i].species->phase == phase && holds(i)) return true;
  return false;
}

EntrySet Vessel::held(thermo::Phase phase) const {
  EntrySet set = held_;
  for (std::size_t i = 0; i < set.size(); ++i)
    if (phase_of(static_cast<int>(i)) != phase) set[i] = 0;
  return set;
}

void Vessel::declare(Layout& layout, double mass, SpeciationHeat heat) {
  relevant_ = relevant_molality * mass;
  const std::string prefix = name_.empty() ? "" : name_ + ".";
  const auto add = [&](int entry, double nominal, bool solid) {
    const int index = layout.state(prefix + components_->entry_name(entry), nominal, entry);
    if (entries_.empty()) first_ = index;
    entries_.push_back(entry);
    solid_.push_back(static_cast<char>(solid));
    state_[entry] = index;
  };
  for (int e = 0; e < components_->component_entry_count(); ++e) {
    if (held_[e] != 0 && phase_of(e) != thermo::Phase::gas)
      add(e, relevant_molality * mass, phase_of(e) == thermo::Phase::solid);
  }
  const auto add_aggregate = [&](Aggregate a, bool solid) {
    add(components_->entry(a), nominal_of(a, mass), solid);
  };
  if (holds_liquid()) {
    add_aggregate(Aggregate::liquid_mass, false);
    add_aggregate(Aggregate::liquid_volume, false);
    add_aggregate(Aggregate::liquid_heat_capacity, false);
  }
  if (holds_solids()) {
    add_aggregate(Aggregate::solid_mass, true);
    add_aggregate(Aggregate::solid_volume, true);
    add_aggregate(Aggregate::solid_heat_capacity, true);
  }
  if (holds_liquid() && heat == SpeciationHeat::carried) add_aggregate(Aggregate::speciation_heat, false);
  add_aggregate(Aggregate::sensible_heat, false);  // after the rest: `draw` treats it apart
  slurry_ = static_cast<int>(entries_.size());
  for (int e = 0; e < components_->component_entry_count(); ++e)
    if (held_[e] != 0 && phase_of(e) == thermo::Phase::gas) add(e, relevant_molality * mass, false);
}

thermo::Phase Vessel::phase_of(int entry) const {
  return (*components_)[components_->component_of(entry)].species->phase;
}

int Vessel::state_of(const std::string& component) const {
  const int index = components_->find(component);
  return index < 0 ? -1 : state_[(*components_)[index].first_entry];
}

reactions::Binding Vessel::binding(const aqueous::Equilibrium* liquid, std::string where) const {
  return {components_, [this](int entry) { return state_[entry]; }, liquid, std::move(where), trace * relevant_};
}

void Vessel::fill(std::span<const double> amounts, double* x) const {
  for (int entry : entries_) x[state_[entry]] = amounts[static_cast<std::size_t>(entry)];
}

}  // namespace raffinate::unitops
