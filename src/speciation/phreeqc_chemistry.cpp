#include <algorithm>
#include <map>

#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "speciation/build.hpp"
#include "speciation/phreeqc_activity.hpp"

namespace raffinate::speciation {

namespace {

using Indices = std::map<std::string, int, std::less<>>;

[[noreturn]] void refuse(const phreeqc::Database& database, const std::string& subject, const std::string& message,
                         const std::string& remedy) {
  throw base::InputError({base::whole_file(database.file()), subject, message, remedy});
}

bool exchanges_electrons(const phreeqc::Formation& formation) {
  return std::any_of(formation.basis.begin(), formation.basis.end(),
                     [](const thermo::Term& term) { return term.species == "e-"; });
}

/// Splits terms over the basis into masters and water, which is returned.
double split(const std::vector<thermo::Term>& basis, const Indices& masters,
             std::vector<std::pair<int, double>>& terms) {
  double water = 0;
  for (const thermo::Term& term : basis) {
    if (term.species == "H2O")
      water += term.coefficient;
    else
      terms.emplace_back(masters.at(term.species), term.coefficient);
  }
  return water;
}

aqueous::SecondarySpecies secondary(const phreeqc::Formation& formation, const Indices& masters) {
  constexpr double T = thermo::reference_temperature;
  aqueous::SecondarySpecies s;
  s.name = formation.species->name;
  s.charge = formation.species->formula.charge;
  s.water = split(formation.basis, masters, s.masters);
  s.k = formation.k;
  s.enthalpy = formation.k.ln_slope(T) * thermo::gas_constant * T * T;  // van 't Hoff
  return s;
}

/// What `-mole_balance` counts of the masters; the proton closes the charge. None where it is as the reaction says, or
/// counts a valence state that the solution does not have as a component.
std::vector<std::pair<int, double>> counts_of(const phreeqc::Database& database, const phreeqc::Species& species,
                                              const aqueous::Definition& definition, const Indices& masters) {
  std::vector<std::pair<int, double>> counts;
  if (!species.counts) return counts;
  double charge = species.formula.charge;
  for (const thermo::Term& counted : *species.counts) {
    const phreeqc::Master* master = database.master(counted.species);
    if (master == nullptr || master->element == "H" || master->element == "O") continue;
    const auto at = masters.find(master->species);
    if (at == masters.end()) return {};
    counts.emplace_back(at->second, counted.coefficient / master->atoms);
    charge -= counts.back().second * definition.masters[static_cast<std::size_t>(at->second)].charge;
  }
  if (charge != 0) counts.emplace_back(masters.at("H+"), charge);
  return counts;
}

/// Masters and secondaries of a definition on their way from the database, with the species behind them.
class Draft {
 public:
  Draft(const phreeqc::Database& database, const ThermoChoice& choice) : database_(database), choice_(choice) {}

  void add_master(const std::string& name) {
    const phreeqc::Species* species = database_.species(name);
    if (species == nullptr) refuse(database_, name, "the database does not define this species", "check its masters");
    masters_.emplace(name, static_cast<int>(definition_.masters.size()));
    definition_.masters.push_back(
        {name, species->formula.charge, name != "e-", database_.molar_mass(species->formula)});
    species_.push_back(species);
  }

  void add(const phreeqc::Formation& formation) {
    const auto& suppressed = choice_.suppressed;
    if (std::any_of(suppressed.begin(), suppressed.end(),
                    [&](const auto& name) { return name.text == formation.species->name; }))
      return;
    definition_.secondaries.push_back(secondary(formation, masters_));
    definition_.secondaries.back().counts = counts_of(database_, *formation.species, definition_, masters_);
    definition_.secondaries.back().molar_mass = database_.molar_mass(formation.species->formula);
    species_.push_back(formation.species);
  }

  [[nodiscard]] const Indices& masters() const { return masters_; }

  [[nodiscard]] aqueous::Definition finish() {
    definition_.activity = make_activity(database_, species_, choice_.activity);
    return std::move(definition_);
  }

