#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/nearest.hpp"
#include "thermo/database_reader.hpp"
#include "thermo/elements.hpp"

namespace raffinate::thermo {

using config::Node;

namespace {

std::optional<Standing> parse_standing(std::string_view text) {
  if (text == "equilibrium") return Standing::equilibrium;
  if (text == "kinetic") return Standing::kinetic;
  if (text == "suppressed") return Standing::suppressed;
  return std::nullopt;
}

}  // namespace

void DatabaseReader::add_secondary(const DataFile& file, const Node& key, const Draft& draft) {
  Species species;
  species.name = key.text();
  species.formula_text = species.name;
  try {
    species.formula = parse_formula(species.name);
  } catch (const FormulaError& error) {
    problems_.add(key.problem(error.what()));
    return;
  }
  species.molar_mass = molar_mass(species.formula);
  species.enthalpy = draft.k.delta_h + enthalpy_of(draft.rest);
  // Volume and heat capacity are properties of the masters, so that they are conserved by reaction.
  for (const Term& term : draft.rest) {
    const Species& master = database_.at(term.species);
    species.volume += term.coefficient * master.volume;
    species.heat_capacity += term.coefficient * master.heat_capacity;
  }
  species.source = draft.source;
  add_species(file, key, std::move(species));
}

void DatabaseReader::read_reactions() {
  const DataFile file(directory_ / "aqueous" / "reactions.yaml", problems_);
  for (const auto& [key, entry] : file.entries("reactions")) {
    file.allow(entry, {"equation", "log_k", "delta_h", "analytic", "standing", "model", "ion_pair", "range", "uncertainty",
                       "note"});
    Draft draft = read_draft(file, key, entry, 1);
    if (!entry.find("delta_h")) problems_.add(entry.problem_at_key("lacks \"delta_h\" [kJ/mol]"));
    AqueousReaction reaction;
    reaction.species = key.text();
    reaction.masters = draft.rest;
    reaction.k = draft.k;
    reaction.source = draft.source;
    reaction.quality = draft.quality;
    read_standing(entry, reaction);
    if (!draft.usable) continue;
    add_secondary(file, key, draft);
    check_balance(file, entry, key.text(), draft.terms);
    database_.aqueous_.push_back(std::move(reaction));
  }
}

void DatabaseReader::read_standing(const Node& entry, AqueousReaction& reaction) {
  if (const auto node = entry.find("standing")) {
    const auto standing = parse_standing(node->text());
    if (!standing) {
      problems_.add(
          node->problem(fmt::format("expected equilibrium, kinetic or suppressed, got \"{}\"", node->text())));
    }
    reaction.standing = standing.value_or(Standing::equilibrium);
  }
  if (const auto node = entry.find("model")) reaction.model = node->text();
  if (const auto node = entry.find("ion_pair")) {
    if (node->text() != "true") problems_.add(node->problem("expected true, or no such key"));
    reaction.ion_pair = true;
  }
}

void DatabaseReader::read_dissolutions() {
  const DataFile file(directory_ / "aqueous" / "minerals.yaml", problems_);
  const auto read = [&](std::string_view section, Phase phase, auto&& keep) {
    for (const auto& [key, entry] : file.entries(section)) {
      file.allow(entry, {"equation", "log_k", "analytic", "range", "uncertainty", "note", "pitzer"});
      const Species* species = database_.find(key.text());
      if (!species || species->phase != phase) {
        problems_.add(key.problem(fmt::format("\"{}\" is not in species/{}", key.text(),
                                              phase == Phase::solid ? "solids.yaml" : "gases.yaml")));
        continue;
      }
      Draft draft = read_draft(file, key, entry, -1);
      if (!draft.usable) continue;
      check_balance(file, entry, key.text(), draft.terms);
      draft.k.delta_h = enthalpy_of(draft.terms);
      keep(key.text(), entry, draft);
    }
  };
  read("minerals", Phase::solid, [&](const std::string& name, const Node& entry, Draft& draft) {
    auto pitzer = read_model_constant(file, entry, "pitzer", draft.k.delta_h);
    database_.minerals_.push_back({name, std::move(draft.rest), draft.k, std::move(draft.source),
                                   std::move(draft.quality), std::move(pitzer)});
  });
  read("gases", Phase::gas, [&](const std::string& name, const Node&, Draft& draft) {
    database_.gases_.push_back(
        {name, std::move(draft.rest), draft.k, std::move(draft.source), std::move(draft.quality)});
  });
}

std::optional<ModelConstant> DatabaseReader::read_model_constant(const DataFile& file, const Node& entry,
                                                                 std::string_view model, double delta_h) {
  const auto node = entry.find(model);
  if (!node) return std::nullopt;
  file.allow(*node, {"log_k", "analytic", "range", "uncertainty", "note"});
  ModelConstant constant{read_log_k(file, *node), file.source(*node), file.quality(*node, "1", true)};
  constant.k.delta_h = delta_h;
  return constant;
}

void DatabaseReader::read_sit() {
  const DataFile file(directory_ / "aqueous" / "sit.yaml", problems_);
  for (const Node& entry : file.items("coefficients")) {
    file.allow(entry, {"ions", "epsilon"});
    const auto ions = entry.find("ions").value_or(Node()).items();
    if (ions.size() != 2) {
      problems_.add(entry.problem("expected two ions"));
      continue;
    }
    for (const Node& ion : ions) {
      if (!database_.find(ion.text())) {
        problems_.add(ion.problem(fmt::format("unknown species \"{}\"", ion.text())));
      }
    }
    SitCoefficient pair{ions[0].text(), ions[1].text(), file.quantity(entry, "epsilon", "kg/mol"), file.source(entry)};
    const auto same = [&](const SitCoefficient& other) {
      return (other.first == pair.first && other.second == pair.second) ||
             (other.first == pair.second && other.second == pair.first);
    };
    if (std::any_of(database_.sit_.begin(), database_.sit_.end(), same)) {
      problems_.add(entry.problem(fmt::format("the pair {}, {} is defined twice", pair.first, pair.second)));
    }
    database_.sit_.push_back(std::move(pair));
  }
}

/// The ions of a salt must be dissolved species and make up its formula.
void DatabaseReader::read_ions(const Node& entry, SolutionFit& solution) {
  const auto ions = entry.find("ions");
  if (!ions) return;
  double charge = 0, missing = molar_mass(parse_formula(solution.salt));
  for (const auto& [name, count] : ions->entries()) {
    const Species* species = database_.find(name.text());
    if (species == nullptr || species->phase != Phase::aqueous) {
      problems_.add(name.problem(fmt::format("no dissolved species \"{}\"", name.text())));
      return;
    }
    solution.ions.push_back({name.text(), std::stod(count.text())});
    charge += solution.ions.back().coefficient * species->formula.charge;
    missing -= solution.ions.back().coefficient * species->molar_mass;
  }
  constexpr double rounding = 1e-9;  // [kg/mol]
  if (charge != 0 || std::abs(missing) > rounding)
    problems_.add(ions->problem(fmt::format("they do not make up {}", solution.salt), "write its ions with their numbers"));
}

void DatabaseReader::read_solutions() {
  const DataFile file(directory_ / "density" / "laliberte.yaml", problems_);
  for (const auto& [key, entry] : file.entries("salts")) {
    file.allow(entry, {"ions", "density", "viscosity", "heat_capacity"});
    SolutionFit solution;
    solution.salt = key.text();
    read_ions(entry, solution);
    const auto read = [&](std::string_view property, auto& fit) {
      const auto node = entry.find(property);
      if (!node) return;
      file.allow(*node, {"c", "t_min", "t_max", "to_mass_fraction"});
      fit.emplace();
      const std::vector<double> c = file.numbers(*node, "c", fit->c.size());
      std::copy(c.begin(), c.end(), fit->c.begin());
      fit->range = {file.quantity(*node, "t_min", "K"), file.quantity(*node, "t_max", "K"),
                    file.number(*node, "to_mass_fraction")};
    };
    read("density", solution.density);
    read("viscosity", solution.viscosity);
    read("heat_capacity", solution.heat_capacity);
    solution.source = file.source(entry);
    database_.solutions_.push_back(std::move(solution));
  }
}

void DatabaseReader::read_points(const DataFile& file, const Node& entry, SolubilityCurve& curve) {
  constexpr double celsius_zero = 273.15, kg_per_100g = 0.01;
  const auto points = entry.find("points");
  if (!points) return;
  for (const Node& point : points->items()) {
    const std::array<double, 6> pair = file.up_to_six(point);
    if (point.items().size() != 2) problems_.add(point.problem("expected [t in Celsius, g salt per 100 g water]"));
    curve.points.push_back({pair[0] + celsius_zero, pair[1] * kg_per_100g});
  }
}

void DatabaseReader::read_solubilities() {
  const DataFile file(directory_ / "solubility.yaml", problems_);
  for (const Node& entry : file.items("curves")) {
    file.allow(entry, {"salt", "solid", "s", "t_min", "t_max", "residual", "points"});
    SolubilityCurve curve;
    curve.salt = file.text(entry, "salt");
    curve.solid = file.text(entry, "solid");
    const std::vector<double> s = file.numbers(entry, "s", curve.s.size());
    std::copy(s.begin(), s.end(), curve.s.begin());
    curve.t_min = file.quantity(entry, "t_min", "K");
    curve.t_max = file.quantity(entry, "t_max", "K");
    curve.residual = file.quantity(entry, "residual", "1");
    read_points(file, entry, curve);
    curve.source = file.source(entry);
    database_.solubilities_.push_back(std::move(curve));
  }
}

}  // namespace raffinate::thermo
