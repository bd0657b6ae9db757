#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "phreeqc/blocks.hpp"
#include "phreeqc/equation.hpp"
#include "phreeqc/formula.hpp"
#include "phreeqc/log_k.hpp"

namespace raffinate::phreeqc {

namespace {

constexpr const char* block = "PHASES";
constexpr const char* equation_remedy = "write it as CaSO4:2H2O = Ca+2 + SO4-2 + 2 H2O";

/// In the order in which PHREEQC matches shortened options.
constexpr std::array spellings{
    Spelling{"no_check", Option::no_check},
    Spelling{"check", Option::check},
    Spelling{"log_k", Option::log_k},
    Spelling{"logk", Option::log_k},
    Spelling{"delta_h", Option::delta_h},
    Spelling{"deltah", Option::delta_h},
    Spelling{"analytical_expression", Option::analytic},
    Spelling{"a_e", Option::analytic},
    Spelling{"ae", Option::analytic},
    Spelling{"add_logk", Option::add_logk},
    Spelling{"add_log_k", Option::add_logk},
    Spelling{"add_constant", Option::add_constant},
    Spelling{"t_c", Option::critical_temperature},
    Spelling{"p_c", Option::critical_pressure},
    Spelling{"omega", Option::acentric_factor},
    Spelling{"vm", Option::volume},
};

/// Dissolved species may be marked "(aq)" here, and water "(l)".
std::string dissolved(const std::string& species) {
  if (species == "H2O(l)" || species == "H2O(L)") return "H2O";
  if (lower_case(species).ends_with("(aq)")) return without_phase(species);
  return species;
}

/// Cubic metres per mole in the unit written after a volume: cm3/mol if none.
double cubic_metres(const Line& line) {
  const std::string unit = line.size() > 2 ? lower_case(line[2].text) : "";
  if (unit.starts_with("dm3")) return 1e-3;
  return unit.starts_with("m3") ? 1.0 : 1e-6;
}

class Reader {
 public:
  explicit Reader(Draft& draft) : draft_(draft) {
    for (std::size_t i = 0; i < draft.contents.phases.size(); ++i)
      index_[lower_case(draft.contents.phases[i].name)] = i;
  }

  void read(std::span<const Line> lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Line& line = lines[i];
      if (const auto option = find_option(line, spellings)) {
        read_option(*option, line);
        continue;
      }
      current_.reset();
      ignoring_ = true;
      if (i + 1 == lines.size() || !is_equation(lines[i + 1])) {
        draft_.add_problem(line.front(), block,
                           fmt::format("\"{}\" has no dissolution reaction in the line after it", line.front().text),
                           equation_remedy);
        continue;
      }
      read_equation(line.front(), lines[++i]);
    }
  }

 private:
  void read_equation(const Word& name, const Line& line) {
    try {
      store(name, parse_equation(line), line);
      ignoring_ = false;
    } catch (const EquationError& error) {
      draft_.add_problem(error.place, name.text, fmt::format("the equation {}", error.what()), equation_remedy);
    }
  }

  void store(const Word& name, const Equation& equation, const Line& line) {
    const EquationTerm& solid = equation.left.front();
    if (solid.coefficient != 1) {
      throw EquationError(
          fmt::format("dissolves \"{}\", first on the left, with a coefficient other than 1", solid.species),
          solid.place);
    }
    Phase phase;
    phase.name = name.text;
    phase.formula_text = without_phase(solid.species);
    phase.formula = formula_of(solid);
    phase.is_gas = lower_case(name.text).ends_with("(g)");
    phase.line = line.front().line;
    WrittenReaction reaction{solid.place, {}, {}};
    const auto add = [&](const EquationTerm& term, double sign) {
      phase.dissolution.push_back({dissolved(term.species), sign * term.coefficient});
      reaction.terms.push_back(term.place);
    };
    std::for_each(equation.left.begin() + 1, equation.left.end(), [&](const EquationTerm& term) { add(term, -1); });
    for (const EquationTerm& term : equation.right) add(term, 1);
    place(std::move(phase), std::move(reaction));
  }

  void place(Phase phase, WrittenReaction reaction) {
    auto& all = draft_.contents.phases;
    current_ = index_.try_emplace(lower_case(phase.name), all.size()).first->second;
    draft_.put(block, all, draft_.phase_reactions, *current_, std::move(phase), std::move(reaction));
  }

  void read_option(Option option, const Line& line) {
    if (option == Option::unknown) {
      draft_.skip(block, line.front().text, "not an option of this block", line.front().line);
    } else if (current_) {
      apply(option, line, draft_.contents.phases[*current_]);
    } else if (!ignoring_) {
      draft_.add_problem(line.front(), block, fmt::format("option \"{}\" stands before any phase", line.front().text),
                         "write the phase first");
    }
  }

  void apply(Option option, const Line& line, Phase& phase) {
    if (read_log_k_option(draft_, option, line, draft_.phase_reactions[*current_].k)) return;
    const auto one_number = [&](std::optional<double>& value, double factor) {
      const auto numbers = read_numbers(draft_, line, 1, 1, 1);
      if (!numbers.empty()) value = numbers.front() * factor;
    };
    switch (option) {
      case Option::no_check: phase.checked = false; break;
      case Option::check: phase.checked = true; break;
      case Option::critical_temperature: one_number(phase.critical_temperature, 1); break;
      case Option::critical_pressure: one_number(phase.critical_pressure, 1); break;
      case Option::acentric_factor: one_number(phase.acentric_factor, 1); break;
      case Option::volume: one_number(phase.molar_volume, cubic_metres(line)); break;
      default: break;
    }
  }

  Draft& draft_;
  std::unordered_map<std::string, std::size_t> index_;
  std::optional<std::size_t> current_;
  bool ignoring_ = false;
};

}  // namespace

void read_phases(Draft& draft, std::span<const Line> lines) { Reader(draft).read(lines); }

}  // namespace raffinate::phreeqc
