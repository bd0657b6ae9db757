#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "cli/durations.hpp"
#include "results/report.hpp"
#include "results/result_file.hpp"

namespace raffinate::cli {

namespace {

struct ReportArguments {
  std::string file;
  std::string window;
  bool json = false;
};

base::ExitCode report(const ReportArguments& arguments) {
  results::ReportOptions options;
  if (!arguments.window.empty()) options.window = parse_duration(arguments.window, "--window", averaging_window);
  const auto made = results::make_report(results::ResultFile(arguments.file), options);
  fmt::print("{}", arguments.json ? results::to_json(made) + "\n" : results::to_text(made));
  return base::ExitCode::ok;
}

}  // namespace

void add_report(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<ReportArguments>();
  auto* command = app.add_subcommand("report", "Yields, reagents, utilities and closure of a results file");
  command->add_option("results", arguments->file, "results file (HDF5)")->required();
  command->add_option("--window", arguments->window, "length of the averaging window at the end [24 h]");
  command->add_flag("--json", arguments->json, "as JSON");
  command->callback([arguments, &action] { action = [arguments] { return report(*arguments); }; });
}

}  // namespace raffinate::cli
