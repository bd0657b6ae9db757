#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cmath>

#include "base/data_directory.hpp"
#include "cli/command.hpp"
#include "cli/list_phreeqc.hpp"
#include "reactions/library.hpp"
#include "unitops/definition.hpp"

namespace raffinate::cli {

namespace {

constexpr double celsius_zero = 273.15;

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

std::string dissolution_text(const std::string& phase, const std::vector<thermo::Term>& products) {
  std::string left = phase, right;
  for (const auto& [species, amount] : products) {
    std::string& side = amount < 0 ? left : right;
    side += fmt::format("{}{}{}", side.empty() ? "" : " + ",
                        std::abs(amount) == 1 ? "" : fmt::format("{:g} ", std::abs(amount)), species);
  }
  return left + " = " + right;
}

std::string quality_text(const thermo::Quality& quality) {
  return quality.note.empty() ? "" : "; " + quality.note;
}

void list_units() {
  for (const auto& unit : unitops::unit_catalogue()) fmt::print("{:<22} {}\n", unit.name, unit.summary);
}

void list_species(const thermo::Database& database) {
  fmt::print("{:<20} {:<8} {:>12} {:>14} {:>6}  {}\n", "species", "phase", "M [g/mol]", "dfH [kJ/mol]", "+-", "source");
  for (const auto& s : database.species()) {
    const std::string sure = s.quality.uncertainty > 0 ? fmt::format("{:.1f}", 1e-3 * s.quality.uncertainty) : "";
    fmt::print("{:<20} {:<8} {:>12.4f} {:>14.2f} {:>6}  {}{}\n", s.name, phase_name(s.phase), 1e3 * s.molar_mass,
               1e-3 * s.enthalpy, sure, source_text(s.source), quality_text(s.quality));
  }
}

void list_constant(const std::string& name, const thermo::LogK& k, const thermo::Source& source,
                   const thermo::Quality& quality) {
  fmt::print("{:<24} {:>9.3f} {:>6.2f} {:>10.1f} {:>4.0f}-{:<4.0f}  {}{}\n", name, k.at_298, quality.uncertainty,
             1e-3 * k.delta_h, k.t_min - celsius_zero, k.t_max - celsius_zero, source_text(source),
             quality_text(quality));
}

void list_constants(const thermo::Database& database) {
  fmt::print("{:<24} {:>9} {:>6} {:>10} {:>9}  {}\n", "species, phase or couple", "log10 K", "+-", "dH [kJ/mol]", "range [C]",
             "source");
  for (const auto& r : database.aqueous()) list_constant(r.species, r.k, r.source, r.quality);
  for (const auto& m : database.minerals()) {
    list_constant(m.mineral, m.k, m.source, m.quality);
    if (m.pitzer) list_constant("  with pitzer", m.pitzer->k, m.pitzer->source, m.pitzer->quality);
  }
  for (const auto& g : database.gases()) list_constant(g.gas, g.k, g.source, g.quality);
  for (const auto& r : database.redox()) list_constant(r.couple, r.k, r.source, r.quality);
}

void list_phases(const thermo::Database& database) {
  fmt::print("{:<20} {:>9}  {:<50} {}\n", "phase", "log K", "dissolution", "source");
  const auto row = [](const std::string& name, const std::vector<thermo::Term>& products, const thermo::LogK& k,
                      const thermo::Source& source) {
    fmt::print("{:<20} {:>9.3f}  {:<50} {}\n", name, k.at_298, dissolution_text(name, products), source_text(source));
  };
  for (const auto& m : database.minerals()) row(m.mineral, m.products, m.k, m.source);
  for (const auto& g : database.gases()) row(g.gas, g.products, g.k, g.source);
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

struct Arguments {
  std::string what;
  std::string database;  // empty: the program's own data
};

base::ExitCode list(const Arguments& arguments) {
  if (arguments.what == "units") {
    list_units();
    return base::ExitCode::ok;
  }
  if (!arguments.database.empty()) {
    list_phreeqc(arguments.what, arguments.database);
    return base::ExitCode::ok;
  }
  const auto database = thermo::Database::load(base::data_directory());
  if (arguments.what == "species") list_species(database);
  else if (arguments.what == "phases") list_phases(database);
  else if (arguments.what == "constants") list_constants(database);
  else list_reactions(database);
  return base::ExitCode::ok;
}

/// Elements are listed of a PHREEQC database only, units, constants and reactions of the program only.
void check(const Arguments& arguments) {
  const bool of_program =
      arguments.what == "units" || arguments.what == "constants" || arguments.what == "reactions";
  if (of_program && !arguments.database.empty())
    throw CLI::ValidationError("--database",
                               "a PHREEQC database has elements, species and phases, not " + arguments.what);
  if (arguments.what == "elements" && arguments.database.empty())
    throw CLI::ValidationError("elements", "say of which database: --database FILE");
}

}  // namespace

void add_list(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  auto* command =
      app.add_subcommand("list", "What the program or a database knows: units, species, phases, constants, reactions");
  command->add_option("what", arguments->what, "units, species, phases, constants, reactions; elements of a database")
      ->required()
      ->check(CLI::IsMember({"units", "elements", "species", "phases", "constants", "reactions"}));
  command->add_option("--database", arguments->database,
                      "elements, species or phases of a PHREEQC database (.dat) instead of the program's data");
  command->callback([arguments, &action] {
    check(*arguments);
    action = [arguments] { return list(*arguments); };
  });
}

}  // namespace raffinate::cli
