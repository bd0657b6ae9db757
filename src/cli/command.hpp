#pragma once
#include <functional>
#include <memory>

#include "base/exit_code.hpp"

namespace CLI {
class App;
}

namespace raffinate::cli {

/// What a chosen subcommand does when parsing is done.
using Action = std::function<base::ExitCode()>;

/// Each adds its subcommand to the application and sets `action` when it is chosen.
void add_run(CLI::App& app, Action& action);
void add_resume(CLI::App& app, Action& action);
void add_check(CLI::App& app, Action& action);
void add_describe(CLI::App& app, Action& action);
void add_report(CLI::App& app, Action& action);
void add_sensitivity(CLI::App& app, Action& action);
void add_speciate(CLI::App& app, Action& action);
void add_steady(CLI::App& app, Action& action);
void add_list(CLI::App& app, Action& action);
void add_completion(CLI::App& app, Action& action);

}  // namespace raffinate::cli
