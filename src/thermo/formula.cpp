#include "thermo/formula.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "thermo/elements.hpp"

namespace raffinate::thermo {

namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }
bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

void add(Formula& formula, const std::string& element, double count) {
  for (auto& [symbol, total] : formula.elements) {
    if (symbol == element) {
      total += count;
      return;
    }
  }
  formula.elements.emplace_back(element, count);
}

/// Recursive descent over the elements of a formula, without its charge.
class Parser {
 public:
  Parser(std::string_view whole, std::string_view body) : whole_(whole), body_(body) {}

  Formula parse() {
    Formula formula;
    if (body_.empty()) fail("is empty");
    while (at_ < body_.size()) {
      const double multiple = number_or_one();  // of a hydrate part, ":7H2O"
      parse_part(formula, multiple, 0);
      if (at_ < body_.size() && body_[at_] != ':') fail("has a closing bracket too many");
      if (at_ < body_.size() && ++at_ == body_.size()) fail("ends with \":\"");
    }
    return formula;
  }

 private:
  void parse_part(Formula& into, double multiple, int depth) {
    if (depth > 8) fail("has too many nested brackets");
    const std::size_t start = at_;
    while (at_ < body_.size() && body_[at_] != ':' && body_[at_] != ')') {
      if (body_[at_] == '(') {
        ++at_;
        Formula group;
        parse_part(group, 1, depth + 1);
        if (at_ == body_.size() || body_[at_] != ')') fail("has an open bracket");
        ++at_;
        const double count = number_or_one();
        for (const auto& [element, atoms] : group.elements) add(into, element, atoms * count * multiple);
      } else {
        const std::string symbol = element();
        add(into, symbol, number_or_one() * multiple);
      }
    }
    if (at_ == start) fail("has an empty part");
  }

  std::string element() {
    if (!is_upper(body_[at_])) fail(fmt::format("has \"{}\" where an element should be", body_[at_]));
    std::size_t length = 1;
    if (at_ + 1 < body_.size() && is_lower(body_[at_ + 1])) length = 2;
    std::string symbol(body_.substr(at_, length));
    if (!is_element(symbol)) fail(fmt::format("has the unknown element \"{}\"", symbol));
    at_ += length;
    return symbol;
  }

  double number_or_one() {
    if (at_ == body_.size() || !is_digit(body_[at_])) return 1;
    double value = 0;
    const char* const begin = body_.data() + at_;
    const auto [end, error] = std::from_chars(begin, body_.data() + body_.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || value <= 0) fail("has a count that is not positive");
    at_ += static_cast<std::size_t>(end - begin);
    return value;
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw FormulaError(fmt::format("formula \"{}\" {}", whole_, why));
  }

  std::string_view whole_, body_;
  std::size_t at_ = 0;
};

/// "SiO2(am)" -> "SiO2": a last bracket of lower-case letters names the phase.
std::string_view without_phase(std::string_view text) {
  if (text.empty() || text.back() != ')') return text;
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || open + 2 >= text.size()) return text;
  const std::string_view word = text.substr(open + 1, text.size() - open - 2);
  return std::all_of(word.begin(), word.end(), is_lower) ? text.substr(0, open) : text;
}

double parse_charge(std::string_view whole, std::string_view sign) {
  const double unit = sign.front() == '+' ? 1 : -1;
  if (sign.find_first_not_of(sign.front()) == std::string_view::npos) return unit * static_cast<double>(sign.size());
  int size = 0;
  const auto [end, error] = std::from_chars(sign.data() + 1, sign.data() + sign.size(), size);
  if (error != std::errc{} || end != sign.data() + sign.size() || size < 1) {
    throw FormulaError(fmt::format("formula \"{}\" ends with the charge \"{}\"; write +, -, +2, -2", whole, sign));
  }
  return unit * size;
}

}  // namespace

double Formula::count(std::string_view element) const {
  for (const auto& [symbol, total] : elements) {
    if (symbol == element) return total;
  }
  return 0;
}

Formula parse_formula(std::string_view text) {
  const std::string_view body = without_phase(text);
  const std::size_t sign = body.find_first_of("+-");
  Formula formula = Parser(text, body.substr(0, sign)).parse();
  if (sign != std::string_view::npos) formula.charge = parse_charge(text, body.substr(sign));
  return formula;
}

}  // namespace raffinate::thermo
