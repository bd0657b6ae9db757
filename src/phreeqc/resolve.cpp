#include <unordered_map>

#include <fmt/format.h>

#include "phreeqc/blocks.hpp"
#include "phreeqc/checker.hpp"
#include "phreeqc/expressions.hpp"
#include "phreeqc/formula.hpp"

namespace raffinate::phreeqc {

namespace {

/// Element weights of the primary masters, and from them those of valence states and of weight formulas.
void compute_weights(Draft& draft) {
  auto& masters = draft.contents.masters;
  std::unordered_map<std::string, double> weights;
  for (const Master& master : masters) {
    if (master.primary()) weights[master.element] = master.element_weight;
  }
  for (std::size_t i = 0; i < masters.size(); ++i) {
    Master& master = masters[i];
    const Word place{master.token, master.line, 1};
    if (!weights.contains(master.element)) {
      draft.add_problem(place, "SOLUTION_MASTER_SPECIES",
                        fmt::format("valence state \"{}\" of an element that is not defined", master.token),
                        fmt::format("add a line for \"{}\"", master.element));
      continue;
    }
    master.element_weight = weights.at(master.element);
    if (draft.weight_formulas[i].empty()) continue;
    try {
      for (const auto& [element, atoms] : parse_formula(draft.weight_formulas[i]).elements) {
        const auto weight = weights.find(element);
        if (weight == weights.end())
          throw thermo::FormulaError(fmt::format("formula \"{}\" has the element \"{}\", which is not defined",
                                                 draft.weight_formulas[i], element));
        master.formula_weight += atoms * weight->second;
      }
    } catch (const thermo::FormulaError& error) {
      draft.add_problem(place, "SOLUTION_MASTER_SPECIES", error.what(),
                        "define the element, or write the weight as a number");
    }
  }
}

}  // namespace

void resolve(Draft& draft) {
  Expressions expressions(draft);
  Contents& contents = draft.contents;
  for (std::size_t i = 0; i < contents.species.size(); ++i)
    contents.species[i].k = expressions.complete(draft.species_reactions[i].k);
  for (std::size_t i = 0; i < contents.phases.size(); ++i)
    contents.phases[i].k = expressions.complete(draft.phase_reactions[i].k);
  compute_weights(draft);
  Checker(draft).check();
}

}  // namespace raffinate::phreeqc
