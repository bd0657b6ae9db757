#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>

#include "base/errors.hpp"
#include "cli/checkpoint_words.hpp"
#include "cli/command.hpp"
#include "cli/given_words.hpp"
#include "cli/version.hpp"

namespace {

using raffinate::base::ExitCode;

ExitCode run(int argc, char** argv) {
  CLI::App app{"Raffinate: dynamic simulation of hydrometallurgical recycling plants", "raffinate"};
  app.set_version_flag("--version", raffinate::cli::version_text());
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 ok, 2 input error, 3 not solved, 4 balance not closed,\n"
      "5 implausible or unchanged, 70 internal error. Data on stdout, messages on stderr.");
  raffinate::cli::Action action;
  raffinate::cli::add_run(app, action);
  raffinate::cli::add_resume(app, action);
  raffinate::cli::add_check(app, action);
  raffinate::cli::add_describe(app, action);
  raffinate::cli::add_report(app, action);
  raffinate::cli::add_sensitivity(app, action);
  raffinate::cli::add_speciate(app, action);
  raffinate::cli::add_steady(app, action);
  raffinate::cli::add_list(app, action);
  raffinate::cli::add_completion(app, action);
  const std::vector<std::string> given{argv + 1, argv + argc};
  raffinate::cli::refuse_empty_values(given);
  try {
    auto words = raffinate::cli::join_checkpoint_words(given);
    std::reverse(words.begin(), words.end());  // as CLI11 takes a list
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) raffinate::cli::refuse_unknown_words(app, given);
    return app.exit(error) == 0 ? ExitCode::ok : ExitCode::input;
  }
  return action();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return static_cast<int>(run(argc, argv));
  } catch (const raffinate::base::InputError& error) {
    fmt::print(stderr, "{}", error.what());
    return static_cast<int>(ExitCode::input);
  } catch (const raffinate::base::RunError& error) {
    fmt::print(stderr, "not solved: {}\n", error.what());
    return static_cast<int>(ExitCode::not_solved);
  } catch (const std::exception& error) {
    fmt::print(stderr, "internal error: {}\nplease report this with the flowsheet that caused it\n", error.what());
    return static_cast<int>(ExitCode::internal);
  }
}
