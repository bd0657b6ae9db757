#include "studies/resume.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "cli/durations.hpp"
#include "cli/finish_run.hpp"
#include "cli/progress_bar.hpp"
#include "cli/version.hpp"

namespace raffinate::cli {

namespace {

struct ResumeArguments {
  std::string results, output, until;
  std::vector<std::string> overrides;
  bool json = false;
};

std::string command_line(const ResumeArguments& arguments) {
  std::string text = "raffinate resume " + arguments.results;
  for (const auto& o : arguments.overrides) text += " --set '" + o + "'";
  if (!arguments.until.empty()) text += " --until '" + arguments.until + "'";
  return text;
}

base::ExitCode resume(const ResumeArguments& arguments) {
  studies::ResumeRequest request;
  request.results = arguments.results;
  request.output = arguments.output.empty() ? arguments.results : arguments.output;
  request.overrides = arguments.overrides;
  if (!arguments.until.empty()) request.overrides.push_back(duration_override(arguments.until));
  request.program = {version(), source_revision()};
  request.command_line = command_line(arguments);
  studies::Outcome outcome;
  {
    ProgressBar bar;
    outcome = studies::resume(request, [&bar](double t, double duration) { bar.show(t, duration); });
  }
  return finish_run(outcome, request.output.string(), arguments.json);
}

}  // namespace

void add_resume(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<ResumeArguments>();
  auto* command = app.add_subcommand("resume", "Go on with a run that was killed, that failed, or that is to last longer");
  command->add_option("results", arguments->results, "results file of the run (HDF5)")->required();
  command->add_option("-o,--output", arguments->output, "file for the whole run [the same]");
  command->add_option("--until", arguments->until, "simulated time, e.g. '500 h' [as in the flowsheet]");
  command->add_option("--set", arguments->overrides, "change a value of `run`, e.g. run.relative_tolerance=1e-6")
      ->allow_extra_args(false);
  command->add_flag("--json", arguments->json, "print the report as JSON");
  command->callback([arguments, &action] { action = [arguments] { return resume(*arguments); }; });
}

}  // namespace raffinate::cli
