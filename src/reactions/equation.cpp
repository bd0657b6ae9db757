#include <cmath>
#include <map>

#include "base/nearest.hpp"
#include "reactions/reaction_definition.hpp"
#include "thermo/equation.hpp"

namespace raffinate::reactions {

namespace {

/// Coefficients below this are rounding of a substitution.
constexpr double negligible = 1e-12;

/// Sums terms by species, replacing secondary species by what they form from.
class TermSum {
 public:
  explicit TermSum(const thermo::Database& database) : database_(database) {}

  void add(const std::string& species, double coefficient) {
    if (const auto* formation = database_.formation(species)) {
      for (const auto& term : formation->masters) add(term.species, coefficient * term.coefficient);
      return;
    }
    if (!totals_.contains(species)) order_.push_back(species);
    totals_[species] += coefficient;
  }

  [[nodiscard]] std::vector<thermo::Term> terms() const {
    std::vector<thermo::Term> terms;
    for (const auto& name : order_)
      if (std::abs(totals_.at(name)) > negligible) terms.push_back({name, totals_.at(name)});
    return terms;
  }

 private:
  const thermo::Database& database_;
  std::map<std::string, double> totals_;
  std::vector<std::string> order_;
};

/// What to write for an unknown species: the equation with its blanks if "WO3+H2O" was read as one name, else a name like it.
std::string suggestion(const std::string& name, std::string_view equation, const thermo::Database& database) {
  if (const auto mended = thermo::with_blanks(equation)) return "write \"" + *mended + "\"";
  std::vector<std::string> names;
  for (const auto& s : database.species()) names.push_back(s.name);
  const auto near = base::nearest(name, names);
  return near ? "did you mean \"" + *near + "\"?" : "see: raffinate list species";
}

}  // namespace

std::vector<thermo::Term> parse_equation(const config::Node& equation, const thermo::Database& database,
                                         base::Problems& problems) {
  std::vector<thermo::Term> written;
  try {
    written = thermo::parse_equation(equation.text());
  } catch (const thermo::EquationError& error) {
    problems.add(equation.problem(error.what(), "blanks stand around \"+\" and \"=\" and after coefficients"));
    return {};
  }
  TermSum sum(database);
  bool known = true;
  for (const auto& term : written) {
    if (database.find(term.species) == nullptr) {
      problems.add(equation.problem("no species named \"" + term.species + "\"", suggestion(term.species, equation.text(), database)));
      known = false;
    } else {
      sum.add(term.species, term.coefficient);
    }
  }
  if (!known) return {};
  const auto terms = sum.terms();
  const std::string imbalance = thermo::imbalance(database, terms);
  if (!imbalance.empty())
    problems.add(equation.problem("the reaction does not balance: " + imbalance + " (products minus reactants)",
                                  "correct the coefficients"));
  return terms;
}

}  // namespace raffinate::reactions
