#include "cli/list_phreeqc.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <map>
#include <tuple>

#include "phreeqc/database.hpp"
#include "phreeqc/equation_text.hpp"

namespace raffinate::cli {

namespace {

const char* model_name(phreeqc::ActivityModel model) {
  switch (model) {
    case phreeqc::ActivityModel::ion_association: return "Davies and extended Debye-Hueckel";
    case phreeqc::ActivityModel::bdot: return "B-dot (LLNL)";
    case phreeqc::ActivityModel::sit: return "SIT";
    case phreeqc::ActivityModel::pitzer: return "Pitzer";
  }
  return "";
}

template <class Entries>
void print_entries(const char* heading, const Entries& entries) {
  fmt::print("{:<28} {:>10}  {:<60} {}\n", heading, "log K 25 C", "reaction", "line");
  for (const auto& entry : entries)
    fmt::print("{:<28} {:>10.4f}  {:<60} {}\n", entry.name, entry.k.at_298, equation_text(entry), entry.line);
}

void print_elements(const std::vector<phreeqc::Master>& masters) {
  fmt::print("{:<16} {:<20} {:>10} {:>12}  {}\n", "element", "master species", "alkalinity", "M [g/mol]", "line");
  for (const auto& m : masters)
    fmt::print("{:<16} {:<20} {:>10} {:>12.4f}  {}\n", m.token, m.species, m.alkalinity, 1e3 * m.element_weight,
               m.line);
}

void print_skipped(const std::vector<phreeqc::Skipped>& skipped) {
  if (skipped.empty()) return;
  std::map<std::string, std::size_t> by_block;
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<int>> lines;
  for (const auto& s : skipped) {
    ++by_block[s.block];
    lines[{s.block, s.reason, s.entry}].push_back(s.line);
  }
  fmt::print("\nnot used:\n");
  for (const auto& [block, count] : by_block)
    fmt::print("  {:<30} {} {}\n", block.empty() ? "before the first keyword" : block, count,
               count == 1 ? "entry" : "entries");
  fmt::print("\n");
  for (const auto& [entry, where] : lines) {
    const auto& [block, reason, name] = entry;
    fmt::print("  {}{}{}: {}; line{} {}\n", block, name.empty() ? "" : " ", name, reason, where.size() == 1 ? "" : "s",
               fmt::join(where, " "));
  }
}

}  // namespace

void list_phreeqc(const std::string& what, const std::string& file) {
  const auto database = phreeqc::Database::load(file);
  const auto& contents = database.contents();
  fmt::print("{}: {} elements and valence states, {} species, {} phases; activity coefficients: {}\n\n", file,
             contents.masters.size(), contents.species.size(), contents.phases.size(),
             model_name(database.activity_model()));
  if (what == "elements") print_elements(contents.masters);
  else if (what == "species") print_entries("species", contents.species);
  else print_entries("phase", contents.phases);
  print_skipped(contents.skipped);
}

}  // namespace raffinate::cli
