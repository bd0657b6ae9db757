#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "cli/command.hpp"
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
