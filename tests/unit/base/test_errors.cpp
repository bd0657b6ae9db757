#include <catch2/catch.hpp>
#include <string>

#include "base/errors.hpp"
#include "base/exit_code.hpp"

using namespace raffinate;

TEST_CASE("an input error carries its problems and their text") {
  base::Problems problems;
  CHECK_NOTHROW(problems.throw_if_any());
  problems.add({{"plant.yaml", 3, 5, 2}, "leach_1", "unknown key \"x\"", ""});
  try {
    problems.throw_if_any();
    FAIL("nothing was thrown");
  } catch (const base::InputError& error) {
    CHECK(error.problems().size() == 1);
    CHECK(std::string(error.what()) == base::format(problems));
  }
}

TEST_CASE("a run error names the place before the message") {
  CHECK(std::string(base::RunError("no steady state").what()) == "no steady state");
  const base::RunError error({"pH 3.1 at t = 2 h, residual 4e-3", "leach_1", "WO4-2", "speciation"});
  CHECK(std::string(error.what()) == "leach_1, WO4-2, speciation: pH 3.1 at t = 2 h, residual 4e-3");
  CHECK(error.failure().unit == "leach_1");
}

TEST_CASE("exit codes are those of the command line contract") {
  CHECK(static_cast<int>(base::ExitCode::ok) == 0);
  CHECK(static_cast<int>(base::ExitCode::input) == 2);
  CHECK(static_cast<int>(base::ExitCode::not_solved) == 3);
  CHECK(static_cast<int>(base::ExitCode::not_closed) == 4);
  CHECK(static_cast<int>(base::ExitCode::implausible) == 5);
  CHECK(static_cast<int>(base::ExitCode::internal) == 70);
}
