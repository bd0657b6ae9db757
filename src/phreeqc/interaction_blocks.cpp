#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "phreeqc/blocks.hpp"
#include "phreeqc/formula.hpp"
#include "phreeqc/option.hpp"

namespace raffinate::phreeqc {

namespace {

/// In the order in which PHREEQC matches shortened options.
constexpr std::array pitzer_spellings{
    Spelling{"b0", Option::b0},
    Spelling{"b1", Option::b1},
    Spelling{"b2", Option::b2},
    Spelling{"c0", Option::c0},
    Spelling{"theta", Option::theta},
    Spelling{"lamda", Option::lambda},
    Spelling{"zeta", Option::zeta},
    Spelling{"psi", Option::psi},
    Spelling{"macinnes", Option::macinnes},
    Spelling{"macinnis", Option::macinnes},
    Spelling{"mac", Option::macinnes},
    Spelling{"redox", Option::redox},
    Spelling{"pe", Option::redox},
    Spelling{"alphas", Option::alphas},
    Spelling{"mu", Option::mu},
    Spelling{"eta", Option::eta},
    Spelling{"etheta", Option::use_etheta},
    Spelling{"use_etheta", Option::use_etheta},
    Spelling{"lambda", Option::lambda},
};

constexpr std::array sit_spellings{
    Spelling{"epsilon", Option::epsilon},
    Spelling{"epsilon1", Option::epsilon1},
};

std::optional<PitzerKind> pitzer_kind(Option option) {
  switch (option) {
    case Option::b0: return PitzerKind::b0;
    case Option::b1: return PitzerKind::b1;
    case Option::b2: return PitzerKind::b2;
    case Option::c0: return PitzerKind::c0;
    case Option::theta: return PitzerKind::theta;
    case Option::lambda: return PitzerKind::lambda;
    case Option::zeta: return PitzerKind::zeta;
    case Option::psi: return PitzerKind::psi;
    case Option::mu: return PitzerKind::mu;
    case Option::eta: return PitzerKind::eta;
    case Option::alphas: return PitzerKind::alphas;
    default: return std::nullopt;
  }
}

/// "false" or "f" switches off; nothing or anything else switches on.
bool read_switch(const Line& line) {
  return line.size() < 2 || std::tolower(static_cast<unsigned char>(line[1].text.front())) != 'f';
}

/// The names of the first `count` words, normalised; empty after a problem was added.
std::vector<std::string> read_names(Draft& draft, const Line& line, std::size_t count, const char* block) {
  std::vector<std::string> names;
  if (line.size() < count + 1) {
    draft.add_problem(line.front(), block,
                      fmt::format("expected {} species and a number, found {} words", count, line.size()),
                      "write the names of the species, then the coefficients");
    return names;
  }
  for (std::size_t i = 0; i < count; ++i) {
    try {
      names.push_back(normalise_species(line[i].text));
    } catch (const thermo::FormulaError& error) {
      draft.add_problem(line[i], block, error.what(), "write the name of a species");
      return {};
    }
  }
  return names;
}

void before_any_kind(Draft& draft, const Line& line, const char* block, const char* remedy) {
  draft.add_problem(line.front(), block,
                    fmt::format("\"{}\" stands before an option that says what follows", line.front().text), remedy);
}

}  // namespace

void read_pitzer(Draft& draft, std::span<const Line> lines) {
  constexpr const char* block = "PITZER";
  Contents& contents = draft.contents;
  contents.has_pitzer_block = true;
  std::optional<PitzerKind> kind;
  for (const Line& line : lines) {
    if (const auto option = find_option(line, pitzer_spellings)) {
      kind = pitzer_kind(*option);
      if (*option == Option::macinnes) contents.pitzer_options.macinnes = read_switch(line);
      else if (*option == Option::use_etheta) contents.pitzer_options.unsymmetrical = read_switch(line);
      else if (*option == Option::redox) contents.pitzer_options.redox = read_switch(line);
      else if (!kind) draft.skip(block, line.front().text, "not an option of this block", line.front().line);
      continue;
    }
    if (!kind) {
      before_any_kind(draft, line, block, "write -B0, -B1, -THETA, ... first");
      continue;
    }
    const std::size_t count = thermo::species_count(*kind);
    PitzerParameter parameter{*kind, read_names(draft, line, count, block), {}, line.front().line};
    if (parameter.species.empty()) continue;
    const auto numbers = read_numbers(draft, line, count, 1, 6);
    std::copy(numbers.begin(), numbers.end(), parameter.coefficients.begin());
    contents.pitzer.push_back(std::move(parameter));
  }
}

void read_sit(Draft& draft, std::span<const Line> lines) {
  constexpr const char* block = "SIT";
  draft.contents.has_sit_block = true;
  std::optional<SitKind> kind;
  for (const Line& line : lines) {
    if (const auto option = find_option(line, sit_spellings)) {
      kind.reset();
      if (*option == Option::epsilon) kind = SitKind::epsilon;
      else if (*option == Option::epsilon1) kind = SitKind::epsilon1;
      else draft.skip(block, line.front().text, "not an option of this block", line.front().line);
      continue;
    }
    if (!kind) {
      before_any_kind(draft, line, block, "write -epsilon first");
      continue;
    }
    const auto names = read_names(draft, line, 2, block);
    if (names.empty()) continue;
    SitParameter parameter{*kind, {names[0], names[1]}, {}, line.front().line};
    const auto numbers = read_numbers(draft, line, 2, 1, 5);
    std::copy(numbers.begin(), numbers.end(), parameter.coefficients.begin());
    draft.contents.sit.push_back(std::move(parameter));
  }
}

}  // namespace raffinate::phreeqc
