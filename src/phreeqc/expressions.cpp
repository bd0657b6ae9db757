#include "phreeqc/expressions.hpp"

#include <fmt/format.h>

#include "base/nearest.hpp"
#include "phreeqc/log_k.hpp"

namespace raffinate::phreeqc {

Expressions::Expressions(Draft& draft) : draft_(draft) {
  const auto& all = draft.contents.expressions;
  // The last definition of a name counts.
  for (std::size_t i = 0; i < all.size(); ++i) index_[lower_case(all[i].name)] = i;
  states_.resize(all.size(), State::open);
  for (std::size_t i = 0; i < all.size(); ++i) complete_expression(i);
}

thermo::LogK Expressions::complete(const WrittenLogK& written) {
  thermo::LogK k = make_log_k(written);
  for (const Addition& addition : written.additions) add(addition, k);
  return k;
}

void Expressions::complete_expression(std::size_t i) {
  if (states_[i] == State::done) return;
  states_[i] = State::under_way;
  draft_.contents.expressions[i].k = complete(draft_.expression_texts[i].k);
  states_[i] = State::done;
}

void Expressions::add(const Addition& addition, thermo::LogK& k) {
  if (addition.expression.empty()) {
    (*k.analytic)[0] += addition.coefficient;
    k.at_298 += addition.coefficient;
    return;
  }
  const auto found = index_.find(addition.expression);
  if (found == index_.end()) {
    report_unknown(addition);
  } else if (states_[found->second] == State::under_way) {
    draft_.add_problem(addition.place, "-add_logk", fmt::format("\"{}\" is added to itself", addition.place.text),
                       "take it out of what it adds");
  } else {
    complete_expression(found->second);
    k = thermo::combine(k, draft_.contents.expressions[found->second].k, addition.coefficient);
  }
}

void Expressions::report_unknown(const Addition& addition) {
  std::vector<std::string> names;
  for (const NamedExpression& expression : draft_.contents.expressions) names.push_back(expression.name);
  draft_.add_problem(
      addition.place, "-add_logk",
      fmt::format("no named expression \"{}\"{}", addition.place.text, base::did_you_mean(addition.place.text, names)),
      "define it in NAMED_EXPRESSIONS");
}

}  // namespace raffinate::phreeqc
