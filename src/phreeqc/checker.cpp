#include "phreeqc/checker.hpp"

#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/nearest.hpp"

namespace raffinate::phreeqc {

namespace {

constexpr double balance_tolerance = 1e-9;  // of atoms and charges; as PHREEQC has it (TOL in parse.cpp)

}  // namespace

Checker::Checker(Draft& draft) : draft_(draft), states_(draft.contents.species.size(), State::open) {
  const auto& species = draft.contents.species;
  for (std::size_t i = 0; i < species.size(); ++i) index_[species[i].name] = i;
}

void Checker::check() {
  check_basics();
  check_masters();
  const Contents& contents = draft_.contents;
  for (std::size_t i = 0; i < contents.species.size(); ++i) {
    const Species& s = contents.species[i];
    check_reaction(s.name, s.formula, s.association, s.checked, draft_.species_reactions[i]);
  }
  for (std::size_t i = 0; i < contents.phases.size(); ++i) {
    const Phase& p = contents.phases[i];
    check_reaction(p.name, p.formula, p.dissolution, p.checked, draft_.phase_reactions[i]);
  }
  for (std::size_t i = 0; i < contents.species.size(); ++i) check_formed_from_masters(i);
}

void Checker::check_basics() {
  for (const char* name : {"H2O", "H+", "e-"}) {
    if (index_.contains(name)) continue;
    draft_.problems.add({base::whole_file(draft_.file), "SOLUTION_SPECIES", fmt::format("\"{}\" is not defined", name),
                         "this is not a whole database"});
  }
}

void Checker::check_masters() {
  for (Master& master : draft_.contents.masters) {
    const auto found = index_.find(master.species);
    if (found == index_.end()) {
      draft_.add_problem(
          {master.token, master.line, 1}, master.token,
          fmt::format("master species \"{}\" is not defined{}", master.species, suggestion(master.species)),
          fmt::format("add \"{0} = {0}\" to SOLUTION_SPECIES", master.species));
      continue;
    }
    master_species_.insert(master.species);
    const double atoms = draft_.contents.species[found->second].formula.count(master.element);
    if (atoms > 0)
      master.atoms = atoms;  // otherwise it stands for something its formula does not name, e.g. "Sg: H2Sg"
  }
}

void Checker::check_reaction(const std::string& name, const thermo::Formula& formula,
                             const std::vector<thermo::Term>& terms, bool checked, const WrittenReaction& reaction) {
  bool known = true;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (index_.contains(terms[i].species)) continue;
    known = false;
    draft_.add_problem(reaction.terms[i], name,
                       fmt::format("species \"{}\" is not defined{}", terms[i].species, suggestion(terms[i].species)),
                       "define it in SOLUTION_SPECIES");
  }
  if (!known || !checked || terms.empty()) return;
  const std::string missing = imbalance(formula, terms);
  if (missing.empty()) return;
  draft_.add_problem(reaction.place, name,
                     fmt::format("the reaction does not balance: {} less what it is written over is {}", name, missing),
                     "correct it, or add -no_check if it is meant so");
}

/// Elements and charge of a species or phase less those of what it is written over; empty when it balances.
std::string Checker::imbalance(const thermo::Formula& formula, const std::vector<thermo::Term>& terms) const {
  std::map<std::string, double> difference;
  const auto add = [&](const thermo::Formula& part, double coefficient) {
    for (const auto& [element, atoms] : part.elements) difference[element] += coefficient * atoms;
    difference["charge"] += coefficient * part.charge;
  };
  add(formula, 1);
  for (const auto& [species, coefficient] : terms) {
    add(draft_.contents.species[index_.at(species)].formula, -coefficient);
  }
  std::string text;
  for (const auto& [element, amount] : difference) {
    if (std::abs(amount) <= balance_tolerance) continue;
    text += fmt::format("{}{} {:+.6g}", text.empty() ? "" : ", ", element, amount);
  }
  return text;
}

/// Follows what a species is formed from until masters; one met again on the way is formed from itself.
void Checker::check_formed_from_masters(std::size_t i) {
  if (states_[i] == State::done) return;
  const Species& species = draft_.contents.species[i];
  const Word& place = draft_.species_reactions[i].place;
  if (states_[i] == State::under_way) {
    draft_.add_problem(place, species.name, "is formed from itself through other reactions",
                       "write it over master species");
    states_[i] = State::done;
    return;
  }
  states_[i] = State::under_way;
  if (species.association.empty() && !master_species_.contains(species.name)) {
    draft_.add_problem(place, species.name, "is formed from nothing and is no master species",
                       "write its reaction, or add it to SOLUTION_MASTER_SPECIES");
  }
  for (const auto& term : species.association) {
    const auto found = index_.find(term.species);
    if (found != index_.end()) check_formed_from_masters(found->second);
  }
  states_[i] = State::done;
}

std::string Checker::suggestion(const std::string& name) const {
  std::vector<std::string> names;
  for (const Species& s : draft_.contents.species) names.push_back(s.name);
  return base::did_you_mean(name, names);
}

}  // namespace raffinate::phreeqc
