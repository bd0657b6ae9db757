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

/// Whether a plus sign stands between two species. Otherwise it belongs to an ion: nothing but its charge follows, "Fe+3", "Na+".
bool separates(std::string_view text, std::size_t plus) {
  constexpr std::string_view digits = "0123456789", ends = "+= \t";
  if (plus == 0 || text[plus - 1] == ' ') return true;
  const std::size_t next = std::min(text.find_first_not_of(digits, plus + 1), text.size());
  return next < text.size() && ends.find(text[next]) == std::string_view::npos;
}

/// The text with one blank around every sign and after every coefficient.
std::string spaced(std::string_view text) {
  std::string apart;
  bool term_starts = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool numeral = (c >= '0' && c <= '9') || c == '.';
    if (c == '=' || (c == '+' && separates(text, i))) {
      apart += {' ', c, ' '};
      term_starts = true;
      continue;
    }
    if (term_starts && !numeral && !apart.empty()) apart += ' ';  // after a coefficient
    term_starts = term_starts && (numeral || c == ' ');
    apart += c;
  }
  std::string result;
  for (const auto word : words(apart)) result.append(result.empty() ? "" : " ").append(word);
  return result;
}

/// As parse_equation; what it throws says why in few words.
std::vector<Term> read(std::string_view text) {
  std::vector<Term> terms;
  double side = -1;
  double coefficient = 1;
  bool expects_species = true;
  const auto fail = [](const std::string& why) { throw EquationError(why); };
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

}  // namespace

std::optional<std::string> with_blanks(std::string_view text) {
  const std::string mended = spaced(text);
  if (mended == text) return std::nullopt;
  try {
    static_cast<void>(read(mended));
  } catch (const EquationError&) {
    return std::nullopt;
  }
  return mended;
}

std::vector<Term> parse_equation(std::string_view text) {
  try {
    return read(text);
  } catch (const EquationError& error) {
    if (const auto mended = with_blanks(text))
      throw EquationError(fmt::format("equation \"{}\" lacks blanks; write it as \"{}\"", text, *mended));
    throw EquationError(fmt::format("equation \"{}\" {}; the pattern is \"A + 2 B = C + D\"", text, error.what()));
  }
}

}  // namespace raffinate::thermo
