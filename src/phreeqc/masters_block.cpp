#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "phreeqc/blocks.hpp"
#include "phreeqc/formula.hpp"
#include "phreeqc/token.hpp"

namespace raffinate::phreeqc {

namespace {

constexpr double kg_per_g = 1e-3;
constexpr const char* remedy = "write: element species alkalinity formula-or-weight element-weight";

/// Fields of the line after the token; empty after a problem was added.
std::optional<Master> read_master(Draft& draft, const Line& line, std::string& weight_formula) {
  if (line.size() < 4) {
    draft.add_problem(line.front(), line.front().text,
                      fmt::format("expected at least 4 columns, found {}", line.size()), remedy);
    return std::nullopt;
  }
  try {
    const Token token = parse_token(line[0].text);
    Master master{token.text, token.element, token.valence, normalise_species(line[1].text)};
    master.line = line.front().line;
    const auto alkalinity = as_number(line[2].text);
    if (!alkalinity) {
      draft.add_problem(line[2], token.text, fmt::format("expected the alkalinity, found \"{}\"", line[2].text),
                        remedy);
      return std::nullopt;
    }
    master.alkalinity = *alkalinity;
    if (const auto weight = as_number(line[3].text)) master.formula_weight = *weight * kg_per_g;
    else weight_formula = line[3].text;
    if (!master.primary() || master.element == "E") return master;
    const auto weight = line.size() > 4 ? as_number(line[4].text) : std::nullopt;
    if (!weight) {
      draft.add_problem(line.back(), token.text, "expected the weight of the element [g/mol] in column 5", remedy);
      return std::nullopt;
    }
    master.element_weight = *weight * kg_per_g;
    return master;
  } catch (const thermo::FormulaError& error) {
    draft.add_problem(line.front(), "", error.what(), "an element is a capital and small letters, or a name in [ ]");
    return std::nullopt;
  }
}

}  // namespace

void read_masters(Draft& draft, std::span<const Line> lines) {
  auto& masters = draft.contents.masters;
  for (const Line& line : lines) {
    std::string weight_formula;
    auto master = read_master(draft, line, weight_formula);
    if (!master) continue;
    const auto same =
        std::find_if(masters.begin(), masters.end(), [&](const Master& m) { return m.token == master->token; });
    if (same == masters.end()) {
      masters.push_back(std::move(*master));
      draft.weight_formulas.push_back(std::move(weight_formula));
      continue;
    }
    draft.skip("SOLUTION_MASTER_SPECIES", same->token, fmt::format("replaced in line {}", master->line), same->line);
    draft.weight_formulas[static_cast<std::size_t>(same - masters.begin())] = std::move(weight_formula);
    *same = std::move(*master);
  }
}

}  // namespace raffinate::phreeqc
