#pragma once

#include <exception>
#include <stdexcept>
#include <string>

#include "base/problems.hpp"

namespace raffinate::base {

/// The input is wrong and nothing was run (ExitCode::input).
class InputError final : public std::exception {
 public:
  explicit InputError(Problems problems);
  explicit InputError(Problem problem);

  /// All problems, formatted for the user.
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }
  [[nodiscard]] const Problems& problems() const { return problems_; }

 private:
  Problems problems_;
  std::string text_;
};

/// Where a calculation failed, in the words of the plant. Empty parts are left out of the text.
struct Failure {
  std::string message;   ///< what happened, with values and units
  std::string unit;      ///< unit operation, e.g. "leach_1"
  std::string species;   ///< component or species, e.g. "WO4-2"
  std::string equation;  ///< equation or variable, e.g. "sensible heat"
};

/// The calculation could not be finished (ExitCode::not_solved).
class RunError final : public std::runtime_error {
 public:
  explicit RunError(Failure failure);
  explicit RunError(std::string message) : RunError(Failure{std::move(message), {}, {}, {}}) {}

  [[nodiscard]] const Failure& failure() const { return failure_; }

 private:
  Failure failure_;
};

}  // namespace raffinate::base
