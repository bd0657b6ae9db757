#include "thermo/database.hpp"

#include <cmath>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "thermo/database_reader.hpp"

namespace raffinate::thermo {

namespace {

/// Key of an unordered pair of ions; the separator occurs in no name.
std::string pair_key(std::string_view first, std::string_view second) {
  if (second < first) std::swap(first, second);
  return fmt::format("{}|{}", first, second);
}

template <class T>
const T* look_up(const std::vector<T>& all, const std::unordered_map<std::string, std::size_t>& index,
                 std::string_view name) {
  const auto found = index.find(std::string(name));
  return found == index.end() ? nullptr : &all[found->second];
}

}  // namespace

Database Database::load(const std::filesystem::path& directory) { return DatabaseReader(directory).read(); }

const Species* Database::find(std::string_view name) const { return look_up(species_, species_index_, name); }

const Species& Database::at(std::string_view name) const {
  if (const Species* found = find(name)) return *found;
  throw std::out_of_range(fmt::format("no thermodynamic data for \"{}\"", name));
}

const AqueousReaction* Database::formation(std::string_view species) const {
  return look_up(aqueous_, aqueous_index_, species);
}

const MineralReaction* Database::dissolution(std::string_view mineral) const {
  return look_up(minerals_, mineral_index_, mineral);
}

const GasReaction* Database::absorption(std::string_view gas) const { return look_up(gases_, gas_index_, gas); }

const SitCoefficient* Database::find_sit(std::string_view first, std::string_view second) const {
  return look_up(sit_, sit_index_, pair_key(first, second));
}

double Database::sit_coefficient(std::string_view first, std::string_view second) const {
  const SitCoefficient* found = find_sit(first, second);
  return found ? found->epsilon : 0.0;
}

const SolutionFit* Database::solution(std::string_view salt) const {
  for (const SolutionFit& fit : solutions_) {
    if (fit.salt == salt) return &fit;
  }
  return nullptr;
}

const SolubilityCurve* Database::solubility(std::string_view salt, double T) const {
  const SolubilityCurve* stable = nullptr;
  for (const SolubilityCurve& curve : solubilities_) {
    if (curve.salt != salt || T < curve.t_min || T > curve.t_max) continue;
    if (!stable || curve.mass_ratio(T) < stable->mass_ratio(T)) stable = &curve;
  }
  return stable;
}

void Database::index() {
  for (std::size_t i = 0; i < species_.size(); ++i) species_index_.emplace(species_[i].name, i);
  for (std::size_t i = 0; i < aqueous_.size(); ++i) aqueous_index_.emplace(aqueous_[i].species, i);
  for (std::size_t i = 0; i < minerals_.size(); ++i) mineral_index_.emplace(minerals_[i].mineral, i);
  for (std::size_t i = 0; i < gases_.size(); ++i) gas_index_.emplace(gases_[i].gas, i);
  for (std::size_t i = 0; i < sit_.size(); ++i) sit_index_.emplace(pair_key(sit_[i].first, sit_[i].second), i);
}

std::string imbalance(const Database& database, std::span<const Term> terms) {
  constexpr double round_off = 1e-9;
  std::map<std::string, double> change;
  double charge = 0;
  for (const Term& term : terms) {
    if (term.species == electron) charge -= term.coefficient;
    const Species* species = database.find(term.species);
    if (!species) continue;
    for (const auto& [element, count] : species->formula.elements) change[element] += term.coefficient * count;
    charge += term.coefficient * species->formula.charge;
  }
  std::string text;
  const auto append = [&](std::string_view what, double amount) {
    if (std::abs(amount) > round_off) text += fmt::format("{}{} {:+g}", text.empty() ? "" : ", ", what, amount);
  };
  for (const auto& [element, amount] : change) append(element, amount);
  append("charge", charge);
  return text;
}

}  // namespace raffinate::thermo
