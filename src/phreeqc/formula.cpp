#include "phreeqc/formula.hpp"

#include <cctype>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/characters.hpp"

namespace raffinate::phreeqc {

namespace {

using thermo::Formula;
using thermo::FormulaError;

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool goes_on(char c) { return std::islower(static_cast<unsigned char>(c)) != 0 || c == '_'; }

void add(Formula& formula, const std::string& element, double atoms) {
  for (auto& [symbol, total] : formula.elements) {
    if (symbol == element) {
      total += atoms;
      return;
    }
  }
  formula.elements.emplace_back(element, atoms);
}

/// Where the charge starts: the first sign outside of square brackets.
std::size_t find_charge(std::string_view name) {
  int depth = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '[') ++depth;
    if (name[i] == ']') --depth;
    if (depth == 0 && (name[i] == '+' || name[i] == '-')) return i;
  }
  return name.size();
}

double parse_charge(std::string_view name, std::string_view charge) {
  if (charge.empty()) return 0;
  const double sign = charge.front() == '+' ? 1 : -1;
  if (charge.find_first_not_of(charge.front()) == std::string_view::npos)
    return sign * static_cast<double>(charge.size());
  double size = 0;
  const char* const end = charge.data() + charge.size();
  const auto result = std::from_chars(charge.data() + 1, end, size, std::chars_format::fixed);
  if (result.ec != std::errc{} || result.ptr != end || size < 0) {
    throw FormulaError(fmt::format("species \"{}\" ends with \"{}\", which is not a charge", name, charge));
  }
  return sign * size;
}

std::string charge_text(double charge) {
  if (charge == 0) return "";
  if (std::abs(charge) == 1) return charge > 0 ? "+" : "-";
  return fmt::format("{:+}", charge);
}

/// Recursive descent over a formula without its charge.
class Parser {
 public:
  Parser(std::string_view name, std::string_view body) : name_(name), body_(body) {}

  Formula parse() {
    Formula formula;
    if (body_.empty()) fail("has no element");
    for (;;) {
      const double multiple = number_or_one();  // of a hydrate part, ":7H2O"
      parse_part(formula, multiple, 0);
      if (at_ == body_.size()) return formula;
      if (body_[at_] != ':') fail("has a closing bracket too many");
      if (++at_ == body_.size()) fail("ends with \":\"");
    }
  }

 private:
  void parse_part(Formula& into, double multiple, int depth) {
    if (depth > 8) fail("has too many nested brackets");
    while (at_ < body_.size() && body_[at_] != ':' && body_[at_] != ')') {
      if (body_[at_] != '(') {
        const std::string symbol = element();
        add(into, symbol, number_or_one() * multiple);
        continue;
      }
      ++at_;
      Formula group;
      parse_part(group, 1, depth + 1);
      if (at_ == body_.size() || body_[at_] != ')') fail("has an open bracket");
      ++at_;
      const double count = number_or_one() * multiple;
      for (const auto& [symbol, atoms] : group.elements) add(into, symbol, atoms * count);
    }
  }

  std::string element() {
    const std::size_t start = at_;
    if (body_[at_] == '[') {
      const std::size_t close = body_.find(']', at_);
      if (close == std::string_view::npos) fail("has \"[\" without \"]\"");
      at_ = close;
    } else if (!is_upper(body_[at_])) {
      fail(fmt::format("has \"{}\" where an element should be", character()));
    }
    ++at_;
    while (at_ < body_.size() && goes_on(body_[at_])) ++at_;
    return std::string(body_.substr(start, at_ - start));
  }

  /// The character at hand, which may be several bytes.
  [[nodiscard]] std::string_view character() const {
    return body_.substr(at_, base::character_offset(body_.substr(at_), 1));
  }

  double number_or_one() {
    if (at_ == body_.size() || (!is_digit(body_[at_]) && body_[at_] != '.')) return 1;
    double value = 0;
    const char* const begin = body_.data() + at_;
    const auto [end, error] = std::from_chars(begin, body_.data() + body_.size(), value, std::chars_format::fixed);
    if (error != std::errc{}) fail("has a count that is not a number");
    at_ += static_cast<std::size_t>(end - begin);
    return value;
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw FormulaError(fmt::format("formula \"{}\" {}", name_, why));
  }

  std::string_view name_, body_;
  std::size_t at_ = 0;
};

}  // namespace

std::string normalise_species(std::string_view name) {
  const std::size_t sign = find_charge(name);
  return std::string(name.substr(0, sign)) + charge_text(parse_charge(name, name.substr(sign)));
}

Formula parse_formula(std::string_view name) {
  const std::string text = without_phase(name);
  const std::size_t sign = find_charge(text);
  const std::string_view body = std::string_view(text).substr(0, sign);
  Formula formula;
  if (body != "e") formula = Parser(name, body).parse();
  formula.charge = parse_charge(name, std::string_view(text).substr(sign));
  return formula;
}

std::string without_phase(std::string_view name) {
  std::string text(name);
  for (const std::string_view phase : {"(s)", "(S)", "(g)", "(G)", "(aq)", "(AQ)"}) {
    const std::size_t at = text.find(phase);
    // "(S)" can be sulphur in brackets: only at the end is it a phase.
    if (at != std::string::npos && at + phase.size() == text.size()) text.erase(at);
  }
  return text;
}

}  // namespace raffinate::phreeqc
