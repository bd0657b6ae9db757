#include "speciation/liquid_properties.hpp"

#include <algorithm>
#include <map>

#include "aqueous/solvent.hpp"

namespace raffinate::speciation {

namespace {

constexpr double negligible = 1e-3;           // share of the dissolved mass that may lack data
constexpr double highest_temperature = 423.15;  // of the density of water [K]: Kell 1975

bool same(const thermo::Formula& a, const thermo::Formula& b) {
  using Counts = std::map<std::string, double>;
  return a.charge == b.charge &&
         Counts(a.elements.begin(), a.elements.end()) == Counts(b.elements.begin(), b.elements.end());
}

std::optional<thermo::Formula> formula_of(const std::string& name) {
  try {
    return thermo::parse_formula(name);
  } catch (const thermo::FormulaError&) {
    return std::nullopt;
  }
}

}  // namespace

LiquidProperties::LiquidProperties(std::shared_ptr<const thermo::Database> project,
                                   const aqueous::Definition& definition)
    : project_(std::move(project)) {
  for (const auto& master : definition.masters) add_master(master);
  for (const auto& secondary : definition.secondaries) add_secondary(secondary);
  density_.emplace(*project_, species_);
}

/// The dissolved species of that name or, as databases differ in names, of that formula and charge.
const thermo::Species* LiquidProperties::known(const std::string& name) const {
  const auto formula = formula_of(name);
  for (const thermo::Species& species : project_->species())
    if (species.phase == thermo::Phase::aqueous && (species.name == name || (formula && same(species.formula, *formula))))
      return &species;
  return nullptr;
}

std::size_t LiquidProperties::index_of(const thermo::Species* species) {
  const auto at = std::find(species_.begin(), species_.end(), species);
  if (at == species_.end()) species_.push_back(species);
  return static_cast<std::size_t>(std::find(species_.begin(), species_.end(), species) - species_.begin());
}

void LiquidProperties::add_master(const aqueous::MasterSpecies& master) {
  Parts parts;
  if (const auto* species = known(master.name)) {
    parts.species.emplace_back(index_of(species), 1);
  } else if (master.dissolved) {
    parts.unknown = static_cast<int>(unknown_.size());
    unknown_.push_back(master.name);
  }
  molar_masses_.push_back(master.molar_mass);
  parts_.push_back(std::move(parts));
}

void LiquidProperties::add_secondary(const aqueous::SecondarySpecies& secondary) {
  Parts parts;
  if (const auto* species = known(secondary.name)) {
    parts.species.emplace_back(index_of(species), 1);
  } else {
    parts.water = secondary.water;
    parts.heat = secondary.enthalpy;
    for (const auto& [master, count] : secondary.masters) {
      const Parts& of_master = parts_[static_cast<std::size_t>(master)];
      if (of_master.unknown >= 0) parts.unknown = of_master.unknown;
      for (const auto& [index, one] : of_master.species) parts.species.emplace_back(index, count * one);
    }
  }
  molar_masses_.push_back(secondary.molar_mass);
  parts_.push_back(std::move(parts));
}

LiquidValues LiquidProperties::at(std::span<const double> molality, double T) const {
  const double rise = T - thermo::reference_temperature;
  const thermo::Species& water = project_->at("H2O");
  LiquidValues values;
  std::vector<double> amounts(species_.size(), 0.0), missing(unknown_.size(), 0.0);
  double moles_of_water = aqueous::water_molality, enthalpy = 0, heat_capacity = 0, unknown = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const double m = molality[i], mass = m * molar_masses_[i];
    values.mass += mass;
    for (const auto& [index, count] : parts_[i].species) amounts[index] += count * m;
    moles_of_water += parts_[i].water * m;
    enthalpy += parts_[i].heat * m;
    if (parts_[i].unknown < 0) continue;
    missing[static_cast<std::size_t>(parts_[i].unknown)] += mass;
    unknown += mass;
  }
  const double dissolved = values.mass - 1;
  for (std::size_t k = 0; k < missing.size(); ++k)
    if (missing[k] > 0) values.unknown.push_back({unknown_[k], missing[k] / dissolved});
  if (unknown > negligible * dissolved) return values;
  const auto add = [&](const thermo::Species& species, double amount) {
    enthalpy += amount * (species.enthalpy + species.heat_capacity * rise);
    heat_capacity += amount * species.heat_capacity;
  };
  add(water, moles_of_water);
  for (std::size_t k = 0; k < amounts.size(); ++k) add(*species_[k], amounts[k]);
  values.enthalpy = enthalpy / values.mass;
  values.heat_capacity = heat_capacity / values.mass;
  if (T <= highest_temperature) values.density = density_->at(amounts, values.mass, T);
  return values;
}

}  // namespace raffinate::speciation
