#include "model/model.hpp"

#include <algorithm>

namespace raffinate::model {

namespace {

template <class List>
int find_by_name(const List& list, const std::string& name) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].name == name) return static_cast<int>(i);
  return -1;
}

}  // namespace

int Model::find_unit(const std::string& name) const { return find_by_name(units_, name); }
int Model::find_stream(const std::string& name) const { return find_by_name(streams_, name); }

int Model::unit_of_channel(int channel) const {
  const auto ends_before = [channel](const Unit& unit) {
    return unit.first_channel + static_cast<int>(unit.layout.channels.size()) <= channel;
  };
  return static_cast<int>(std::find_if_not(units_.begin(), units_.end(), ends_before) - units_.begin());
}

std::string Model::unknown_name(int index) const {
  for (const Unit& unit : units_) {
    const int local = index - unit.first_state;
    if (local >= 0 && local < static_cast<int>(unit.layout.states.size()))
      return unit.name + "." + unit.layout.states[static_cast<std::size_t>(local)].name;
    const int energy = index - energy_ledger(unit.first_energy);
    if (energy >= 0 && energy < static_cast<int>(unit.layout.energies.size()))
      return unit.name + "." + unit.layout.energies[static_cast<std::size_t>(energy)].name + " (integral)";
  }
  for (const Stream& stream : streams_) {
    const int local = index - stream.first_ledger;
    if (local >= 0 && local < static_cast<int>(stream.entries.size()))
      return stream.name + "." + components().entry_name(stream.entries[static_cast<std::size_t>(local)]) +
             " (integral)";
  }
  return "unknown " + std::to_string(index);
}

std::vector<double> Model::initial() const {
  std::vector<double> x(static_cast<std::size_t>(unknown_count_), 0.0);
  for (std::size_t u = 0; u < units_.size(); ++u)
    plant_.units[u].block->initial(x.data() + units_[u].first_state);
  return x;
}

}  // namespace raffinate::model
