#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/data_directory.hpp"
#include "base/errors.hpp"
#include "cli/command.hpp"
#include "config/override.hpp"
#include "config/read.hpp"
#include "speciation/case_output.hpp"
#include "speciation/data_source.hpp"
#include "speciation/report.hpp"
#include "speciation/solution_file.hpp"
#include "speciation/solver_pool.hpp"

namespace raffinate::cli {

namespace {

struct Arguments {
  std::vector<std::string> inputs;    // a file and totals "Na=1 mol/kg"
  std::vector<std::string> minerals;  // "CaWO4" or "CaWO4=0.1 mol"
  std::string temperature, pH, pe, Eh, alkalinity, balance, database, activity, csv, output;
  bool json = false, summary = false, strict = false;
};

speciation::DataSource data_source(const speciation::ThermoChoice& choice) {
  return {std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory())), choice};
}

speciation::MolarMass molar_mass_in(const speciation::DataSource& source) {
  return [&source](const std::string& token) {
    return source.chemistry(std::vector<std::string>{token}).components.front().molar_mass;
  };
}

speciation::SolverPool solver_pool(const speciation::DataSource& source) {
  return speciation::SolverPool([&source](std::span<const std::string> tokens) { return source.chemistry(tokens); },
                                [&source](const std::string& mineral) { return source.phase(mineral).tokens; });
}

bool is_number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

std::string file_among(const Arguments& arguments) {
  for (const std::string& input : arguments.inputs)
    if (input.find('=') == std::string::npos) return input;
  return {};
}

/// File and command line as one tree; what stands on the command line wins.
config::Node tree(const Arguments& arguments, base::Problems& problems) {
  const std::string file = file_among(arguments);
  config::Node root = file.empty() ? config::parse("{totals: {}}", "command line", problems) : config::read_file(file, problems);
  problems.throw_if_any();
  for (const std::string& input : arguments.inputs) {
    const auto equals = input.find('=');
    if (equals == std::string::npos) continue;
    const bool bare = is_number(input.substr(equals + 1));
    config::apply_override(root, "totals." + input + (bare ? " mol/kg" : ""), problems);
  }
  const auto set = [&](const char* key, const std::string& value) {
    if (!value.empty()) config::apply_override(root, std::string(key) + "=" + value, problems);
  };
  for (const std::string& mineral : arguments.minerals)
    config::apply_override(root, "minerals." + mineral + (mineral.find('=') == std::string::npos ? "=0 mol" : ""), problems);
  set("temperature", arguments.temperature);
  set("pH", arguments.pH);
  set("pe", arguments.pe);
  set("Eh", arguments.Eh);
  set("alkalinity", arguments.alkalinity);
  set("balance", arguments.balance);
  set("thermo.activity", arguments.activity);
  return root;
}

/// Databases are named from the folder of the file that names them.
void resolve_database(speciation::ThermoChoice& thermo, const Arguments& arguments) {
  if (!arguments.database.empty()) {
    thermo.database = arguments.database;
    return;
  }
  const auto folder = std::filesystem::path(file_among(arguments)).parent_path();
  if (!thermo.database.empty()) thermo.database = (folder / thermo.database).string();
}

base::ExitCode speciate_one(const Arguments& arguments) {
  base::Problems problems;
  auto inputs = speciation::SolutionInputs::schema().read(tree(arguments, problems), problems);
  problems.throw_if_any();
  resolve_database(inputs.thermo, arguments);
  const auto source = data_source(inputs.thermo);
  const auto of_mineral = [&source](const std::string& name) { return source.phase(name).molar_mass; };
  const auto gases = [&source](const std::vector<config::Amount>& amounts) { return source.gases(amounts); };
  const auto solution = make_solution(inputs, molar_mass_in(source), of_mineral, gases);
  auto pool = solver_pool(source);
  auto& speciator = pool.speciator(solution);
  const auto result = speciator.solve(solution);
  const speciation::Heading heading{speciator.chemistry().database,
                                    std::string(speciator.chemistry().definition.activity->name())};
  fmt::print("{}", arguments.json ? to_json(result, heading) + "\n" : to_text(result, heading));
  if (!result.converged) return base::ExitCode::not_solved;
  const bool doubtful = result.out_of_range || !result.uncovered.empty() || result.misses_species();
  return arguments.strict && doubtful ? base::ExitCode::implausible : base::ExitCode::ok;
}

