#include "results/source_streams.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace raffinate::results {

namespace {

/// Share of a stream below which something counts as absent.
constexpr double trace = 1e-9;

std::vector<double> component_amounts(const PlantRecord& plant, std::span<const double> entries) {
  std::vector<double> amounts(plant.components.size(), 0.0);
  for (std::size_t e = 0; e < plant.component_of_entry.size(); ++e)
    amounts[static_cast<std::size_t>(plant.component_of_entry[e])] += entries[e];
  return amounts;
}

bool is_water(const PlantRecord& plant, const std::vector<double>& amounts) {
  const int water = plant.find_component("H2O");
  for (std::size_t c = 0; c < amounts.size(); ++c)
    if (static_cast<int>(c) != water && std::abs(amounts[c]) > trace * amounts[static_cast<std::size_t>(std::max(water, 0))])
      return false;
  return water >= 0;
}

bool solids_carry(const PlantRecord& plant, const std::vector<double>& amounts, const std::vector<std::string>& elements) {
  for (std::size_t c = 0; c < amounts.size(); ++c) {
    if (plant.components[c].phase != thermo::Phase::solid || amounts[c] <= 0) continue;
    for (const auto& element : elements) {
      const int k = plant.find_element(element);
      if (k >= 0 && plant.components[c].elements[static_cast<std::size_t>(k)] > 0) return true;
    }
  }
  return false;
}

/// Parts of a reagent other than water.
long solute_count(const PlantRecord::Reagent& reagent, int water) {
  return std::count_if(reagent.components.begin(), reagent.components.end(),
                       [&](const auto& part) { return part.first != water; });
}

/// Moles of a reagent that a stream's amounts allow; 0 if one of its parts is missing. Water is there in plenty.
double available(const PlantRecord::Reagent& reagent, const std::vector<double>& amounts, int water) {
  double moles = std::numeric_limits<double>::infinity();
  for (const auto& [component, coefficient] : reagent.components)
    if (component != water) moles = std::min(moles, amounts[static_cast<std::size_t>(component)] / coefficient);
  return std::isfinite(moles) ? moles : 0.0;
}

}  // namespace

StreamMass mass_of(const PlantRecord& plant, std::span<const double> entries) {
  StreamMass mass;
  mass.liquid = entries[static_cast<std::size_t>(plant.entry(reactions::Aggregate::liquid_mass))];
  mass.solid = entries[static_cast<std::size_t>(plant.entry(reactions::Aggregate::solid_mass))];
  for (std::size_t e = 0; e < plant.component_of_entry.size(); ++e) {
    const auto& c = plant.components[static_cast<std::size_t>(plant.component_of_entry[e])];
    if (c.phase == thermo::Phase::gas) mass.gas += entries[e] * c.molar_mass;
  }
  return mass;
}

std::vector<SourceKind> classify_sources(const PlantRecord& plant, const std::vector<std::vector<double>>& flows,
                                         const std::vector<std::string>& elements) {
  std::vector<SourceKind> kinds(plant.streams.size(), SourceKind::internal);
  std::vector<std::size_t> solids;  // feeds with solids
  for (std::size_t s = 0; s < kinds.size(); ++s) {
    const auto& from = plant.units[static_cast<std::size_t>(plant.streams[s].from)];
    const auto mass = mass_of(plant, flows[s]);
    if (!from.source || !(mass.total() > 0)) continue;
    const auto amounts = component_amounts(plant, flows[s]);
    const bool dosed = from.type == "reagent";
    if (mass.solid > trace * mass.total() && !dosed) solids.push_back(s);
    if (!dosed && mass.gas >= (1 - trace) * mass.total()) kinds[s] = SourceKind::gas;
    else if (is_water(plant, amounts)) kinds[s] = SourceKind::water;
    else if (!dosed && solids_carry(plant, amounts, elements)) kinds[s] = SourceKind::scrap;
    else kinds[s] = SourceKind::reagent;
  }
  if (std::find(kinds.begin(), kinds.end(), SourceKind::scrap) == kinds.end())
    for (std::size_t s : solids) kinds[s] = SourceKind::scrap;
  return kinds;
}

std::vector<std::pair<std::string, double>> pure_reagents(const PlantRecord& plant, std::span<const double> entries) {
  auto left = component_amounts(plant, entries);
  double largest = 0;
  for (double amount : left) largest = std::max(largest, std::abs(amount));
  const int water = plant.find_component("H2O"), proton = plant.find_component("H+");
  // The reagent that explains most comes first: Na2S before NaOH.
  std::vector<const PlantRecord::Reagent*> order;
  for (const auto& reagent : plant.reagents) order.push_back(&reagent);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return solute_count(*a, water) > solute_count(*b, water); });
  std::vector<std::pair<std::string, double>> result;
  for (const auto* reagent : order) {
    const double moles = available(*reagent, left, water);
    if (moles <= trace * largest) continue;
    double mass = 0;
    for (const auto& [component, coefficient] : reagent->components) {
      const auto c = static_cast<std::size_t>(component);
      left[c] -= coefficient * moles;
      mass += coefficient * moles * plant.components[c].molar_mass;
    }
    result.emplace_back(reagent->name, mass);
  }
  for (std::size_t c = 0; c < left.size(); ++c)
    if (static_cast<int>(c) != water && static_cast<int>(c) != proton && left[c] > trace * largest)
      result.emplace_back(plant.components[c].name, left[c] * plant.components[c].molar_mass);
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return result;
}

}  // namespace raffinate::results
