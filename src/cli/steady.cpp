#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "base/errors.hpp"
#include "cli/command.hpp"
#include "cli/progress_bar.hpp"
#include "cli/study_file.hpp"
#include "results/report.hpp"
#include "results/result_file.hpp"
#include "studies/diagnosis.hpp"
#include "studies/steady.hpp"

namespace raffinate::cli {

namespace {

struct SteadyArguments {
  std::string flowsheet;
  std::string output;
  std::vector<std::string> overrides;
  bool json = false;
  bool diagnose = false;
};

std::string command_line(const SteadyArguments& arguments) {
  std::string text = "raffinate steady " + arguments.flowsheet;
  for (const auto& o : arguments.overrides) text += " --set '" + o + "'";
  return text;
}

base::ExitCode run(const SteadyArguments& arguments) {
  auto sheet = flowsheet::read(arguments.flowsheet, arguments.overrides);
  const std::string path = output_path(arguments.flowsheet, arguments.output);
  const auto manifest = manifest_of(sheet, command_line(arguments));
  const auto outcome = studies::solve_steady(std::move(sheet), path, manifest, {});
  const auto report = results::make_report(results::ResultFile(path));
  fmt::print("{}", arguments.json ? results::to_json(report) + "\n" : results::to_text(report));
  if (arguments.diagnose)
    fmt::print("{}", studies::to_text(studies::diagnose(flowsheet::read(arguments.flowsheet, arguments.overrides), results::ResultFile(path))));
  if (outcome.exit_code == base::ExitCode::not_solved) fmt::print(stderr, "{}\n", outcome.status);
  fmt::print(stderr, "results in {}\n", path);
  return outcome.exit_code;
}

}  // namespace

void add_steady(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<SteadyArguments>();
  auto* command = app.add_subcommand("steady", "Find the steady state of a plant and print its yield table");
  command->add_option("flowsheet", arguments->flowsheet, "flowsheet file (YAML)")->required();
  command->add_option("-o,--output", arguments->output, "results file [flowsheet name with .h5]");
  command->add_option("--set", arguments->overrides, "change a value: path=value, e.g. units.leach_1.volume='4 m3'")
      ->allow_extra_args(false);
  command->add_flag("--json", arguments->json, "print the report as JSON");
  command->add_flag("--diagnose", arguments->diagnose, "print what moves fastest at the end, what is conserved, and the slowest modes");
  command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

}  // namespace raffinate::cli
