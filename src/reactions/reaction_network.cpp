#include "reactions/reaction_network.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "reactions/rate_law.hpp"

namespace raffinate::reactions {

namespace {

const RateLawDefinition* find_law(const std::vector<RateLawDefinition>& laws, const std::string& name) {
  const auto found = std::find_if(laws.begin(), laws.end(), [&](const auto& law) { return law.name == name; });
  return found == laws.end() ? nullptr : &*found;
}

bool present(const ComponentList& components, const EntrySet& held, int component) {
  const Component& c = components[component];
  const auto first = held.begin() + c.first_entry;
  return std::any_of(first, first + c.classes, [](char flag) { return flag != 0; });
}

}  // namespace

int Binding::find(const std::string& component) const {
  const int index = components->find(component);
  return index < 0 ? -1 : local((*components)[index].first_entry);
}

ReactionNetwork::ReactionNetwork(const ComponentList& components,
                                 std::vector<const ReactionDefinition*> definitions)
    : components_(&components), definitions_(std::move(definitions)) {}

bool ReactionNetwork::possible(const ReactionDefinition& definition, const EntrySet& held) const {
  return std::all_of(definition.terms.begin(), definition.terms.end(), [&](const thermo::Term& term) {
    const int component = components_->find(term.species);
    return component >= 0 && (term.coefficient > 0 || present(*components_, held, component));
  });
}

bool ReactionNetwork::reach(EntrySet& held) const {
  const EntrySet before = held;
  for (bool changed = true; changed;) {
    const EntrySet round = held;
    for (const auto* definition : definitions_) {
      if (!possible(*definition, held)) continue;
      const auto particle = definition->rate.find("particle");
      for (const thermo::Term& term : definition->terms) {
        const Component& c = (*components_)[components_->find(term.species)];
        const bool moves_classes = particle && particle->text() == c.name;
        if (moves_classes) std::fill_n(held.begin() + c.first_entry, c.classes, 1);
        else if (term.coefficient > 0) held[static_cast<std::size_t>(c.first_entry + c.classes - 1)] = 1;
      }
    }
    changed = held != round;
  }
  return held != before;
}

void ReactionNetwork::bind(const Binding& vessel, base::Problems& problems) {
  static const auto laws = rate_law_catalogue();
  bound_.clear();
  shared_ = {};
  law_passes_ = 0;
  Binding binding = vessel;
  binding.shared = &shared_;
  binding.passes = &law_passes_;
  EntrySet held(static_cast<std::size_t>(components_->component_entry_count()), 0);
  for (int e = 0; e < components_->component_entry_count(); ++e)
    held[static_cast<std::size_t>(e)] = static_cast<char>(binding.local(e) >= 0);
  for (const auto* definition : definitions_) {
    if (!possible(*definition, held)) continue;
    const auto law_name = definition->rate.find("law");
    const auto* law = law_name ? find_law(laws, law_name->text()) : nullptr;
    if (law == nullptr) {
      std::vector<std::string> known;
      std::string list;
      for (const auto& l : laws) {
        known.push_back(l.name);
        list += (list.empty() ? "" : ", ") + l.name;
      }
      const std::string name = law_name ? law_name->text() : "";
      const auto near = base::nearest(name, known);
      problems.add({law_name ? law_name->where() : definition->where, definition->name,
                    law_name ? "no rate law \"" + name + "\"" : "the rate has no `law`",
                    near ? "did you mean \"" + *near + "\"?" : "one of: " + list});
      continue;
    }
    Bound bound;
    bound.name = definition->name;
    bound.law = law->make(*definition, binding, problems);
    if (!bound.law) continue;
    bind_terms(*definition, binding, bound);
    bound_.push_back(std::move(bound));
  }
}

void ReactionNetwork::bind_terms(const ReactionDefinition& definition, const Binding& binding,
                                 Bound& bound) const {
  std::array<double, aggregate_count> change{};
  for (const thermo::Term& term : definition.terms) {
    const int index = components_->find(term.species);
    const Component& c = (*components_)[index];
    const auto contribution = components_->contributions(index);
    for (std::size_t a = 0; a < change.size(); ++a) change[a] += term.coefficient * contribution[a];
    change.back() -= term.coefficient * c.species->enthalpy;
    if (index == bound.law->moves_classes_of()) continue;
    const int coarsest = binding.local(c.first_entry + c.classes - 1);
    if (c.classes == 1 || term.coefficient > 0) {
      bound.terms.emplace_back(coarsest, term.coefficient);
    } else {
      int first = c.first_entry;
      while (binding.local(first) < 0) ++first;
      int end = first;
      while (end < c.first_entry + c.classes && binding.local(end) >= 0) ++end;
      bound.consumed.push_back({binding.local(first), end - first, term.coefficient});
    }
  }
  for (int a = 0; a < aggregate_count; ++a) {
    const int local = binding.local(components_->entry(static_cast<Aggregate>(a)));
    if (local >= 0 && change[static_cast<std::size_t>(a)] != 0.0)
      bound.terms.emplace_back(local, change[static_cast<std::size_t>(a)]);
  }
}

std::vector<std::string> ReactionNetwork::names() const {
  std::vector<std::string> names;
  for (const Bound& reaction : bound_) names.push_back(reaction.name);
  return names;
}

}  // namespace raffinate::reactions
