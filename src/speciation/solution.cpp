#include "speciation/solution.hpp"

#include <algorithm>

namespace raffinate::speciation {

namespace {

bool is_held(const Solution& solution, const std::string& token) {
  return std::any_of(solution.held.begin(), solution.held.end(), [&](const auto& h) { return h.token == token; });
}

void add_once(std::vector<std::string>& tokens, const std::string& token) {
  if (std::find(tokens.begin(), tokens.end(), token) == tokens.end()) tokens.push_back(token);
}

}  // namespace

Kind kind_of(const Solution& solution) {
  Kind kind;
  for (const auto* totals : {&solution.totals, &solution.per_volume})
    for (const Total& total : *totals)
      if (total.amount != 0 || total.token == solution.balance || is_held(solution, total.token))
        add_once(kind.tokens, total.token);
  if (!solution.balance.empty()) add_once(kind.tokens, solution.balance);
  kind.alkalinity_given = solution.alkalinity.has_value();
  if (solution.alkalinity && solution.pH) add_once(kind.tokens, carbonate_token);
  for (const HeldBy& held : solution.held) {
    add_once(kind.tokens, held.token);
    kind.held.emplace_back(held.token, held.phase);
  }
  for (const MineralAmount& mineral : solution.minerals)
    if (mineral.amount > 0) add_once(kind.dissolving, mineral.name);
  if (solution.gas_phase)
    for (const GasAmount& gas : solution.gas_phase->gases)
      if (gas.amount > 0)
        for (const std::string& token : gas.tokens) add_once(kind.gas_tokens, token);
  kind.pH_given = solution.pH.has_value();
  kind.balance = solution.balance;
  return kind;
}

}  // namespace raffinate::speciation
