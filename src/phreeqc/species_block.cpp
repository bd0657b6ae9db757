#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "phreeqc/blocks.hpp"
#include "phreeqc/equation.hpp"
#include "phreeqc/log_k.hpp"
#include "phreeqc/token.hpp"

namespace raffinate::phreeqc {

namespace {

constexpr const char* block = "SOLUTION_SPECIES";

/// In the order in which PHREEQC matches shortened options.
constexpr std::array spellings{
    Spelling{"no_check", Option::no_check},
    Spelling{"check", Option::check},
    Spelling{"gamma", Option::gamma},
    Spelling{"mb", Option::mole_balance},
    Spelling{"mass_balance", Option::mole_balance},
    Spelling{"log_k", Option::log_k},
    Spelling{"logk", Option::log_k},
    Spelling{"delta_h", Option::delta_h},
    Spelling{"deltah", Option::delta_h},
    Spelling{"analytical_expression", Option::analytic},
    Spelling{"a_e", Option::analytic},
    Spelling{"ae", Option::analytic},
    Spelling{"mole_balance", Option::mole_balance},
    Spelling{"llnl_gamma", Option::llnl_gamma},
    Spelling{"co2_llnl_gamma", Option::co2_llnl_gamma},
    Spelling{"activity_water", Option::activity_water},
    Spelling{"add_logk", Option::add_logk},
    Spelling{"add_log_k", Option::add_logk},
    Spelling{"add_constant", Option::add_constant},
    Spelling{"dw", Option::skipped},
    Spelling{"erm_ddl", Option::skipped},
    Spelling{"millero", Option::skipped},
    Spelling{"vm", Option::volume},
    Spelling{"viscosity", Option::skipped},
};

/// Why a known option is not used, by the letter that tells those apart.
const char* reason(const Line& line) {
  switch (line.front().text.at(line.front().text.size() > 1 && line.front().text[0] == '-' ? 1 : 0)) {
    case 'd':
    case 'D': return "diffusion in solutions is not modelled";
    case 'v':
    case 'V': return "viscosity is not modelled by species";
    case 'm':
    case 'M': return "volumes after Millero are not used";
    default: return "diffuse layers at surfaces are not modelled";
  }
}

ActivityCoefficient default_activity(const Species& species) {
  if (species.name == "H2O" || species.name == "e-") return {ActivityKind::unity};
  if (species.formula.charge == 0) return {ActivityKind::uncharged};
  return {ActivityKind::davies};
}

class Reader {
 public:
  explicit Reader(Draft& draft) : draft_(draft) {
    for (std::size_t i = 0; i < draft.contents.species.size(); ++i) index_[draft.contents.species[i].name] = i;
  }

  void read(const Line& line) {
    const auto option = find_option(line, spellings);
    if (option) read_option(*option, line);
    else if (is_equation(line)) read_equation(line);
    else not_understood(line);
  }

 private:
  void not_understood(const Line& line) {
    draft_.add_problem(line.front(), block,
                       fmt::format("\"{}\" is neither an equation nor an option", line.front().text),
                       "write an equation with \"=\", or an option such as log_k or -gamma");
  }

  void read_equation(const Line& line) {
    current_.reset();
    ignoring_ = true;  // options of an equation that cannot be read are of no use
    try {
      store(parse_equation(line), line);
      ignoring_ = false;
    } catch (const EquationError& error) {
      draft_.add_problem(error.place, block, fmt::format("the equation {}", error.what()),
                         "write it as CO3-2 + 2 H+ = CO2 + H2O");
    }
  }

  void store(const Equation& equation, const Line& line) {
    const EquationTerm& defined = equation.right.front();
    if (defined.coefficient != 1) {
      throw EquationError(
          fmt::format("defines \"{}\", first on the right, with a coefficient other than 1", defined.species),
          defined.place);
    }
    Species species;
    species.name = defined.species;
    species.formula = formula_of(defined);
    species.activity = default_activity(species);
    species.line = line.front().line;
    WrittenReaction reaction{defined.place, {}, {}};
    const auto add = [&](const EquationTerm& term, double sign) {
      species.association.push_back({term.species, sign * term.coefficient});
      reaction.terms.push_back(term.place);
    };
    for (const EquationTerm& term : equation.left) add(term, 1);
    std::for_each(equation.right.begin() + 1, equation.right.end(), [&](const EquationTerm& term) { add(term, -1); });
    if (species.association.size() == 1 && species.association.front().species == species.name) {
      species.association.clear();  // "Na+ = Na+"
      reaction.terms.clear();
    }
    place(std::move(species), std::move(reaction));
  }

