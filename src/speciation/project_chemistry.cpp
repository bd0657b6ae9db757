#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "speciation/build.hpp"
#include "thermo/elements.hpp"

namespace raffinate::speciation {

namespace {

/// Valence of an element in a species whose other elements are hydrogen (+1) and oxygen (-2); none with a third element.
std::optional<int> valence(const thermo::Species& species, std::string_view element) {
  double rest = species.formula.charge;
  for (const auto& [symbol, count] : species.formula.elements) {
    if (symbol == element) continue;
    if (symbol == "H")
      rest -= count;
    else if (symbol == "O")
      rest += 2 * count;
    else
      return std::nullopt;
  }
  const double value = rest / species.formula.count(element);
  if (std::abs(value - std::round(value)) > 1e-9) return std::nullopt;
  return static_cast<int>(std::round(value));
}

/// "S(6)" into "S" and 6.
struct Token {
  std::string element;
  std::optional<int> valence;
};

Token parse(const std::string& text) {
  const auto open = text.find('(');
  if (open == std::string::npos || text.back() != ')') return {text, std::nullopt};
  try {
    return {text.substr(0, open), std::stoi(text.substr(open + 1))};
  } catch (const std::exception&) {
    return {text, std::nullopt};
  }
}

class Builder {
 public:
  Builder(const thermo::Database& database, const aqueous::ActivityChoice& choice)
      : database_(database), choice_(choice) {}

  Chemistry build(std::span<const std::string> tokens);

 private:
  [[nodiscard]] bool is_master(const thermo::Species& species) const;
  [[nodiscard]] const thermo::Species* find(const std::string& token);
  void add_alkalinity();
  void add_phase(const std::string& name, bool is_gas, const std::vector<thermo::Term>& products, const thermo::LogK& k);

