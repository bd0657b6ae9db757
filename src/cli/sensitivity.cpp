#include "studies/sensitivity.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "cli/durations.hpp"
#include "cli/progress_bar.hpp"

namespace raffinate::cli {

namespace {

struct SensitivityArguments {
  std::string flowsheet;
  std::vector<std::string> of, to, overrides;
  std::string until, window, at = "run", method;
  bool json = false;
};

studies::SensitivityMethod method_of(const std::string& name) {
  if (name == "forward") return studies::SensitivityMethod::forward;
  if (name == "adjoint") return studies::SensitivityMethod::adjoint;
  return studies::SensitivityMethod::automatic;
}

base::ExitCode sensitivity(const SensitivityArguments& arguments) {
  auto overrides = arguments.overrides;
  if (!arguments.until.empty()) overrides.push_back(duration_override(arguments.until));
  studies::SensitivityRequest request{arguments.of, arguments.to, {}, method_of(arguments.method)};
  if (!arguments.window.empty()) request.report.window = parse_duration(arguments.window, "--window", averaging_window);
  studies::SensitivityTable table;
  if (arguments.at == "steady") {
    table = studies::steady_sensitivities(flowsheet::read(arguments.flowsheet, overrides), request);
  } else {
    ProgressBar bar;
    table = studies::run_sensitivities(flowsheet::read(arguments.flowsheet, overrides), request,
                                       [&bar](double t, double duration) { bar.show(t, duration); });
  }
  fmt::print("{}", arguments.json ? studies::to_json(table) + "\n" : studies::to_text(table));
  return base::ExitCode::ok;
}

}  // namespace

void add_sensitivity(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<SensitivityArguments>();
  auto* command = app.add_subcommand("sensitivity", "Derivatives of results by inputs: d(recovery)/d(set point)");
  command->add_option("flowsheet", arguments->flowsheet, "flowsheet file (YAML)")->required();
  command->add_option("--of", arguments->of, "number of the report, e.g. recovery.W [recoveries, products, purities]")
      ->allow_extra_args(false);
  command->add_option("--to", arguments->to, "number of the flowsheet, e.g. units.leach_1.volume")
      ->allow_extra_args(false)
      ->required();
  command->add_option("--at", arguments->at, "run: a run from the filling of the plant; steady: its steady state [run]")
      ->check(CLI::IsMember({"run", "steady"}));
  command
      ->add_option("--method", arguments->method,
                   "forward: through time input by input; adjoint: backwards result by result, for many inputs of few "
                   "results [the cheaper one]")
      ->check(CLI::IsMember({"forward", "adjoint"}));
  command->add_option("--set", arguments->overrides, "change a value: path=value")->allow_extra_args(false);
  command->add_option("--until", arguments->until, "simulated time, e.g. '48 h' [as in the flowsheet]");
  command->add_option("--window", arguments->window, "length of the averaging window at the end [24 h]");
  command->add_flag("--json", arguments->json, "print JSON");
  command->callback([arguments, &action] { action = [arguments] { return sensitivity(*arguments); }; });
}

}  // namespace raffinate::cli
