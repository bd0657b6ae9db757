#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "base/data_directory.hpp"
#include "cli/command.hpp"
#include "reactions/library.hpp"
#include "unitops/definition.hpp"

namespace raffinate::cli {

namespace {

const char* phase_name(thermo::Phase phase) {
  switch (phase) {
    case thermo::Phase::aqueous: return "aqueous";
    case thermo::Phase::solid: return "solid";
    case thermo::Phase::gas: return "gas";
  }
  return "";
}

std::string source_text(const thermo::Source& source) {
  return source.assumption ? "assumption: " + source.text + " (" + source.range + ")" : source.text;
}

void list_units() {
  for (const auto& unit : unitops::unit_catalogue()) fmt::print("{:<22} {}\n", unit.name, unit.summary);
}

void list_species(const thermo::Database& database) {
  fmt::print("{:<20} {:<8} {:>12} {:>14}  {}\n", "species", "phase", "M [g/mol]", "dfH [kJ/mol]", "source");
  for (const auto& s : database.species())
    fmt::print("{:<20} {:<8} {:>12.4f} {:>14.2f}  {}\n", s.name, phase_name(s.phase), 1e3 * s.molar_mass,
               1e-3 * s.enthalpy, source_text(s.source));
}

void list_reactions(const thermo::Database& database) {
  reactions::Library library;
  base::Problems problems;
  library.read_folder(base::data_directory() / "reactions", database, problems);
  problems.throw_if_any();
  for (const auto& [name, reaction] : library.all())
    fmt::print("{:<24} {}\n{:<24} {}\n", name, reaction.equation, "", source_text(reaction.source));
  fmt::print("\nsets:\n");
  for (const auto& [name, members] : library.sets()) {
    fmt::print("{:<24}", name);
    for (const auto& member : members) fmt::print(" {}", member);
    fmt::print("\n");
  }
}

base::ExitCode list(const std::string& what) {
  if (what == "units") {
    list_units();
    return base::ExitCode::ok;
  }
  const auto database = thermo::Database::load(base::data_directory());
  if (what == "species") list_species(database);
  else list_reactions(database);
  return base::ExitCode::ok;
}

}  // namespace

void add_list(CLI::App& app, Action& action) {
  auto what = std::make_shared<std::string>();
  auto* command = app.add_subcommand("list", "What the program knows: units, species or reactions");
  command->add_option("what", *what, "units, species or reactions")
      ->required()
      ->check(CLI::IsMember({"units", "species", "reactions"}));
  command->callback([what, &action] { action = [what] { return list(*what); }; });
}

}  // namespace raffinate::cli
