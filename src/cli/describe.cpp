#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <sstream>

#include "base/data_directory.hpp"
#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "cli/command.hpp"
#include "config/read.hpp"
#include "flowsheet/component_finder.hpp"
#include "reactions/rate_law.hpp"
#include "unitops/definition.hpp"

namespace raffinate::cli {

namespace {

std::string default_text(const config::FieldInfo& field) {
  if (field.required) return "required";
  return field.fallback.empty() ? "optional" : field.fallback;
}

void print_fields(const std::vector<config::FieldInfo>& fields, int indent) {
  for (const auto& field : fields) {
    std::string what = std::string(config::kind_name(field.kind));
    if (!field.unit.empty() && field.unit != "1") what = field.unit;
    if (field.kind == config::Kind::setting) what += "|signal";
    for (std::size_t i = 0; i < field.choices.size(); ++i) what += (i == 0 ? ": " : " | ") + field.choices[i];
    const std::string range = field.range();
    fmt::print("{:{}}{:<{}} {:<12} {:<16} {}{}\n", "", indent, field.name, 22 - indent, what, default_text(field),
               field.help, range.empty() ? "" : " (" + range + ")");
    print_fields(field.fields, indent + 2);
  }
}

/// The example as the only unit of a plant, beside water, which every vessel needs.
config::Node plant_of(const unitops::UnitDefinition& unit, base::Problems& problems) {
  std::string text = "vessel: {filling: {}}\nunit:\n";
  std::istringstream lines(unit.example);
  for (std::string line; std::getline(lines, line);) text += "  " + line + "\n";
  return config::parse(text, unit.name, problems);
}

/// Ports of a unit built from its example; none if that needs more than the example says.
std::vector<unitops::Port> ports_of(const unitops::UnitDefinition& unit) {
  base::Problems problems;
  const auto database = std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory()));
  reactions::Library library;
  library.read_folder(base::data_directory() / "reactions", *database, problems);
  const auto inputs = config::parse(unit.example.empty() ? "{}" : unit.example, unit.name, problems);
  auto names = flowsheet::find_components(plant_of(unit, problems), *database, library);
  auto components = std::make_shared<const reactions::ComponentList>(database, std::move(names), std::map<std::string, reactions::SizeGrid>{});
  const unitops::BuildContext context(std::move(components), std::move(library), {database, {}});
  const auto block = unit.make(inputs, context);
  return block ? block->ports() : std::vector<unitops::Port>{};
}

void print_ports(const unitops::UnitDefinition& unit) {
  const auto ports = ports_of(unit);
  if (!ports.empty()) fmt::print("\n");
  for (const auto& port : ports) {
    const bool enters = port.direction == unitops::Port::Direction::inlet;
    fmt::print("  {:<7} {:<14} {}{}\n", enters ? "inlet" : "outlet", port.name, port.help, port.optional ? " (optional)" : "");
  }
}

base::ExitCode list_all() {
  fmt::print("unit operations (raffinate describe NAME):\n");
  for (const auto& unit : unitops::unit_catalogue()) fmt::print("  {:<22} {}\n", unit.name, unit.summary);
  fmt::print("\nrate laws:\n");
  for (const auto& law : reactions::rate_law_catalogue()) fmt::print("  {:<22} {}\n", law.name, law.help);
  return base::ExitCode::ok;
}

base::ExitCode describe(const std::string& name) {
  if (name.empty()) return list_all();
  std::vector<std::string> known;
  for (const auto& unit : unitops::unit_catalogue()) {
    known.push_back(unit.name);
    if (unit.name != name) continue;
    fmt::print("{}: {}\n\n  {:<20} {:<12} {:<16} {}\n", unit.name, unit.summary, "key", "unit", "default", "meaning");
    print_fields(unit.fields, 2);
    print_ports(unit);
    fmt::print("\nexample:\n{}\n", unit.example);
    return base::ExitCode::ok;
  }
  for (const auto& law : reactions::rate_law_catalogue()) {
    known.push_back(law.name);
    if (law.name != name) continue;
    fmt::print("{}: {}\n\n  {:<20} {:<12} {:<16} {}\n", law.name, law.help, "key", "unit", "default", "meaning");
    print_fields(law.fields, 2);
    return base::ExitCode::ok;
  }
  const auto near = base::nearest(name, known);
  throw base::InputError({base::whole_file("describe"), name, "no unit operation or rate law \"" + name + "\"",
                          near ? "did you mean \"" + *near + "\"?" : "see: raffinate describe"});
}

}  // namespace

void add_describe(CLI::App& app, Action& action) {
  auto name = std::make_shared<std::string>();
  auto* command = app.add_subcommand("describe", "Inputs of a unit operation or rate law; without a name, all of them");
  command->add_option("name", *name, "unit operation or rate law");
  command->callback([name, &action] { action = [name] { return describe(*name); }; });
}

}  // namespace raffinate::cli
