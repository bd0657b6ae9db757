#include "phreeqc/basis.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/nearest.hpp"
#include "phreeqc/log_k.hpp"

namespace raffinate::phreeqc {

namespace {

constexpr double negligible = 1e-10;  // of a coefficient: what is left when two cancel

void add_term(std::vector<thermo::Term>& terms, const std::string& species, double coefficient) {
  const auto same =
      std::find_if(terms.begin(), terms.end(), [&](const thermo::Term& t) { return t.species == species; });
  if (same == terms.end()) terms.push_back({species, coefficient});
  else same->coefficient += coefficient;
}

/// Tokens of water, which every solution has.
bool is_of_water(const Master& master) {
  return master.species == "H2O" || master.species == "H+" || master.species == "e-";
}

/// Whether it stands for an element as a whole.
bool is_element(const Master& master) { return master.primary() && master.token != alkalinity_token; }

}  // namespace

Basis::Basis(const Database& database, std::span<const std::string> tokens)
    : database_(database), basis_{"H2O", "H+", "e-"}, coupled_{"H", "O"} {
  for (const Master& master : database.contents().masters) {
    if (master.token != alkalinity_token) masters_of_[master.species].push_back(&master);
  }
  base::Problems problems;
  for (const std::string& token : tokens) {
    const Master* master = find(token, problems);
    if (master == nullptr) continue;
    masters_.push_back(master);
    basis_.insert(master->species);
    if (is_element(*master)) coupled_.insert(master->element);
  }
  check_overlaps(problems);
  problems.throw_if_any();
}

const Master* Basis::find(const std::string& token, base::Problems& problems) const {
  const auto refuse = [&](std::string message, std::string remedy) {
    problems.add({base::whole_file(database_.file()), token, std::move(message), std::move(remedy)});
  };
  const Master* master = database_.master(token);
  if (master == nullptr) {
    refuse("no such element or valence state in this database" + suggestion(token), states_of(token));
    return nullptr;
  }
  if (!is_of_water(*master)) return master;
  refuse("belongs to water and is always there", "leave it out");
  return nullptr;
}

std::string Basis::suggestion(const std::string& token) const {
  std::vector<std::string> names;
  for (const Master& m : database_.contents().masters) names.push_back(m.token);
  return base::did_you_mean(token, names);
}

/// What the database has of the element of a token that it does not have.
std::string Basis::states_of(const std::string& token) const {
  const std::string element = token.substr(0, token.find('('));
  std::vector<std::string> states;
  for (const Master& m : database_.contents().masters) {
    if (m.element == element) states.push_back(m.token);
  }
  if (states.empty()) return "`raffinate list elements --database FILE` shows what it has";
  return fmt::format("it has {}", fmt::join(states, ", "));
}

/// An amount must be asked for once only: not an element along with one of its valence states.
void Basis::check_overlaps(base::Problems& problems) const {
  for (std::size_t i = 0; i < masters_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Master &a = *masters_[j], &b = *masters_[i];
      const bool whole = a.element == b.element && (a.primary() || b.primary());
      if (a.token != b.token && !whole) continue;
      problems.add({base::whole_file(database_.file()), b.token, fmt::format("is already there as \"{}\"", a.token),
                    "name either the element or its valence states, each once"});
    }
  }
}

bool Basis::replaceable(const std::string& species) const {
  const auto found = masters_of_.find(species);
  if (found == masters_of_.end()) return true;
  return std::any_of(found->second.begin(), found->second.end(),
                     [&](const Master* m) { return coupled_.contains(m->element); });
}

std::optional<Basis::Sum> Basis::rewrite(const std::vector<thermo::Term>& terms, const thermo::LogK& k, double sign) {
  Sum sum{{}, k};
  for (const auto& [name, coefficient] : terms) {
    if (has(name)) {
      add_term(sum.terms, name, coefficient);
      continue;
    }
    const auto& part = expand(*database_.species(name));
    if (!part) return std::nullopt;
    for (const auto& term : part->terms) add_term(sum.terms, term.species, coefficient * term.coefficient);
    sum.k = thermo::combine(sum.k, part->k, sign * coefficient);
  }
  std::erase_if(sum.terms, [](const thermo::Term& t) { return std::abs(t.coefficient) < negligible; });
  return sum;
}

const std::optional<Basis::Sum>& Basis::expand(const Species& species) {
  const auto found = known_.find(species.name);
  if (found != known_.end()) return found->second;
  std::optional<Sum> sum;
  if (!species.association.empty() && replaceable(species.name)) sum = rewrite(species.association, species.k, 1);
  return known_.emplace(species.name, std::move(sum)).first->second;
}

SolutionSpecies Database::formations(std::span<const std::string> tokens) const {
  Basis basis(*this, tokens);
  SolutionSpecies result{basis.masters(), {}};
  for (const Species& species : contents_.species) {
    if (basis.has(species.name)) continue;
    if (const auto& sum = basis.expand(species)) result.formations.push_back({&species, sum->terms, sum->k});
  }
  return result;
}

std::vector<Dissolution> Database::dissolutions(std::span<const std::string> tokens) const {
  Basis basis(*this, tokens);
  std::vector<Dissolution> result;
  for (const Phase& phase : contents_.phases) {
    if (auto sum = basis.rewrite(phase.dissolution, phase.k, -1))
      result.push_back({&phase, std::move(sum->terms), std::move(sum->k)});
  }
  return result;
}

}  // namespace raffinate::phreeqc
