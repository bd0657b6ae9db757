#include <algorithm>

#include <fmt/format.h>

#include "thermo/database_reader.hpp"
#include "thermo/equation.hpp"

namespace raffinate::thermo {

using config::Node;

void DatabaseReader::read_redox() {
  const DataFile file(directory_ / "aqueous" / "redox.yaml", problems_);
  for (const auto& [key, entry] : file.entries("couples")) {
    file.allow(entry, {"equation", "log_k", "analytic", "range", "uncertainty", "note"});
    RedoxReaction reaction{key.text(), {}, 0, read_log_k(file, entry), file.source(entry), file.quality(entry, "1", true)};
    const Node where = entry.find("equation").value_or(entry);
    try {
      reaction.terms = parse_equation(file.text(entry, "equation"));
    } catch (const EquationError& error) {
      problems_.add(where.problem(error.what()));
      continue;
    }
    if (!check_terms(file, where, reaction.terms, electron)) continue;
    check_balance(file, entry, key.text(), reaction.terms);
    const auto taken = std::find_if(reaction.terms.begin(), reaction.terms.end(),
                                    [](const Term& term) { return term.species == electron; });
    if (taken == reaction.terms.end() || !(taken->coefficient < 0)) {
      problems_.add(where.problem("a reduction has electrons on the left", "write it as \"Fe+3 + e- = Fe+2\""));
      continue;
    }
    reaction.electrons = -taken->coefficient;
    reaction.terms.erase(taken);
    reaction.k.delta_h = enthalpy_of(reaction.terms);
    database_.redox_.push_back(std::move(reaction));
  }
}

}  // namespace raffinate::thermo
