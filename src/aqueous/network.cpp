#include "aqueous/network.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace raffinate::aqueous {

namespace {

void check(const Definition& d) {
  if (!d.activity) throw std::invalid_argument("aqueous definition has no activity model");
  if (d.masters.empty()) throw std::invalid_argument("aqueous definition has no master species");
  if (d.activity->species_count() != static_cast<int>(d.masters.size() + d.secondaries.size()))
    throw std::invalid_argument("the activity model was made for another list of species");
  for (const SecondarySpecies& s : d.secondaries)
    for (const auto& [master, coefficient] : s.masters)
      if (master < 0 || master >= static_cast<int>(d.masters.size()))
        throw std::invalid_argument("species " + s.name + " refers to a master that does not exist");
}

}  // namespace

Network::Network(Definition source) : definition(std::move(source)) {
  check(definition);
  masters = static_cast<int>(definition.masters.size());
  secondaries = static_cast<int>(definition.secondaries.size());
  species = masters + secondaries;
  features = definition.activity->feature_count();
  water_row = masters + features;
  heat_row = water_row + 1;
  charge_row = heat_row + 1;

  std::vector<std::vector<Entry>> rows(static_cast<std::size_t>(charge_row + 1));
  const auto put = [&rows](int row, int column, double value) {
    if (value != 0) rows[static_cast<std::size_t>(row)].push_back({column, value});
  };
  for (int b = 0; b < masters; ++b) {
    const MasterSpecies& master = definition.masters[static_cast<std::size_t>(b)];
    if (master.name == "H+") proton = b;
    if (!master.dissolved) {
      undissolved.push_back(b);
      continue;
    }
    put(b, b, 1);
    put(charge_row, b, master.charge);
  }
  for (int s = 0; s < secondaries; ++s) {
    const SecondarySpecies& secondary = definition.secondaries[static_cast<std::size_t>(s)];
    for (const auto& [master, coefficient] : secondary.masters) {
      put(master, masters + s, coefficient);
      formation.entries.push_back({master, coefficient});
    }
    formation.end_row();
    put(water_row, masters + s, secondary.water);
    put(heat_row, masters + s, secondary.enthalpy);
    put(charge_row, masters + s, secondary.charge);
    water.push_back(secondary.water);
    log_k.add(secondary.k);
  }
  for (const FeatureTerm& term : definition.activity->feature_terms())
    if (std::find(undissolved.begin(), undissolved.end(), term.species) == undissolved.end())
      put(masters + term.feature, term.species, term.weight);
  for (auto& row : rows) {
    const auto negative = std::stable_partition(row.begin(), row.end(), [](const Entry& e) { return e.value > 0; });
    first_negative.push_back(static_cast<int>(sums.entries.size()) + static_cast<int>(negative - row.begin()));
    sums.entries.insert(sums.entries.end(), row.begin(), row.end());
    sums.end_row();
  }
}

}  // namespace raffinate::aqueous
