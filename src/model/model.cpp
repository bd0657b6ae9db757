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

/// The item of a list in ascending order of a first index to which an index belongs.
template <class List, class Item>
std::size_t owner(const List& list, int Item::*first, int index) {
  const auto after = std::upper_bound(list.begin(), list.end(), index, [first](int i, const Item& item) { return i < item.*first; });
  return static_cast<std::size_t>(after - list.begin()) - 1;
}

}  // namespace

int Model::find_unit(const std::string& name) const { return find_by_name(units_, name); }
int Model::find_stream(const std::string& name) const { return find_by_name(streams_, name); }

int Model::unit_of_channel(int channel) const {
  return static_cast<int>(owner(units_, &Unit::first_channel, channel));
}

std::string Model::unknown_name(int index) const {
  if (index < 0 || index >= unknown_count_) return "unknown " + std::to_string(index);
  if (index < state_count_) {
    const Unit& unit = units_[owner(units_, &Unit::first_state, index)];
    return unit.name + "." + unit.layout.states[static_cast<std::size_t>(index - unit.first_state)].name;
  }
  if (index < first_energy_ledger_) {
    const Stream& stream = streams_[owner(streams_, &Stream::first_ledger, index)];
    const int entry = stream.entries[static_cast<std::size_t>(index - stream.first_ledger)];
    return stream.name + "." + components().entry_name(entry) + " (integral)";
  }
  const int energy = index - first_energy_ledger_;
  const Unit& unit = units_[owner(units_, &Unit::first_energy, energy)];
  return unit.name + "." + unit.layout.energies[static_cast<std::size_t>(energy - unit.first_energy)].name + " (integral)";
}

std::vector<double> Model::initial() const {
  std::vector<double> x(static_cast<std::size_t>(unknown_count_), 0.0);
  for (std::size_t u = 0; u < units_.size(); ++u)
    plant_.units[u].block->initial(x.data() + units_[u].first_state);
  return x;
}

}  // namespace raffinate::model
