#include "speciation/solver_pool.hpp"

#include <algorithm>

namespace raffinate::speciation {

Speciator& SolverPool::speciator(const Solution& solution) {
  if (phase_tokens_)
    for (const MineralAmount& mineral : solution.minerals) static_cast<void>(phase_tokens_(mineral.name));  // throws
  const Kind kind = kind_of(solution);
  const auto known = speciators_.find(kind);
  if (known != speciators_.end()) return known->second;
  Chemistry chemistry = make_chemistry_(kind.tokens);
  Chemistry reacting = with_phases(chemistry, kind);
  return speciators_.emplace(kind, Speciator(std::move(chemistry), kind, std::move(reacting))).first->second;
}

/// The chemistry with what dissolving minerals and gases bring along that the solution does not have yet.
Chemistry SolverPool::with_phases(const Chemistry& chemistry, const Kind& kind) const {
  std::vector<std::string> tokens = kind.tokens;
  const auto add = [&](const std::string& token) {
    const std::string element = token.substr(0, token.find('('));
    const auto& masters = chemistry.definition.masters;
    const bool there = std::find(tokens.begin(), tokens.end(), token) != tokens.end() ||
                       std::find(tokens.begin(), tokens.end(), element) != tokens.end() ||
                       std::any_of(masters.begin(), masters.end(), [&](const auto& m) { return m.name == token; });
    if (!there) tokens.push_back(token);
  };
  for (const std::string& mineral : kind.dissolving)
    for (const std::string& token : phase_tokens_(mineral)) add(token);
  for (const std::string& token : kind.gas_tokens) add(token);
  return tokens.size() == kind.tokens.size() ? chemistry : make_chemistry_(tokens);
}

}  // namespace raffinate::speciation
