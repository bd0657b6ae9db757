#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>

#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "cli/checkpoint_words.hpp"
#include "cli/command.hpp"
#include "cli/version.hpp"

namespace {

using raffinate::base::ExitCode;

std::string list(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

[[noreturn]] void refuse(const std::string& message, const std::string& remedy) {
  using raffinate::base::InputError;
  throw InputError({raffinate::base::whole_file("raffinate"), "", message, remedy});
}

/// An empty word is a variable of a script that is not set; to go on without it would do something else than meant.
void refuse_empty_values(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool attached = words[i].starts_with("--") && words[i].find('=') == words[i].size() - 1;
    if (attached) refuse("expected a value after \"" + words[i] + "\", found nothing", "write " + words[i] + "VALUE, or leave the option out");
    if (!words[i].empty()) continue;
    const bool option = i > 0 && words[i - 1].starts_with('-');
    refuse(option ? "expected a value after " + words[i - 1] + ", found an empty text" : "one of the words is an empty text",
           option ? "write a value, or leave the option out" : "leave it out");
  }
}

/// Names the command or the option that does not exist, which the parser leaves to guess when something else is missing too.
void refuse_unknown_words(const CLI::App& app, const std::vector<std::string>& words) {
  if (words.empty() || words.front().starts_with('-')) return;
  std::vector<std::string> commands;
  for (const auto* command : app.get_subcommands({})) commands.push_back(command->get_name());
  if (std::find(commands.begin(), commands.end(), words.front()) == commands.end()) {
    const auto near = raffinate::base::nearest(words.front(), commands);
    refuse("no command \"" + words.front() + "\"", near ? "did you mean \"" + *near + "\"?" : "commands: " + list(commands));
  }
  const auto* command = app.get_subcommand(words.front());
  std::vector<std::string> options;
  for (const auto* option : command->get_options())
    for (const auto& name : option->get_lnames()) options.push_back("--" + name);
  for (const auto& word : words) {
    const std::string name = word.substr(0, word.find('='));
    if (!name.starts_with("--") || name == "--" || std::find(options.begin(), options.end(), name) != options.end()) continue;
    const auto near = raffinate::base::nearest(name, options);
    refuse(words.front() + " has no option \"" + name + "\"", near ? "did you mean \"" + *near + "\"?" : "options: " + list(options));
  }
}

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
  refuse_empty_values(given);
  try {
    auto words = raffinate::cli::join_checkpoint_words(given);
    std::reverse(words.begin(), words.end());  // as CLI11 takes a list
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) refuse_unknown_words(app, given);
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
