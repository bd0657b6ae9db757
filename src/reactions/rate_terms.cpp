#include "reactions/rate_terms.hpp"

#include <algorithm>

namespace raffinate::reactions {

bool in_solution(const ReactionDefinition& reaction, const Binding& binding) {
  const ComponentList& components = *binding.components;
  return std::any_of(reaction.terms.begin(), reaction.terms.end(), [&](const thermo::Term& term) {
    const int component = components.find(term.species);
    if (component < 0 || components[component].species->phase != thermo::Phase::aqueous) return false;
    return term.coefficient < 0 || term.species != "H2O";
  });
}

Orders::Orders(const std::vector<config::Amount>& orders, Basis basis, const ReactionDefinition& reaction,
               const Binding& binding, base::Problems& problems)
    : basis_(basis) {
  for (const auto& order : orders) {
    const int species = binding.liquid == nullptr ? -1 : binding.liquid->species_index(order.name);
    if (species < 0) {
      problems.add({reaction.where, reaction.name,
                    "its rate needs the dissolved species \"" + order.name + "\", which " + binding.vessel +
                        " does not have",
                    "add it to the feed or choose another rate law"});
      continue;
    }
    outputs_.emplace_back(basis == Basis::molality ? binding.liquid->molality_output(species)
                                                   : aqueous::Equilibrium::ln_activity_output(species),
                          order.value);
  }
}

int require_local(const std::string& component, const ReactionDefinition& reaction, const Binding& binding,
                  base::Problems& problems) {
  const int local = binding.find(component);
  if (local < 0)
    problems.add({reaction.where, reaction.name,
                  "its rate needs the component \"" + component + "\", which " + binding.vessel + " never holds", ""});
  return local;
}

Limiting::Limiting(const std::vector<config::LocatedText>& names, const ReactionDefinition& reaction,
                   const Binding& binding, base::Problems& problems) {
  for (const auto& name : names) locals_.push_back(require_local(name.text, reaction, binding, problems));
  if (names.empty()) problems.add({reaction.where, reaction.name, "its rate names no component that limits it", ""});
}

SizedMineral::SizedMineral(const std::string& name, const ReactionDefinition& reaction, const Binding& binding,
                           base::Problems& problems) {
  component = binding.components->find(name);
  if (component >= 0) grid = (*binding.components)[component].grid;
  if (grid == nullptr) {
    problems.add({reaction.where, reaction.name, "\"" + name + "\" has no particle sizes",
                  "list it under `sizes:` of the flowsheet"});
    return;
  }
  first = require_local(name, reaction, binding, problems);
  trace = binding.trace;
  for (const auto& term : reaction.terms) {
    if (term.species != name) continue;
    coefficient = term.coefficient;
    pass = (*binding.passes)++;
  }
}

}  // namespace raffinate::reactions