 private:
  const phreeqc::Database& database_;
  const ThermoChoice& choice_;
  aqueous::Definition definition_;
  std::vector<const phreeqc::Species*> species_;
  Indices masters_;
};

/// The token whose master species this is: a valence state rather than the whole element.
std::string token_of(const phreeqc::Database& database, const std::string& species) {
  std::string token;
  std::vector<std::string> known;
  for (const phreeqc::Master& master : database.contents().masters) {
    if (master.token == phreeqc::alkalinity_token) continue;
    known.push_back(master.species);
    if (master.species == species && (token.empty() || !master.primary())) token = master.token;
  }
  if (token.empty())
    refuse(database, species, "this component of the plant is no master species of the database" +
           base::did_you_mean(species, known), "use the project's own data, or a database with this master");
  return token;
}

/// What the database says that a mole of a master species adds to the alkalinity [eq/mol].
double alkalinity_of(const phreeqc::Database& database, const std::string& species) {
  if (species == "e-") return 0;
  for (const phreeqc::Master& master : database.contents().masters)
    if (master.species == species && master.token != phreeqc::alkalinity_token) return master.alkalinity;
  return 0;
}

/// The valence state of an element that a phase dissolves to, else the one that stands for the element in reactions.
std::string token_in(const phreeqc::Database& database, const phreeqc::Phase& phase, const std::string& element) {
  const auto dissolves_to = [&phase](const std::string& species) {
    return std::any_of(phase.dissolution.begin(), phase.dissolution.end(),
                       [&](const thermo::Term& term) { return term.species == species; });
  };
  const phreeqc::Master* primary = database.master(element);
  std::string token = element;
  for (const phreeqc::Master& master : database.contents().masters) {
    if (master.element != element || master.primary()) continue;
    if (dissolves_to(master.species)) return master.token;
    if (primary != nullptr && master.species == primary->species) token = master.token;
  }
  return token;
}

}  // namespace

PhaseData phase_data(const phreeqc::Database& database, const std::string& name) {
  const phreeqc::Phase* phase = database.phase(name);
  if (phase == nullptr) {
    std::vector<std::string> known;
    for (const phreeqc::Phase& one : database.contents().phases) known.push_back(one.name);
    refuse(database, name, "the database has no such phase" + base::did_you_mean(name, known),
           "`raffinate list phases --database FILE` shows all");
  }
  PhaseData data{{}, database.molar_mass(phase->formula)};
  for (const auto& [element, count] : phase->formula.elements)
    if (element != "H" && element != "O") data.tokens.push_back(token_in(database, *phase, element));
  return data;
}

Chemistry make_chemistry(const phreeqc::Database& database, std::span<const std::string> tokens,
                         const ThermoChoice& choice) {
  const phreeqc::SolutionSpecies solution = database.formations(tokens);
  Chemistry chemistry;
  chemistry.database = database.file();
  chemistry.unit_fugacity = 101325;
  Draft draft(database, choice);
  draft.add_master("H+");
  if (std::any_of(solution.formations.begin(), solution.formations.end(), exchanges_electrons)) draft.add_master("e-");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const phreeqc::Master& master = *solution.basis[i];
    draft.add_master(master.species);
    chemistry.components.push_back({tokens[i], draft.masters().at(master.species), master.atoms, master.element_weight});
  }
  for (const phreeqc::Formation& formation : solution.formations) draft.add(formation);
  for (const phreeqc::Dissolution& dissolution : database.dissolutions(tokens)) {
    const auto& basis = dissolution.basis;
    const bool known = std::all_of(basis.begin(), basis.end(), [&](const thermo::Term& term) {
      return term.species == "H2O" || draft.masters().contains(term.species);
    });
    if (!known) continue;  // it needs electrons, which nothing dissolved exchanges
    PhaseEntry entry{dissolution.phase->name, dissolution.phase->is_gas, {}};
    entry.index.water = split(basis, draft.masters(), entry.index.terms);
    entry.index.k = dissolution.k;
    chemistry.phases.push_back(std::move(entry));
  }
  chemistry.definition = draft.finish();
  for (const auto& master : chemistry.definition.masters)
    chemistry.alkalinity.push_back(alkalinity_of(database, master.name));
  return chemistry;
}

aqueous::Definition define(const phreeqc::Database& database, const std::vector<std::string>& masters,
                           const ThermoChoice& choice) {
  Draft draft(database, choice);
  std::vector<std::string> tokens;
  for (const std::string& name : masters) {
    if (name == "H2O") continue;
    if (name != "H+") tokens.push_back(token_of(database, name));
    draft.add_master(name);
  }
  for (const phreeqc::Formation& formation : database.formations(tokens).formations)
    if (!exchanges_electrons(formation)) draft.add(formation);
  return draft.finish();
}

}  // namespace raffinate::speciation
