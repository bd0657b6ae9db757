#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "unitops/definition.hpp"

namespace raffinate::cli {

namespace {

std::string words(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& word : list) text += (text.empty() ? "" : " ") + word;
  return text;
}

// The script is made from the application itself, so it knows every subcommand and option.
base::ExitCode print_bash(const CLI::App& app) {
  std::vector<std::string> commands, units;
  for (const auto& unit : unitops::unit_catalogue()) units.push_back(unit.name);
  std::string cases;
  for (const auto* command : app.get_subcommands({})) {
    commands.push_back(command->get_name());
    std::vector<std::string> options{"--help"};
    for (const auto* option : command->get_options())
      for (const auto& name : option->get_lnames()) options.push_back("--" + name);
    cases += fmt::format("    {}) options=\"{}\" ;;\n", command->get_name(), words(options));
  }
  fmt::print(R"(# bash completion: source <(raffinate completion)
_raffinate() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" command="${{COMP_WORDS[1]}}" options=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{} --help --version" -- "$current"))
    return
  fi
  case "$command" in
{}  esac
  case "$command" in
    describe) options="$options {}" ;;
    list) options="$options units elements species phases constants reactions" ;;
  esac
  COMPREPLY=($(compgen -W "$options" -- "$current") $(compgen -f -- "$current"))
}}
complete -o filenames -F _raffinate raffinate
)",
             words(commands), cases, words(units));
  return base::ExitCode::ok;
}

}  // namespace

void add_completion(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("completion", "Print a bash completion script: source <(raffinate completion)");
  command->callback([&app, &action] { action = [&app] { return print_bash(app); }; });
}

}  // namespace raffinate::cli
