#include "cli/finish_run.hpp"

#include <fmt/core.h>

#include <filesystem>

#include "results/report.hpp"
#include "results/restart_file.hpp"
#include "results/result_file.hpp"

namespace raffinate::cli {

base::ExitCode finish_run(const studies::Outcome& outcome, const std::string& path, bool json) {
  const auto report = results::make_report(results::ResultFile(path));
  fmt::print("{}", json ? results::to_json(report) + "\n" : results::to_text(report));
  if (outcome.exit_code == base::ExitCode::not_solved) {
    fmt::print(stderr, "{}\n", outcome.status);
    if (std::filesystem::exists(results::restart_path(path)))
      fmt::print(stderr, "it can be taken up again, for example with a smaller tolerance: raffinate resume {} --set "
                         "run.relative_tolerance=1e-6\n", path);
  }
  fmt::print(stderr, "results in {}\n", path);
  return outcome.exit_code;
}

}  // namespace raffinate::cli
