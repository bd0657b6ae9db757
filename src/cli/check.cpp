#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "flowsheet/flowsheet.hpp"
#include "model/model.hpp"
#include "results/input_findings.hpp"

namespace raffinate::cli {

namespace {

base::ExitCode check(const std::string& file, const std::vector<std::string>& overrides) {
  auto sheet = flowsheet::read(file, overrides);
  const auto model = model::Model::compile(std::move(sheet.plant));
  fmt::print("{}: {} units, {} streams, {} components, {} states, {} nonzeros\n", file,
             model->units().size(), model->streams().size(), model->components().size(), model->state_count(),
             model->pattern().nonzeros());
  for (const auto& finding : results::input_findings(*model)) fmt::print("  {}\n", results::to_text(finding));
  return base::ExitCode::ok;
}

}  // namespace

void add_check(CLI::App& app, Action& action) {
  struct Arguments {
    std::string flowsheet;
    std::vector<std::string> overrides;
  };
  auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("check", "Read and compile a flowsheet without running it");
  command->add_option("flowsheet", arguments->flowsheet, "flowsheet file (YAML)")->required();
  command->add_option("--set", arguments->overrides, "change a value: path=value")->allow_extra_args(false);
  command->callback(
      [arguments, &action] { action = [arguments] { return check(arguments->flowsheet, arguments->overrides); }; });
}

}  // namespace raffinate::cli
