#include "thermo/equation.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace raffinate::thermo {

namespace {

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> result;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t", at)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    result.push_back(text.substr(at, end - at));
    at = end;
  }
  return result;
}

std::optional<double> as_number(std::string_view word) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return value;
}

void add(std::vector<Term>& terms, std::string_view species, double coefficient) {
  for (Term& term : terms) {
    if (term.species == species) {
      term.coefficient += coefficient;
      return;
    }
  }
  terms.push_back({std::string(species), coefficient});
}

}  // namespace

std::vector<Term> parse_equation(std::string_view text) {
  std::vector<Term> terms;
  double side = -1;
  double coefficient = 1;
  bool expects_species = true;
  const auto fail = [&](std::string_view why) {
    throw EquationError(fmt::format("equation \"{}\" {}; write it as \"WO3 + H2O = WO4-2 + 2 H+\"", text, why));
  };
  for (const std::string_view word : words(text)) {
    if (word == "+" || word == "=") {
      if (expects_species) fail(fmt::format("has \"{}\" where a species should be", word));
      if (word == "=") {
        if (side > 0) fail("has two equals signs");
        side = 1;
      }
      expects_species = true;
    } else if (!expects_species) {
      fail(fmt::format("lacks \" + \" before \"{}\"", word));
    } else if (const auto number = as_number(word)) {
      if (!(*number > 0)) fail("has a coefficient that is not positive");
      coefficient = *number;
    } else {
      add(terms, word, side * coefficient);
      coefficient = 1;
      expects_species = false;
    }
  }
  if (expects_species) fail("ends without a species");
  if (side < 0) fail("has no equals sign");
  return terms;
}

}  // namespace raffinate::thermo
