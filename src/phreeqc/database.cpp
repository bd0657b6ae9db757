#include "phreeqc/database.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "phreeqc/blocks.hpp"
#include "phreeqc/formula.hpp"
#include "phreeqc/keyword.hpp"
#include "phreeqc/text.hpp"
#include "phreeqc/token.hpp"

namespace raffinate::phreeqc {

namespace {

void read_block(Draft& draft, const Keyword& keyword, const Word& word, std::span<const Line> lines) {
  const std::string_view name = keyword.spelling;
  if (!keyword.skipped_because.empty()) {
    draft.skip(std::string(name), "", std::string(keyword.skipped_because), word.line);
  } else if (name == "SOLUTION_MASTER_SPECIES") {
    read_masters(draft, lines);
  } else if (name == "SOLUTION_SPECIES") {
    read_species(draft, lines);
  } else if (name == "PHASES") {
    read_phases(draft, lines);
  } else if (name == "PITZER") {
    read_pitzer(draft, lines);
  } else if (name == "SIT") {
    read_sit(draft, lines);
  } else if (name == "LLNL_AQUEOUS_MODEL_PARAMETERS") {
    read_bdot(draft, lines);
  } else {
    read_named_expressions(draft, lines);
  }
}

/// Cuts the lines into blocks at keywords; what stands after END is not read, as in PHREEQC.
void read_blocks(Draft& draft, const std::vector<Line>& lines) {
  const auto keyword_of = [&](std::size_t i) { return find_keyword(lines[i].front().text); };
  std::size_t at = 0;
  while (at < lines.size() && keyword_of(at) == nullptr) ++at;
  if (at > 0) draft.skip("", lines.front().front().text, "stands before the first keyword", lines.front().front().line);
  while (at < lines.size()) {
    const Keyword& keyword = *keyword_of(at);
    std::size_t end = at + 1;
    if (keyword.spelling == "END") {
      if (end < lines.size()) draft.skip("END", lines[end].front().text, "stands after END", lines[end].front().line);
      return;
    }
    while (end < lines.size() && keyword_of(end) == nullptr) ++end;
    read_block(draft, keyword, lines[at].front(), std::span(lines).subspan(at + 1, end - at - 1));
    at = end;
  }
}

}  // namespace

Database Database::load(const std::filesystem::path& file) {
  Draft draft;
  draft.file = file.string();
  const std::string text = read_text(file);
  draft.problems.register_text(draft.file, text);
  read_blocks(draft, split_lines(text));
  resolve(draft);
  draft.problems.throw_if_any();
  Database database;
  database.file_ = std::move(draft.file);
  database.contents_ = std::move(draft.contents);
  database.index();
  return database;
}

void Database::index() {
  for (std::size_t i = 0; i < contents_.masters.size(); ++i) master_index_[contents_.masters[i].token] = i;
  for (std::size_t i = 0; i < contents_.species.size(); ++i) species_index_[contents_.species[i].name] = i;
  for (std::size_t i = 0; i < contents_.phases.size(); ++i) phase_index_[lower_case(contents_.phases[i].name)] = i;
}

ActivityModel Database::activity_model() const {
  if (contents_.has_pitzer_block) return ActivityModel::pitzer;
  if (contents_.has_sit_block) return ActivityModel::sit;
  return contents_.bdot ? ActivityModel::bdot : ActivityModel::ion_association;
}

const Master* Database::master(std::string_view token) const {
  try {
    const auto found = master_index_.find(parse_token(token).text);
    return found == master_index_.end() ? nullptr : &contents_.masters[found->second];
  } catch (const thermo::FormulaError&) {
    return nullptr;
  }
}

const Species* Database::species(std::string_view name) const {
  try {
    const auto found = species_index_.find(normalise_species(name));
    return found == species_index_.end() ? nullptr : &contents_.species[found->second];
  } catch (const thermo::FormulaError&) {
    return nullptr;
  }
}

const Phase* Database::phase(std::string_view name) const {
  const auto found = phase_index_.find(lower_case(name));
  return found == phase_index_.end() ? nullptr : &contents_.phases[found->second];
}

double Database::molar_mass(const thermo::Formula& formula) const {
  double mass = 0;
  for (const auto& [element, atoms] : formula.elements) {
    const auto found = master_index_.find(element);
    if (found == master_index_.end())
      throw std::out_of_range(fmt::format("{} defines no element \"{}\"", file_, element));
    mass += atoms * contents_.masters[found->second].element_weight;
  }
  return mass;
}

}  // namespace raffinate::phreeqc
