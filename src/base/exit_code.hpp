#pragma once

namespace raffinate::base {

/// What the program tells the shell.
enum class ExitCode {
  ok = 0,
  input = 2,        ///< the input is wrong, nothing was run
  not_solved = 3,   ///< the solver gave up
  not_closed = 4,   ///< a balance does not close
  implausible = 5,  ///< implausible, unchanged, or out of range under `strict`
  internal = 70     ///< a defect of the program
};

}  // namespace raffinate::base
