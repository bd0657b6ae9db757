#include <array>

#include "results/hdf5_reader.hpp"
#include "results/hdf5_writer.hpp"
#include "results/plant_record.hpp"
#include "results/refuse.hpp"

// The group /model: one column of a table per dataset, rows of variable length flattened with the
// index of their owner beside them.
namespace raffinate::results {

namespace {

using Integers = std::vector<long long>;
using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

const std::array<std::string, 3> phase_names{"aqueous", "solid", "gas"};

void write_components(const PlantRecord& plant, Hdf5Writer& file) {
  const std::string at = "/model/components/";
  Texts names, phases;
  Numbers mass, enthalpy, charge, elements, aggregates;
  for (const auto& c : plant.components) {
    names.push_back(c.name);
    phases.push_back(phase_names[static_cast<std::size_t>(c.phase)]);
    mass.push_back(c.molar_mass);
    enthalpy.push_back(c.enthalpy);
    charge.push_back(c.charge);
    elements.insert(elements.end(), c.elements.begin(), c.elements.end());
    aggregates.insert(aggregates.end(), c.aggregates.begin(), c.aggregates.end());
  }
  file.write_texts(at + "name", names);
  file.write_texts(at + "phase", phases);
  file.write_numbers(at + "molar_mass", mass);
  file.attribute(at + "molar_mass", "units", "kg/mol");
  file.write_numbers(at + "enthalpy", enthalpy);
  file.attribute(at + "enthalpy", "units", "J/mol");
  file.write_numbers(at + "charge", charge);
  file.write_matrix(at + "elements", elements, plant.elements.size());
  file.write_matrix(at + "aggregates", aggregates, reactions::aggregate_count);
  file.write_texts("/model/elements", plant.elements);
  file.write_texts("/model/entries/name", plant.entry_names);
  const auto& component = plant.component_of_entry;
  file.write_integers("/model/entries/component", Integers(component.begin(), component.end()));
}

void write_channels(const PlantRecord& plant, Hdf5Writer& file, const std::string& at,
                    std::vector<PlantRecord::Channel> PlantRecord::Unit::*list) {
  Integers unit;
  Texts name, si, help;
  for (std::size_t u = 0; u < plant.units.size(); ++u)
    for (const auto& c : plant.units[u].*list) {
      unit.push_back(static_cast<long long>(u));
      name.push_back(c.name);
      si.push_back(c.unit);
      help.push_back(c.help);
    }
  file.write_integers(at + "unit", unit);
  file.write_texts(at + "name", name);
  file.write_texts(at + "si_unit", si);
  file.write_texts(at + "help", help);
}

void write_units(const PlantRecord& plant, Hdf5Writer& file) {
  Texts name, type, model;
  Integers source, liquid_unit;
  Numbers range;
  for (std::size_t u = 0; u < plant.units.size(); ++u) {
    const auto& unit = plant.units[u];
    name.push_back(unit.name);
    type.push_back(unit.type);
    source.push_back(unit.source ? 1 : 0);
    for (const auto& l : unit.liquids) {
      liquid_unit.push_back(static_cast<long long>(u));
      model.push_back(l.model);
      range.insert(range.end(), {l.ionic_strength, l.t_min, l.t_max});
    }
  }
  file.write_texts("/model/units/name", name);
  file.write_texts("/model/units/type", type);
  file.write_integers("/model/units/source", source);
  file.write_integers("/model/liquids/unit", liquid_unit);
  file.write_texts("/model/liquids/activity_model", model);
  file.write_matrix("/model/liquids/range", range, 3);
  write_channels(plant, file, "/model/channels/", &PlantRecord::Unit::channels);
  write_channels(plant, file, "/model/energies/", &PlantRecord::Unit::energies);
}

void write_streams(const PlantRecord& plant, Hdf5Writer& file) {
  Texts name, destination;
  Integers from, to, stream, entry;
  for (std::size_t s = 0; s < plant.streams.size(); ++s) {
    const auto& st = plant.streams[s];
    name.push_back(st.name);
    destination.push_back(destination_name(st.destination));
    from.push_back(st.from);
    to.push_back(st.to);
    for (int e : st.entries) {
      stream.push_back(static_cast<long long>(s));
      entry.push_back(e);
    }
  }
  file.write_texts("/model/streams/name", name);
  file.write_texts("/model/streams/destination", destination);
  file.write_integers("/model/streams/from", from);
  file.write_integers("/model/streams/to", to);
  file.write_integers("/model/ledger/stream", stream);
  file.write_integers("/model/ledger/entry", entry);
}

void write_states(const PlantRecord& plant, Hdf5Writer& file) {
  Texts name;
  Integers unit, entry;
  Numbers nominal;
  for (const auto& s : plant.states) {
    name.push_back(s.name);
    unit.push_back(s.unit);
    entry.push_back(s.entry);
    nominal.push_back(s.nominal);
  }
  file.write_texts("/model/states/name", name);
  file.write_integers("/model/states/unit", unit);
  file.write_integers("/model/states/entry", entry);
  file.write_numbers("/model/states/nominal", nominal);
}

void write_reagents(const PlantRecord& plant, Hdf5Writer& file) {
  Texts name;
  Integers reagent, component;
  Numbers coefficient;
  for (std::size_t r = 0; r < plant.reagents.size(); ++r) {
    name.push_back(plant.reagents[r].name);
    for (const auto& [c, n] : plant.reagents[r].components) {
      reagent.push_back(static_cast<long long>(r));
      component.push_back(c);
      coefficient.push_back(n);
    }
  }
  file.write_texts("/model/reagents/name", name);
  file.write_integers("/model/reagents/term_reagent", reagent);
  file.write_integers("/model/reagents/term_component", component);
  file.write_numbers("/model/reagents/term_coefficient", coefficient);
}

void read_components(const Hdf5Reader& file, PlantRecord& plant) {
  const std::string at = "/model/components/";
  plant.elements = file.texts("/model/elements");
  plant.entry_names = file.texts("/model/entries/name");
  plant.component_of_entry = file.integers("/model/entries/component");
  const auto names = file.texts(at + "name"), phases = file.texts(at + "phase");
  const auto mass = file.numbers(at + "molar_mass"), enthalpy = file.numbers(at + "enthalpy");
  const auto charge = file.numbers(at + "charge");
  for (std::size_t i = 0; i < names.size(); ++i) {
    PlantRecord::Component c{names[i], thermo::Phase::aqueous, mass.at(i), enthalpy.at(i), charge.at(i), {}, {}};
    if (phases.at(i) == phase_names[1]) c.phase = thermo::Phase::solid;
    if (phases.at(i) == phase_names[2]) c.phase = thermo::Phase::gas;
    c.elements = file.row(at + "elements", i);
    c.aggregates = file.row(at + "aggregates", i);
    plant.components.push_back(std::move(c));
  }
}

void read_channels(const Hdf5Reader& file, PlantRecord& plant, const std::string& at,
                   std::vector<PlantRecord::Channel> PlantRecord::Unit::*list) {
  const auto unit = file.integers(at + "unit");
  const auto name = file.texts(at + "name"), si = file.texts(at + "si_unit"), help = file.texts(at + "help");
  for (std::size_t i = 0; i < unit.size(); ++i)
    (plant.units.at(static_cast<std::size_t>(unit[i])).*list).push_back({name.at(i), si.at(i), help.at(i)});
}

void read_units(const Hdf5Reader& file, PlantRecord& plant) {
  const auto name = file.texts("/model/units/name"), type = file.texts("/model/units/type");
  const auto source = file.integers("/model/units/source");
  for (std::size_t u = 0; u < name.size(); ++u) {
    PlantRecord::Unit unit;
    unit.name = name[u];
    unit.type = type.at(u);
    unit.source = source.at(u) != 0;
    plant.units.push_back(std::move(unit));
  }
  const auto liquid_unit = file.integers("/model/liquids/unit");
  const auto model = file.texts("/model/liquids/activity_model");
  for (std::size_t i = 0; i < liquid_unit.size(); ++i) {
    const auto range = file.row("/model/liquids/range", i);
    auto& unit = plant.units.at(static_cast<std::size_t>(liquid_unit[i]));
    unit.liquids.push_back({model.at(i), range.at(0), range.at(1), range.at(2)});
  }
  read_channels(file, plant, "/model/channels/", &PlantRecord::Unit::channels);
  read_channels(file, plant, "/model/energies/", &PlantRecord::Unit::energies);
}

void read_streams(const Hdf5Reader& file, PlantRecord& plant) {
  const auto name = file.texts("/model/streams/name"), destination = file.texts("/model/streams/destination");
  const auto from = file.integers("/model/streams/from"), to = file.integers("/model/streams/to");
  for (std::size_t s = 0; s < name.size(); ++s) {
    PlantRecord::Stream stream;
    stream.name = name[s];
    stream.from = from.at(s);
    stream.to = to.at(s);
    for (int d = 0; d <= static_cast<int>(model::Destination::bleed); ++d)
      if (destination.at(s) == destination_name(static_cast<model::Destination>(d)))
        stream.destination = static_cast<model::Destination>(d);
    plant.streams.push_back(std::move(stream));
  }
  plant.find_streams_of_units();
  const auto owner = file.integers("/model/ledger/stream"), entry = file.integers("/model/ledger/entry");
  for (std::size_t k = 0; k < owner.size(); ++k)
    plant.streams.at(static_cast<std::size_t>(owner[k])).entries.push_back(entry.at(k));
}

void read_states(const Hdf5Reader& file, PlantRecord& plant) {
  const auto name = file.texts("/model/states/name");
  const auto unit = file.integers("/model/states/unit"), entry = file.integers("/model/states/entry");
  const auto nominal = file.numbers("/model/states/nominal");
  for (std::size_t i = 0; i < name.size(); ++i) {
    plant.states.push_back({name[i], unit.at(i), entry.at(i), nominal.at(i)});
    ++plant.units.at(static_cast<std::size_t>(unit[i])).states;
  }
}

void read_reagents(const Hdf5Reader& file, PlantRecord& plant) {
  for (const auto& name : file.texts("/model/reagents/name")) plant.reagents.push_back({name, {}});
  const auto reagent = file.integers("/model/reagents/term_reagent");
  const auto component = file.integers("/model/reagents/term_component");
  const auto coefficient = file.numbers("/model/reagents/term_coefficient");
  for (std::size_t i = 0; i < reagent.size(); ++i)
    plant.reagents.at(static_cast<std::size_t>(reagent[i])).components.emplace_back(component.at(i), coefficient.at(i));
}

// Units own consecutive states, channels and energy terms; streams own consecutive unknowns.
void number(PlantRecord& plant) {
  int state = 0, channel = 0, energy = 0;
  for (auto& unit : plant.units) {
    unit.first_state = std::exchange(state, state + unit.states);
    unit.first_channel = std::exchange(channel, channel + static_cast<int>(unit.channels.size()));
    unit.first_energy = std::exchange(energy, energy + static_cast<int>(unit.energies.size()));
  }
  int unknown = plant.state_count();
  for (auto& stream : plant.streams)
    stream.first_unknown = std::exchange(unknown, unknown + static_cast<int>(stream.entries.size()));
  plant.first_energy_unknown = unknown;
  plant.unknown_count = unknown + energy;
  plant.channel_count = channel;
}

}  // namespace

void write(const PlantRecord& plant, Hdf5Writer& file) {
  write_components(plant, file);
  write_units(plant, file);
  write_streams(plant, file);
  write_states(plant, file);
  write_reagents(plant, file);
  file.attribute("/model", "nonzeros", static_cast<double>(plant.nonzeros));
}

PlantRecord read_plant(const Hdf5Reader& file) {
  PlantRecord plant;
  try {
    read_components(file, plant);
    read_units(file, plant);
    read_streams(file, plant);
    read_states(file, plant);
    read_reagents(file, plant);
  } catch (const std::out_of_range&) {
    refuse(file.path(), "the tables in /model do not match each other", "the file is damaged");
  }
  number(plant);
  plant.nonzeros = static_cast<int>(file.number_attribute("/model", "nonzeros"));
  return plant;
}

}  // namespace raffinate::results
