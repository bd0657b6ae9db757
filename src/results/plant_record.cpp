#include "results/plant_record.hpp"

#include <algorithm>

#include "unitops/material.hpp"

namespace raffinate::results {

namespace {

std::vector<PlantRecord::Channel> copy(const std::vector<unitops::Layout::Channel>& channels) {
  std::vector<PlantRecord::Channel> result;
  for (const auto& c : channels) result.push_back({c.name, c.unit, c.help});
  return result;
}

PlantRecord::Unit describe(const model::Model::Unit& unit) {
  PlantRecord::Unit record;
  record.name = unit.name;
  record.type = unit.type;
  record.source = unit.inlets.empty();
  record.first_state = unit.first_state;
  record.states = static_cast<int>(unit.layout.states.size());
  record.first_channel = unit.first_channel;
  record.channels = copy(unit.layout.channels);
  record.first_energy = unit.first_energy;
  record.energies = copy(unit.layout.energies);
  for (const auto& slot : unit.layout.slots) {
    const auto& activity = *slot->definition().activity;
    const auto range = activity.range();
    record.liquids.push_back({std::string(activity.name()), range.ionic_strength, range.t_min, range.t_max});
  }
  return record;
}

void describe_components(const reactions::ComponentList& list, PlantRecord& plant) {
  plant.elements = list.elements();
  for (int i = 0; i < list.size(); ++i) {
    const auto& species = *list[i].species;
    PlantRecord::Component c;
    c.name = list[i].name;
    c.phase = species.phase;
    c.molar_mass = species.molar_mass;
    c.enthalpy = species.enthalpy;
    c.charge = species.formula.charge;
    for (std::size_t e = 0; e < plant.elements.size(); ++e) c.elements.push_back(list.count(i, static_cast<int>(e)));
    const auto aggregates = list.contributions(i);
    c.aggregates.assign(aggregates.begin(), aggregates.end());
    plant.components.push_back(std::move(c));
  }
  for (int e = 0; e < list.entry_count(); ++e) {
    if (!list.is_aggregate(e)) plant.component_of_entry.push_back(list.component_of(e));
    plant.entry_names.push_back(list.entry_name(e));
  }
}

void describe_reagents(const thermo::Database& database, PlantRecord& plant) {
  for (const auto& name : unitops::reagent_names()) {
    PlantRecord::Reagent reagent{name, {}};
    for (const auto& term : unitops::material_terms(name, database))
      reagent.components.emplace_back(plant.find_component(term.species), term.coefficient);
    const bool known = std::all_of(reagent.components.begin(), reagent.components.end(),
                                   [](const auto& part) { return part.first >= 0; });
    if (known) plant.reagents.push_back(std::move(reagent));
  }
}

}  // namespace

int PlantRecord::find_element(const std::string& name) const {
  const auto found = std::find(elements.begin(), elements.end(), name);
  return found == elements.end() ? -1 : static_cast<int>(found - elements.begin());
}

int PlantRecord::find_component(const std::string& name) const {
  const auto found = std::find_if(components.begin(), components.end(), [&](const auto& c) { return c.name == name; });
  return found == components.end() ? -1 : static_cast<int>(found - components.begin());
}

void PlantRecord::find_streams_of_units() {
  for (auto& unit : units) unit.streams.clear();
  for (int s = 0; s < static_cast<int>(streams.size()); ++s) {
    const Stream& stream = streams[static_cast<std::size_t>(s)];
    units.at(static_cast<std::size_t>(stream.from)).streams.push_back(s);
    if (stream.to >= 0 && stream.to != stream.from) units.at(static_cast<std::size_t>(stream.to)).streams.push_back(s);
  }
}

PlantRecord describe(const model::Model& model) {
  PlantRecord plant;
  describe_components(model.components(), plant);
  describe_reagents(model.components().database(), plant);
  for (std::size_t u = 0; u < model.units().size(); ++u) {
    plant.units.push_back(describe(model.units()[u]));
    for (const auto& state : model.units()[u].layout.states)
      plant.states.push_back({state.name, static_cast<int>(u), state.entry, state.nominal});
  }
  for (const auto& stream : model.streams())
    plant.streams.push_back({stream.name, stream.from_unit, stream.to_unit, stream.destination, stream.entries,
                             stream.first_ledger});
  plant.find_streams_of_units();
  plant.first_energy_unknown = model.energy_ledger(0);
  plant.unknown_count = model.unknown_count();
  plant.channel_count = model.channel_count();
  plant.nonzeros = model.pattern().nonzeros();
  return plant;
}

const std::string& destination_name(model::Destination destination) {
  static const std::string names[] = {"unit", "product", "residue", "effluent", "emission", "bleed"};
  return names[static_cast<std::size_t>(destination)];
}

}  // namespace raffinate::results
