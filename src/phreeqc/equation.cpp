#include "phreeqc/equation.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "phreeqc/formula.hpp"

namespace raffinate::phreeqc {

namespace {

std::string unreadable(const thermo::FormulaError& error) {
  return std::string("has a species that cannot be read: ") + error.what();
}

bool is_sign(char c) { return c == '+' || c == '-'; }
bool is_numeric(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.'; }

/// The words of a line written together, because white space means nothing in an equation.
class Squeezed {
 public:
  explicit Squeezed(const Line& line) : line_(line) {
    for (const Word& word : line) text_ += word.text;
  }

  [[nodiscard]] const std::string& text() const { return text_; }

  /// A piece of the text with the place of its first character.
  [[nodiscard]] Word piece(std::size_t from, std::size_t to) const {
    std::size_t before = 0;
    const Word* word = &line_.front();
    for (const Word& next : line_) {
      word = &next;
      if (from < before + next.text.size()) break;
      before += next.text.size();
    }
    const auto offset = static_cast<int>(std::min(from - before, word->text.size()));
    return {text_.substr(from, to - from), word->line, word->column + offset};
  }

 private:
  const Line& line_;
  std::string text_;
};

class Parser {
 public:
  explicit Parser(const Line& line) : squeezed_(line), text_(squeezed_.text()) {}

  Equation parse() {
    Equation equation;
    equation.left = parse_side();
    if (at_ == text_.size()) throw EquationError("has no equals sign", squeezed_.piece(0, 1));
    ++at_;
    equation.right = parse_side();
    if (at_ < text_.size()) throw EquationError("has two equals signs", squeezed_.piece(at_, at_ + 1));
    return equation;
  }

 private:
  std::vector<EquationTerm> parse_side() {
    std::vector<EquationTerm> terms;
    while (at_ < text_.size() && text_[at_] != '=') terms.push_back(parse_term());
    if (terms.empty()) throw EquationError("has a side without species", squeezed_.piece(at_, at_ + 1));
    return terms;
  }

  EquationTerm parse_term() {
    const double coefficient = parse_coefficient();
    const std::size_t start = at_;
    skip_body();
    if (at_ == start) throw EquationError("has no species here", squeezed_.piece(start, start + 1));
    at_ = end_of_charge(at_);
    const Word place = squeezed_.piece(start, at_);
    try {
      return {normalise_species(place.text), coefficient, place};
    } catch (const thermo::FormulaError& error) {
      throw EquationError(unreadable(error), place);
    }
  }

  double parse_coefficient() {
    const std::size_t start = at_;
    double sign = 1;
    if (at_ < text_.size() && is_sign(text_[at_])) sign = text_[at_++] == '-' ? -1 : 1;
    const std::size_t digits = at_;
    while (at_ < text_.size() && is_numeric(text_[at_])) ++at_;
    if (at_ == digits) return sign;
    double value = 0;
    const char* const end = text_.data() + at_;
    const auto result = std::from_chars(text_.data() + digits, end, value, std::chars_format::fixed);
    if (result.ec != std::errc{} || result.ptr != end) {
      throw EquationError("has a coefficient that is not a number", squeezed_.piece(start, at_));
    }
    return sign * value;
  }

  void skip_body() {
    while (at_ < text_.size() && !is_sign(text_[at_]) && text_[at_] != '=') {
      if (text_[at_] == '[') at_ = std::min(text_.find(']', at_), text_.size() - 1);
      ++at_;
    }
  }

  /// Signs and digits after a name are its charge, but at the end of a side only: otherwise the last sign belongs
  /// to the next term. "Ca+2+2H2O" is Ca+2 and two of water, "CO2+H2O" has no charge.
  [[nodiscard]] std::size_t end_of_charge(std::size_t from) const {
    std::size_t to = from;
    while (to < text_.size() && (is_sign(text_[to]) || is_numeric(text_[to]))) ++to;
    if (to == text_.size() || text_[to] == '=') return to;
    while (to > from && !is_sign(text_[to - 1])) --to;
    return to > from ? to - 1 : from;
  }

  Squeezed squeezed_;
  const std::string& text_;
  std::size_t at_ = 0;
};

}  // namespace

thermo::Formula formula_of(const EquationTerm& term) {
  try {
    return parse_formula(term.species);
  } catch (const thermo::FormulaError& error) {
    throw EquationError(unreadable(error), term.place);
  }
}

bool is_equation(const Line& line) {
  return std::any_of(line.begin(), line.end(),
                     [](const Word& word) { return word.text.find('=') != std::string::npos; });
}

Equation parse_equation(const Line& line) { return Parser(line).parse(); }

}  // namespace raffinate::phreeqc
