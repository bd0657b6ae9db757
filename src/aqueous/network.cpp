#include "aqueous/network.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "aqueous/kernels.hpp"

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

/// The transposed rows, dense, each padded.
std::vector<double> by_column(const SparseRows& rows, std::size_t columns) {
  const std::size_t count = rows.start.size() - 1, stride = padded(count);
  std::vector<double> dense(columns * stride, 0.0);
  for (std::size_t i = 0; i < count; ++i)
    for (const Entry* e = rows.begin(i); e != rows.end(i); ++e)
      dense[static_cast<std::size_t>(e->column) * stride + i] += e->value;
  return dense;
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
    for (const auto& [master, coefficient] : secondary.masters) formation.entries.push_back({master, coefficient});
    for (const auto& [master, count] : secondary.balance()) put(master, masters + s, count);
    formation.end_row();
    put(water_row, masters + s, secondary.water);
    put(heat_row, masters + s, secondary.enthalpy);
    put(charge_row, masters + s, secondary.charge);
    water.push_back(secondary.water);
    log_k.add(secondary.k);
  }
  log_k.finish();
  for (const FeatureTerm& term : definition.activity->feature_terms())
    if (std::find(undissolved.begin(), undissolved.end(), term.species) == undissolved.end())
      put(masters + term.feature, term.species, term.weight);
  for (const auto& row : rows) {
    for (const Entry& entry : row) {
      sums.entries.push_back(entry);
      if (entry.value < 0) negatives.entries.push_back(entry);
    }
    sums.end_row();
    negatives.end_row();
  }
  sums_by_species = by_column(sums, static_cast<std::size_t>(species));
  secondaries_by_master = by_column(formation, static_cast<std::size_t>(masters));
}

}  // namespace raffinate::aqueous