std::string read_text(const std::string& file, base::Problems& problems) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) problems.add({base::whole_file(file), "--csv", "cannot read the file", "check the path"});
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write(const std::string& text, const std::string& file) {
  if (file.empty()) {
    fmt::print("{}", text);
    return;
  }
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  if (!stream.flush()) throw base::RunError("cannot write \"" + file + "\"");
}

base::ExitCode speciate_table(const Arguments& arguments) {
  base::Problems problems;
  speciation::ThermoChoice thermo;
  if (!arguments.activity.empty()) thermo.activity = arguments.activity;
  resolve_database(thermo, arguments);
  const auto source = data_source(thermo);
  const std::string text = read_text(arguments.csv, problems);
  const auto cases = speciation::read_cases(text, arguments.csv, arguments.balance, molar_mass_in(source), problems);
  problems.throw_if_any();
  auto pool = solver_pool(source);
  std::vector<speciation::Result> results;
  std::size_t refused = 0;
  for (const auto& row : cases) {
    results.push_back(pool.solve(row.solution));
    refused += results.back().converged ? 0 : 1;
  }
  const auto detail = arguments.summary ? speciation::Detail::summary : speciation::Detail::all;
  write(to_csv(cases, results, detail), arguments.output);
  if (refused == 0) return base::ExitCode::ok;
  fmt::print(stderr, "{} of {} cases have no solution; the column `status` says why\n", refused, cases.size());
  return base::ExitCode::not_solved;
}

}  // namespace

void add_speciate(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("speciate", "Equilibrium of one aqueous solution, or of a table of solutions");
  std::vector<CLI::Option*> of_one{
      command->add_option("solution", arguments->inputs,
                          "solution file (YAML) and/or totals, for example \"Na=2 mol/kg\" W=1; a bare number is mol/kg water"),
      command->add_option("--temperature", arguments->temperature, "for example \"60 degC\" [25 degC]"),
      command->add_option("--pH", arguments->pH, "given pH; without it the proton closes the charge balance"),
      command->add_option("--pe", arguments->pe, "-log10 of the electron's activity [4]"),
      command->add_option("--Eh", arguments->Eh, "redox potential against hydrogen, for example \"0.4 V\""),
      command->add_option("--alkalinity", arguments->alkalinity,
                          "for example \"2.3 meq/kg\"; fixes the proton, with a pH the carbonate"),
      command->add_option("--mineral", arguments->minerals,
                          "mineral that may precipitate, CaWO4, or also dissolve, CaWO4=\"0.1 mol\"; may be repeated")
          ->allow_extra_args(false),
      command->add_flag("--json", arguments->json, "as JSON")};
  command->add_option("--balance", arguments->balance, "component whose total closes the charge when the pH is given");
  command->add_option("--database", arguments->database, "database in PHREEQC's format [the project's own data]");
  command->add_option("--activity", arguments->activity, "activity model [the one of the database]");
  command->add_flag("--strict", arguments->strict,
                    "exit code 5 if the activity model is beyond its range or lacks an interaction coefficient");
  auto* table = command->add_option("--csv", arguments->csv, "table of solutions; the results are a table too");
  for (CLI::Option* option : of_one) table->excludes(option);  // a table says all that itself
  command->add_flag("--summary", arguments->summary, "of a table: pH, ionic strength and totals only")->needs(table);
  command->add_option("-o,--output", arguments->output, "file for the table of results [standard output]")->needs(table);
  command->callback([arguments, &action] {
    action = [arguments] { return arguments->csv.empty() ? speciate_one(*arguments) : speciate_table(*arguments); };
  });
}

}  // namespace raffinate::cli
