#include "reactions/component_list.hpp"

#include <algorithm>
#include <stdexcept>

namespace raffinate::reactions {

ComponentList::ComponentList(std::shared_ptr<const thermo::Database> database,
                             const std::vector<std::string>& names,
                             std::map<std::string, SizeGrid> sized)
      : database_(std::move(database)), grids_(std::move(sized)) {
  for (const std::string& name : names) {
    Component c;
    c.name = name;
    c.species = database_->find(name);
    if (c.species == nullptr) throw std::invalid_argument("no species named " + name);
    c.first_entry = component_entries_;
    if (const auto grid = grids_.find(name); grid != grids_.end()) {
      c.grid = &grid->second;
      c.classes = c.grid->size();
    }
    component_entries_ += c.classes;
    component_of_entry_.insert(component_of_entry_.end(), static_cast<std::size_t>(c.classes), size());
    components_.push_back(std::move(c));
  }
  for (const Component& c : components_)
    for (const auto& [element, count] : c.species->formula.elements)
      if (std::find(elements_.begin(), elements_.end(), element) == elements_.end())
        elements_.push_back(element);
  for (const Component& c : components_)
    for (const std::string& element : elements_)
      element_counts_.push_back(c.species->formula.count(element));
}

int ComponentList::find(std::string_view name) const {
  for (int i = 0; i < size(); ++i)
    if (components_[i].name == name) return i;
  return -1;
}

std::string ComponentList::entry_name(int entry) const {
  static constexpr std::array<const char*, aggregate_count> names{
      "liquid_mass",          "solid_mass",          "liquid_volume",   "solid_volume",
      "liquid_heat_capacity", "solid_heat_capacity", "speciation_heat", "sensible_heat"};
  if (is_aggregate(entry)) return names[static_cast<std::size_t>(entry - component_entries_)];
  const Component& c = components_[component_of_entry_[entry]];
  if (c.classes == 1) return c.name;
  return c.name + "[" + std::to_string(entry - c.first_entry) + "]";
}

std::array<double, aggregate_count> ComponentList::contributions(int component) const {
  const thermo::Species& s = *components_[component].species;
  if (s.phase == thermo::Phase::aqueous)
    return {s.molar_mass, 0.0, s.volume, 0.0, s.heat_capacity, 0.0, 0.0, 0.0};
  if (s.phase == thermo::Phase::solid)
    return {0.0, s.molar_mass, 0.0, s.volume, 0.0, s.heat_capacity, 0.0, 0.0};
  return {};
}

double ComponentList::count(int component, int element) const {
  return element_counts_[static_cast<std::size_t>(component) * elements_.size() +
                         static_cast<std::size_t>(element)];
}

}  // namespace raffinate::reactions
