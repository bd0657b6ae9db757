#include "phreeqc/token.hpp"

#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "thermo/formula.hpp"

namespace raffinate::phreeqc {

namespace {

/// Whether this is one element: a capital and small letters or "_", or a name in square brackets.
bool is_element(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = 1;
  if (text.front() == '[') {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return false;
    at = close + 1;
  } else if (std::isupper(static_cast<unsigned char>(text.front())) == 0) {
    return false;
  }
  for (; at < text.size(); ++at) {
    if (std::islower(static_cast<unsigned char>(text[at])) == 0 && text[at] != '_') return false;
  }
  return true;
}

}  // namespace

Token parse_token(std::string_view text) {
  const std::size_t open = text.find('(');
  Token token{std::string(text), std::string(text.substr(0, open)), std::nullopt};
  if (!is_element(token.element)) throw thermo::FormulaError(fmt::format("\"{}\" is not the name of an element", text));
  if (open == std::string_view::npos) return token;
  std::string_view inside = text.substr(open + 1);
  if (inside.starts_with('+')) inside.remove_prefix(1);
  double valence = 0;
  const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), valence);
  if (error != std::errc{} || std::string_view(end, inside.data() + inside.size()) != ")") {
    throw thermo::FormulaError(fmt::format("\"{}\" has a valence that is not a number", text));
  }
  token.valence = valence;
  token.text = fmt::format("{}({}", token.element, inside);
  return token;
}

}  // namespace raffinate::phreeqc
