#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/checkpoint_words.hpp"
#include "cli/command.hpp"
#include "cli/durations.hpp"
#include "cli/finish_run.hpp"
#include "cli/progress_bar.hpp"
#include "cli/study_file.hpp"
#include "results/result_file.hpp"
#include "studies/diagnosis.hpp"
#include "studies/simulate.hpp"

namespace raffinate::cli {

namespace {

struct RunArguments {
  std::string flowsheet;
  std::string output;
  std::vector<std::string> overrides;
  std::string until, checkpoint;
  bool json = false;
  bool diagnose = false;
};

std::string command_line(const RunArguments& arguments) {
  std::string text = "raffinate run " + arguments.flowsheet;
  for (const auto& o : arguments.overrides) text += " --set '" + o + "'";
  if (!arguments.until.empty()) text += " --until '" + arguments.until + "'";
  if (!arguments.checkpoint.empty()) text += " --checkpoint '" + arguments.checkpoint + "'";
  return text;
}

base::ExitCode run(const RunArguments& arguments) {
  auto overrides = arguments.overrides;
  if (!arguments.until.empty()) overrides.push_back(duration_override(arguments.until));
  auto sheet = flowsheet::read(arguments.flowsheet, overrides);
  const std::string path = output_path(arguments.flowsheet, arguments.output);
  auto manifest = manifest_of(sheet, command_line(arguments));
  if (!arguments.checkpoint.empty()) manifest.checkpoint_interval = checkpoint_interval(arguments.checkpoint);
  studies::Outcome outcome;
  {
    ProgressBar bar;
    outcome = studies::simulate(std::move(sheet), path, manifest,
                                [&bar](double t, double duration) { bar.show(t, duration); });
  }
  const auto code = finish_run(outcome, path, arguments.json);
  if (arguments.diagnose)
    fmt::print("{}", studies::to_text(studies::diagnose(flowsheet::read(arguments.flowsheet, overrides), results::ResultFile(path))));
  return code;
}

}  // namespace

void add_run(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<RunArguments>();
  auto* command = app.add_subcommand("run", "Simulate a plant, write an HDF5 file and print the yield table");
  command->add_option("flowsheet", arguments->flowsheet, "flowsheet file (YAML)")->required();
  command->add_option("-o,--output", arguments->output, "results file [flowsheet name with .h5]");
  command->add_option("--set", arguments->overrides, "change a value: path=value, e.g. units.leach_1.volume='4 m3'")
      ->allow_extra_args(false);
  command->add_option("--until", arguments->until, "simulated time, e.g. '48 h' [as in the flowsheet]");
  command->add_option("--checkpoint", arguments->checkpoint, "keep restart points for `raffinate resume`: every 10 min");
  command->add_flag("--json", arguments->json, "print the report as JSON");
  command->add_flag("--diagnose", arguments->diagnose, "print what moves fastest at the end, what is conserved, and the slowest modes");
  command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

}  // namespace raffinate::cli