  void place(Species species, WrittenReaction reaction) {
    auto& all = draft_.contents.species;
    current_ = index_.try_emplace(species.name, all.size()).first->second;
    draft_.put(block, all, draft_.species_reactions, *current_, std::move(species), std::move(reaction));
  }

  void read_option(Option option, const Line& line) {
    if (option == Option::unknown) {
      draft_.skip(block, line.front().text, "not an option of this block", line.front().line);
    } else if (option == Option::skipped) {
      draft_.skip(block, line.front().text, reason(line), line.front().line);
    } else if (current_) {
      apply(option, line, draft_.contents.species[*current_]);
    } else if (!ignoring_) {
      draft_.add_problem(line.front(), block,
                         fmt::format("option \"{}\" stands before any reaction", line.front().text),
                         "write the reaction first");
    }
  }

  void apply(Option option, const Line& line, Species& species) {
    if (read_log_k_option(draft_, option, line, draft_.species_reactions[*current_].k)) return;
    switch (option) {
      case Option::no_check: species.checked = false; break;
      case Option::check: species.checked = true; break;
      case Option::gamma: read_activity(ActivityKind::debye_hueckel, 2, line, species); break;
      case Option::llnl_gamma: read_activity(ActivityKind::bdot, 1, line, species); break;
      case Option::co2_llnl_gamma: species.activity = {ActivityKind::drummond}; break;
      case Option::activity_water: species.activity = {ActivityKind::water}; break;
      case Option::volume: read_volume(line, species); break;
      case Option::mole_balance: read_mole_balance(line, species); break;
      default: break;
    }
  }

  void read_activity(ActivityKind kind, std::size_t count, const Line& line, Species& species) {
    const auto numbers = read_numbers(draft_, line, 1, count, count);
    if (numbers.size() < count) return;
    species.activity = {kind, numbers[0], count > 1 ? numbers[1] : 0};
  }

  void read_volume(const Line& line, Species& species) {
    const auto numbers = read_numbers(draft_, line, 1, 1, 10);
    species.volume.emplace();
    std::copy(numbers.begin(), numbers.end(), species.volume->begin());
  }

  /// "S(-2)5" counts five of the valence state S(-2), "Fe(2)S(-2)2" more than one.
  void read_mole_balance(const Line& line, Species& species) {
    if (line.size() < 2) {
      draft_.add_problem(line.front(), block, "the mole balance lacks its formula", "write -mole_balance S(-2)5");
      return;
    }
    const std::string& text = line[1].text;
    std::vector<thermo::Term> counts;
    std::size_t at = 0;
    while (at < text.size()) {
      std::size_t end = text.find_first_of("([ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.", at + 1);
      end = std::min(end, text.size());
      if (end < text.size() && text[end] == '(') end = std::min(text.find(')', end), text.size() - 1) + 1;
      std::size_t next = std::min(text.find_first_not_of("0123456789.", end), text.size());
      try {
        const auto count = end < next ? as_number(text.substr(end, next - end)) : std::optional<double>(1);
        if (!count) throw thermo::FormulaError("has a count that is not a number");
        counts.push_back({parse_token(text.substr(at, end - at)).text, *count});
      } catch (const thermo::FormulaError& error) {
        draft_.add_problem(line[1], block, fmt::format("mole balance \"{}\": {}", text, error.what()),
                           "write it as S(-2)5");
        return;
      }
      at = next;
    }
    species.counts = std::move(counts);
  }

  Draft& draft_;
  std::unordered_map<std::string, std::size_t> index_;
  std::optional<std::size_t> current_;
  bool ignoring_ = false;
};

}  // namespace

void read_species(Draft& draft, std::span<const Line> lines) {
  Reader reader(draft);
  for (const Line& line : lines) reader.read(line);
}

}  // namespace raffinate::phreeqc
