#include "cli/given_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/errors.hpp"
#include "base/nearest.hpp"

namespace raffinate::cli {

namespace {

[[noreturn]] void refuse(const std::string& message, const std::string& remedy) {
  throw base::InputError({base::whole_file("raffinate"), "", message, remedy});
}

}  // namespace

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

void refuse_unknown_words(const CLI::App& app, const std::vector<std::string>& words) {
  if (words.empty() || words.front().starts_with('-')) return;
  std::vector<std::string> commands;
  for (const auto* command : app.get_subcommands({})) commands.push_back(command->get_name());
  if (std::find(commands.begin(), commands.end(), words.front()) == commands.end()) {
    const auto near = base::nearest(words.front(), commands);
    refuse("no command \"" + words.front() + "\"", near ? "did you mean \"" + *near + "\"?" : fmt::format("commands: {}", fmt::join(commands, ", ")));
  }
  const auto* command = app.get_subcommand(words.front());
  std::vector<std::string> options;
  for (const auto* option : command->get_options())
    for (const auto& name : option->get_lnames()) options.push_back("--" + name);
  for (const auto& word : words) {
    const std::string name = word.substr(0, word.find('='));
    if (!name.starts_with("--") || name == "--" || std::find(options.begin(), options.end(), name) != options.end()) continue;
    const auto near = base::nearest(name, options);
    refuse(words.front() + " has no option \"" + name + "\"", near ? "did you mean \"" + *near + "\"?" : fmt::format("options: {}", fmt::join(options, ", ")));
  }
}

}  // namespace raffinate::cli