  const thermo::Database& database_;
  const aqueous::ActivityChoice& choice_;
  base::Problems problems_;
  Chemistry chemistry_;
};

bool Builder::is_master(const thermo::Species& species) const {
  return species.phase == thermo::Phase::aqueous && species.name != "H2O" && species.name != "H+" &&
         database_.formation(species.name) == nullptr;
}

const thermo::Species* Builder::find(const std::string& token) {
  const Token wanted = parse(token);
  std::vector<const thermo::Species*> found;
  std::vector<std::string> names, known;
  for (const thermo::Species& species : database_.species()) {
    if (!is_master(species)) continue;
    if (species.name == token) return &species;
    known.push_back(species.name);
    if (species.formula.count(wanted.element) == 0 || wanted.element == "H" || wanted.element == "O") continue;
    if (wanted.valence && valence(species, wanted.element) != wanted.valence) continue;
    found.push_back(&species);
    names.push_back(species.name);
  }
  if (found.size() == 1) return found.front();
  const base::Location where = base::whole_file("solution");
  if (found.empty())
    problems_.add({where, token, "the data have no master species for it" + base::did_you_mean(token, known),
                   "`raffinate list species` shows all; for example W, Na, S(6), WO4-2"});
  else
    problems_.add({where, token, fmt::format("it may stand for {}", fmt::join(names, ", ")), "name the species"});
  return nullptr;
}

/// Adds a phase if all it consists of is in the solution. Secondary products are replaced by their masters.
void Builder::add_phase(const std::string& name, bool is_gas, const std::vector<thermo::Term>& products,
                        const thermo::LogK& k) {
  PhaseEntry entry{name, is_gas, {}};
  entry.index.k = k;
  const auto& masters = chemistry_.definition.masters;
  for (const thermo::Term& product : products) {
    std::vector<thermo::Term> terms{{product.species, 1}};
    if (const auto* formation = database_.formation(product.species)) {
      terms = formation->masters;
      entry.index.k = thermo::combine(entry.index.k, formation->k, -product.coefficient);
    }
    for (const thermo::Term& term : terms) {
      const double coefficient = product.coefficient * term.coefficient;
      if (term.species == "H2O") {
        entry.index.water += coefficient;
        continue;
      }
      const auto at = std::find_if(masters.begin(), masters.end(), [&](const auto& m) { return m.name == term.species; });
      if (at == masters.end()) return;
      entry.index.terms.emplace_back(static_cast<int>(at - masters.begin()), coefficient);
    }
  }
  chemistry_.phases.push_back(std::move(entry));
}

/// Protons in the form with one master that prevails at pH 4.5 in dilute solution at 25 C, the end of the titration.
void Builder::add_alkalinity() {
  constexpr double end_point = 4.5;
  const auto& definition = chemistry_.definition;
  chemistry_.alkalinity.assign(definition.masters.size(), 0.0);
  chemistry_.alkalinity.front() = -1;
  std::vector<double> prevailing(definition.masters.size(), 0.0);  // log10 of the share, over that of the master
  for (const auto& secondary : definition.secondaries) {
    if (secondary.masters.size() > 2) continue;
    double protons = 0;
    int master = -1;
    for (const auto& [b, count] : secondary.masters) {
      if (b == 0)
        protons = count;
      else if (count == 1)
        master = b;
    }
    if (master < 0 || secondary.masters.size() != (protons == 0 ? 1U : 2U)) continue;
    const auto at = static_cast<std::size_t>(master);
    const double share = secondary.k.at_298 - protons * end_point;
    if (share <= prevailing[at]) continue;
    prevailing[at] = share;
    chemistry_.alkalinity[at] = protons;
  }
}

Chemistry Builder::build(std::span<const std::string> tokens) {
  std::vector<std::string> masters{"H+"};
  for (const std::string& token : tokens) {
    const thermo::Species* species = find(token);
    if (species == nullptr) continue;
    const std::string element = parse(token).element;
    const bool whole = species->name == token;
    const double atoms = whole ? 1 : species->formula.count(element);
    const double mass = whole ? species->molar_mass : thermo::atomic_mass(element);
    const auto at = std::find(masters.begin(), masters.end(), species->name);
    if (at != masters.end())
      problems_.add({base::whole_file("solution"), token, "the solution names " + species->name + " twice",
                     "add the amounts"});
    chemistry_.components.push_back({token, static_cast<int>(masters.size()), atoms, mass});
    masters.push_back(species->name);
  }
  problems_.throw_if_any();
  chemistry_.database = "thermo-data";
  chemistry_.definition = aqueous::define(database_, masters, choice_);
  add_alkalinity();
  for (const auto& mineral : database_.minerals()) add_phase(mineral.mineral, false, mineral.products, mineral.constant(choice_.model));
  for (const auto& gas : database_.gases()) add_phase(gas.gas, true, gas.products, gas.k);
  return std::move(chemistry_);
}

}  // namespace

PhaseData phase_data(const thermo::Database& database, const std::string& name) {
  const auto* reaction = database.dissolution(name);
  if (reaction == nullptr) {
    std::vector<std::string> known;
    for (const auto& mineral : database.minerals()) known.push_back(mineral.mineral);
    throw base::InputError({base::whole_file("solution"), name, "the data have no such mineral" + base::did_you_mean(name, known),
                            "`raffinate list phases` shows all"});
  }
  return {master_tokens(database, reaction->products), database.at(name).molar_mass};
}

std::vector<std::string> master_tokens(const thermo::Database& database, const std::vector<thermo::Term>& species) {
  std::vector<std::string> tokens;
  for (const thermo::Term& one : species) {
    std::vector<thermo::Term> terms{{one.species, 1}};
    if (const auto* formation = database.formation(one.species)) terms = formation->masters;
    for (const thermo::Term& term : terms)
      if (term.species != "H2O" && term.species != "H+") tokens.push_back(term.species);
  }
  return tokens;
}

Chemistry make_chemistry(const thermo::Database& database, std::span<const std::string> tokens,
                         const aqueous::ActivityChoice& choice) {
  return Builder(database, choice).build(tokens);
}

}  // namespace raffinate::speciation
