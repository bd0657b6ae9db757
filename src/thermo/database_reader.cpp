#include "thermo/database_reader.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/nearest.hpp"
#include "thermo/elements.hpp"
#include "thermo/equation.hpp"

namespace raffinate::thermo {

using config::Node;

Database DatabaseReader::read() {
  read_species("aqueous.yaml", Phase::aqueous);
  master_count_ = database_.species_.size();
  read_species("solids.yaml", Phase::solid);
  read_species("gases.yaml", Phase::gas);
  database_.index();
  read_reactions();
  read_dissolutions();
  read_redox();
  read_sit();
  read_pitzer();
  read_solutions();
  read_solubilities();
  problems_.throw_if_any();
  database_.index();
  return std::move(database_);
}

void DatabaseReader::read_species(std::string_view name, Phase phase) {
  const DataFile file(directory_ / "species" / name, problems_);
  for (const auto& [key, entry] : file.entries("species")) {
    file.allow(entry, {"formula", "formation_enthalpy", "volume", "density", "heat_capacity", "entropy", "uncertainty",
                       "note"});
    Species species;
    species.name = key.text();
    species.formula_text = entry.find("formula") ? file.text(entry, "formula") : species.name;
    species.phase = phase;
    try {
      species.formula = parse_formula(species.formula_text);
    } catch (const FormulaError& error) {
      problems_.add(key.problem(error.what()));
      continue;
    }
    species.molar_mass = molar_mass(species.formula);
    species.enthalpy = file.quantity(entry, "formation_enthalpy", "J/mol");
    if (phase == Phase::aqueous) species.volume = file.quantity(entry, "volume", "m3/mol");
    if (phase == Phase::solid) {
      const double density = file.quantity(entry, "density", "kg/m3");
      if (!(density > 0)) problems_.add(entry.problem_at_key("needs a positive density"));
      species.volume = species.molar_mass / density;
    }
    read_heat_capacity(file, entry, species);
    species.source = file.source(entry);
    species.quality = file.quality(entry, "J/mol", false);
    if (entry.find("entropy")) species.entropy = file.quantity(entry, "entropy", "J/mol/K");
    add_species(file, key, std::move(species));
  }
}

void DatabaseReader::read_heat_capacity(const DataFile& file, const Node& entry, Species& species) {
  const auto value = entry.find("heat_capacity");
  if (!value || !value->is_list()) {
    species.heat_capacity = file.quantity(entry, "heat_capacity", "J/mol/K");
    return;
  }
  double from = reference_temperature;
  for (const Node& item : value->items()) {
    file.allow(item, {"to", "c", "transition"});
    HeatCapacitySegment segment;
    segment.t_min = from;
    segment.t_max = file.quantity(item, "to", "K");
    const std::vector<double> c = file.numbers(item, "c", segment.c.size());
    std::copy(c.begin(), c.end(), segment.c.begin());
    segment.transition_enthalpy = file.quantity(item, "transition", "J/mol", 0.0);
    if (!(segment.t_max > from)) problems_.add(item.problem("a segment must end above its start"));
    if (!(segment.heat_capacity(from) > 0)) problems_.add(item.problem("has a heat capacity that is not positive"));
    from = segment.t_max;
    species.segments.push_back(segment);
  }
  if (species.segments.empty()) {
    problems_.add(value->problem("expected at least one segment"));
    return;
  }
  constexpr double wet_end = 373.15;
  species.heat_capacity = species.sensible_enthalpy(wet_end) / (wet_end - reference_temperature);
}

void DatabaseReader::add_species(const DataFile& file, const Node& key, Species species) {
  if (database_.species_index_.contains(species.name)) {
    file.problems().add(key.problem(fmt::format("\"{}\" is defined twice", species.name)));
    return;
  }
  database_.species_index_.emplace(species.name, database_.species_.size());
  database_.species_.push_back(std::move(species));
}

double DatabaseReader::enthalpy_of(const std::vector<Term>& terms) const {
  double sum = 0;
  for (const Term& term : terms) sum += term.coefficient * database_.at(term.species).enthalpy;
  return sum;
}

LogK DatabaseReader::read_log_k(const DataFile& file, const Node& entry) {
  LogK k;
  k.at_298 = file.number(entry, "log_k");
  k.delta_h = file.quantity(entry, "delta_h", "J/mol", 0.0);
  read_range(file, entry, k);
  if (entry.find("analytic")) {
    const std::vector<double> a = file.numbers(entry, "analytic", 6);
    k.analytic.emplace();
    std::copy(a.begin(), a.end(), k.analytic->begin());
    constexpr double rounding = 0.02;  // of published log K
    const double at_298 = k.ln(reference_temperature) / std::log(10.0);
    if (std::abs(at_298 - k.at_298) > rounding) {
      problems_.add(entry.problem_at_key(
          fmt::format("log_k is {} but the analytic form gives {:.3f} at 298.15 K", k.at_298, at_298)));
    }
  }
  return k;
}

void DatabaseReader::read_range(const DataFile& file, const Node& entry, LogK& k) {
  const auto range = entry.find("range");
  if (!range) return;
  file.allow(*range, {"t_min", "t_max", "ionic_strength"});
  k.t_min = file.quantity(*range, "t_min", "K", k.t_min);
  k.t_max = file.quantity(*range, "t_max", "K", k.t_max);
  k.ionic_strength_max = file.quantity(*range, "ionic_strength", "mol/kg", k.ionic_strength_max);
  if (!(k.t_max > k.t_min)) problems_.add(range->problem("t_max must be above t_min"));
}

bool DatabaseReader::check_terms(const DataFile& file, const Node& where, const std::vector<Term>& terms,
                                 std::string_view own) {
  bool known = true;
  for (const Term& term : terms) {
    if (term.species == own) continue;
    const auto found = database_.species_index_.find(term.species);
    if (found != database_.species_index_.end() && found->second < master_count_) continue;
    std::vector<std::string> masters;
    for (std::size_t i = 0; i < master_count_; ++i) masters.push_back(database_.species_[i].name);
    file.problems().add(where.problem(fmt::format("\"{}\" is not a master species{}", term.species,
                                                  base::did_you_mean(term.species, masters)),
                                      "write the reaction in the species of species/aqueous.yaml"));
    known = false;
  }
  return known;
}

DatabaseReader::Draft DatabaseReader::read_draft(const DataFile& file, const Node& key, const Node& entry, double own) {
  Draft draft;
  draft.k = read_log_k(file, entry);
  draft.source = file.source(entry);
  draft.quality = file.quality(entry, "1", true);
  const std::string text = file.text(entry, "equation");
  if (text.empty()) return draft;
  const Node where = *entry.find("equation");
  try {
    draft.terms = parse_equation(text);
  } catch (const EquationError& error) {
    problems_.add(where.problem(error.what()));
    return draft;
  }
  const std::string& name = key.text();
  const auto self = std::find_if(draft.terms.begin(), draft.terms.end(), [&](const Term& t) { return t.species == name; });
  if (self == draft.terms.end() || self->coefficient != own) {
    problems_.add(where.problem(fmt::format("must have one \"{}\" on the {}", name, own > 0 ? "right" : "left")));
    return draft;
  }
  for (const Term& term : draft.terms) {
    if (term.species != name) draft.rest.push_back({term.species, -own * term.coefficient});
  }
  draft.usable = check_terms(file, where, draft.terms, name);
  return draft;
}

void DatabaseReader::check_balance(const DataFile& file, const Node& entry, std::string_view name,
                                   const std::vector<Term>& terms) {
  const std::string change = imbalance(database_, terms);
  if (change.empty()) return;
  file.problems().add(
      entry.find("equation").value_or(entry).problem(fmt::format("the reaction of {} does not balance: {}", name, change)));
}

}  // namespace raffinate::thermo
