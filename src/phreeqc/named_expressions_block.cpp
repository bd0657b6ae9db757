#include <array>

#include <fmt/format.h>

#include "phreeqc/blocks.hpp"
#include "phreeqc/log_k.hpp"

namespace raffinate::phreeqc {

namespace {

constexpr const char* block = "NAMED_EXPRESSIONS";

/// In the order in which PHREEQC matches shortened options.
constexpr std::array spellings{
    Spelling{"log_k", Option::log_k},
    Spelling{"logk", Option::log_k},
    Spelling{"delta_h", Option::delta_h},
    Spelling{"deltah", Option::delta_h},
    Spelling{"analytical_expression", Option::analytic},
    Spelling{"a_e", Option::analytic},
    Spelling{"ae", Option::analytic},
    Spelling{"ln_alpha1000", Option::skipped},
    Spelling{"add_logk", Option::add_logk},
    Spelling{"add_log_k", Option::add_logk},
    Spelling{"vm", Option::skipped},
};

}  // namespace

void read_named_expressions(Draft& draft, std::span<const Line> lines) {
  auto& all = draft.contents.expressions;
  for (const Line& line : lines) {
    const auto option = find_option(line, spellings);
    const Word& word = line.front();
    if (!option) {
      all.push_back({word.text, {}, word.line});
      draft.expression_texts.push_back({word, {}, {}});
    } else if (*option == Option::skipped || *option == Option::unknown) {
      draft.skip(block, word.text, "fractionation of isotopes and volumes of expressions are not modelled", word.line);
    } else if (all.empty()) {
      draft.add_problem(word, block, fmt::format("option \"{}\" stands before any name", word.text),
                        "write the name of the expression first");
    } else {
      read_log_k_option(draft, *option, line, draft.expression_texts.back().k);
    }
  }
}

}  // namespace raffinate::phreeqc
