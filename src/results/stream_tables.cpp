#include "results/stream_tables.hpp"

#include "results/extremes.hpp"

namespace raffinate::results {

using reactions::Aggregate;

namespace {
const std::vector<std::string> over_time{"/time"};
}

void PendingTable::write(Hdf5Writer& file) {
  file.append(table_, rows_);
  rows_.clear();
}

StreamTables::StreamTables(Hdf5Writer& file, const PlantRecord& plant, int stream, std::size_t rows) {
  const auto& s = plant.streams[static_cast<std::size_t>(stream)];
  const auto& from = plant.units[static_cast<std::size_t>(s.from)];
  const std::string at = "/streams/" + s.name;
  file.group(at);
  file.attribute(at, "from", from.name);
  file.attribute(at, "to", s.to < 0 ? "" : plant.units[static_cast<std::size_t>(s.to)].name);
  file.attribute(at, "destination", destination_name(s.destination));
  const auto table = [&](const char* name, const char* unit, const char* help) {
    tables_.emplace_back(file, Hdf5Writer::Table{at + "/" + name, unit, help, 0, over_time}, rows);
  };
  table("mass_flow", "kg/s", "mass flow of liquid, solids and gas");
  table("liquid_mass_flow", "kg/s", "mass flow of liquid");
  table("solid_mass_flow", "kg/s", "mass flow of solids");
  table("volume_flow", "m3/s", "volume flow of liquid and solids");
  tables_.emplace_back(file, Hdf5Writer::Table{at + "/component_flow", "mol/s", "flow of every component, sizes summed",
                                               plant.components.size(), {"/time", "/component"}}, rows);
  tables_.emplace_back(file, Hdf5Writer::Table{at + "/element_flow", "mol/s", "flow of every element",
                                               plant.elements.size(), {"/time", "/element"}}, rows);
  int found = 0;
  for (std::size_t c = 0; c < from.channels.size(); ++c)
    if (carries(from.channels[c].name, "temperature")) {
      temperature_ = from.first_channel + static_cast<int>(c);
      ++found;
    }
  // A stream is as hot as the unit it leaves if that has one temperature.
  if (found == 1) table("temperature", "K", "temperature of the unit it leaves");
  else temperature_ = -1;
}

void StreamTables::add(const PlantRecord& plant, std::span<const double> flows, std::span<const double> channels) {
  std::vector<double> components(plant.components.size(), 0.0), elements(plant.elements.size(), 0.0);
  for (std::size_t e = 0; e < plant.component_of_entry.size(); ++e)
    components[static_cast<std::size_t>(plant.component_of_entry[e])] += flows[e];
  double gas = 0;
  for (std::size_t c = 0; c < components.size(); ++c) {
    if (components[c] == 0.0) continue;
    const auto& component = plant.components[c];
    for (std::size_t k = 0; k < elements.size(); ++k) elements[k] += components[c] * component.elements[k];
    if (component.phase == thermo::Phase::gas) gas += components[c] * component.molar_mass;
  }
  const auto aggregate = [&](Aggregate a) { return flows[static_cast<std::size_t>(plant.entry(a))]; };
  const double liquid = aggregate(Aggregate::liquid_mass), solid = aggregate(Aggregate::solid_mass);
  tables_[0].add(liquid + solid + gas);
  tables_[1].add(liquid);
  tables_[2].add(solid);
  tables_[3].add(aggregate(Aggregate::liquid_volume) + aggregate(Aggregate::solid_volume));
  tables_[4].add(components);
  tables_[5].add(elements);
  if (temperature_ >= 0) tables_[6].add(channels[static_cast<std::size_t>(temperature_)]);
}

void StreamTables::write(Hdf5Writer& file) {
  for (auto& table : tables_) table.write(file);
}

UnitTables::UnitTables(Hdf5Writer& file, const PlantRecord& plant, int unit, std::size_t rows) {
  const auto& u = plant.units[static_cast<std::size_t>(unit)];
  first_channel_ = u.first_channel;
  first_energy_ = u.first_energy;
  const std::string at = "/units/" + u.name;
  file.group(at);
  file.attribute(at, "type", u.type);
  for (const auto& c : u.channels)
    channels_.emplace_back(file, Hdf5Writer::Table{at + "/" + c.name, c.unit, c.help, 0, over_time}, rows);
  for (const auto& e : u.energies)
    energies_.emplace_back(file, Hdf5Writer::Table{at + "/energy/" + e.name, e.unit, e.help, 0, over_time}, rows);
}

void UnitTables::add(std::span<const double> channels, std::span<const double> energies) {
  for (std::size_t c = 0; c < channels_.size(); ++c)
    channels_[c].add(channels[static_cast<std::size_t>(first_channel_) + c]);
  for (std::size_t e = 0; e < energies_.size(); ++e)
    energies_[e].add(energies[static_cast<std::size_t>(first_energy_) + e]);
}

void UnitTables::write(Hdf5Writer& file) {
  for (auto& table : channels_) table.write(file);
  for (auto& table : energies_) table.write(file);
}

}  // namespace raffinate::results
