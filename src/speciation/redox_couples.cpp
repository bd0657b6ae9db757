#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "speciation/build.hpp"

namespace raffinate::speciation {

namespace {

using aqueous::RedoxCouple;

/// The couple of a reduction written as signed terms; nothing if a species is not among the masters.
std::optional<RedoxCouple> make_couple(const std::string& name, const std::vector<thermo::Term>& terms, double electrons,
                                       const thermo::LogK& k, const std::vector<std::string>& masters) {
  RedoxCouple couple{name, {}, 0, electrons, k};
  for (const thermo::Term& term : terms) {
    if (term.species == "H2O") {
      couple.water = term.coefficient;
      continue;
    }
    const auto at = std::find(masters.begin(), masters.end(), term.species);
    if (at == masters.end()) return std::nullopt;
    couple.terms.emplace_back(static_cast<int>(at - masters.begin()), term.coefficient);
  }
  return couple;
}

/// What a master becomes by losing or taking electrons: another form of its element, or water or protons for O2 and H2.
std::string partner(const phreeqc::Formation& formation) {
  std::string other = "H+";
  for (const thermo::Term& term : formation.basis) {
    if (term.species == "H2O") other = term.species;
    else if (term.species != "H+" && term.species != thermo::electron) return term.species;
  }
  return other;
}

/// The reduction behind the formation of one valence state from another; nothing if no electrons are exchanged.
std::optional<RedoxCouple> make_couple(const phreeqc::Formation& formation, const std::vector<std::string>& masters) {
  double taken = 0;
  std::vector<thermo::Term> terms{{formation.species->name, 1}};
  for (const thermo::Term& term : formation.basis) {
    if (term.species == thermo::electron) taken = term.coefficient;
    else terms.push_back({term.species, -term.coefficient});
  }
  if (taken == 0) return std::nullopt;
  const std::string own = formation.species->name, other = partner(formation);
  if (taken > 0) return make_couple(other + "/" + own, terms, taken, formation.k, masters);
  for (thermo::Term& term : terms) term.coefficient = -term.coefficient;
  return make_couple(own + "/" + other, terms, -taken, thermo::combine({}, formation.k, -1), masters);
}

/// Elements of which there is more than one master; oxygen and hydrogen always have water.
std::vector<std::string> elements_of_couples(const phreeqc::Database& database, const std::vector<std::string>& masters) {
  std::map<std::string, std::set<std::string>> forms;
  for (const phreeqc::Master& master : database.contents().masters)
    if (master.token != phreeqc::alkalinity_token && master.element != "H" && master.element != "O" &&
        std::find(masters.begin(), masters.end(), master.species) != masters.end())
      forms[master.element].insert(master.species);
  std::vector<std::string> elements;
  for (const auto& [element, species] : forms)
    if (species.size() > 1) elements.push_back(element);
  return elements;
}

}  // namespace

std::vector<RedoxCouple> redox_couples(const thermo::Database& database, const std::vector<std::string>& masters) {
  std::vector<RedoxCouple> couples;
  for (const thermo::RedoxReaction& r : database.redox())
    if (auto couple = make_couple(r.couple, r.terms, r.electrons, r.k, masters)) couples.push_back(std::move(*couple));
  return couples;
}

std::vector<RedoxCouple> redox_couples(const phreeqc::Database& database, const std::vector<std::string>& masters) {
  const std::vector<std::string> elements = elements_of_couples(database, masters);
  const auto there = [&](const char* gas) { return std::find(masters.begin(), masters.end(), gas) != masters.end(); };
  std::vector<RedoxCouple> couples;
  if (elements.empty() && !there("O2") && !there("H2")) return couples;
  for (const phreeqc::Formation& formation : database.formations(elements).formations) {
    if (std::find(masters.begin(), masters.end(), formation.species->name) == masters.end()) continue;
    if (auto couple = make_couple(formation, masters)) couples.push_back(std::move(*couple));
  }
  return couples;
}

}  // namespace raffinate::speciation
