#pragma once
#include <string>

#include "base/problems.hpp"
#include "results/manifest.hpp"

namespace raffinate::studies {

/// The program that is asked to go on with a run.
struct Program {
  std::string version, source_revision;
};

/// In what today's inputs differ from those of a recorded run, a problem each: values of the flowsheet by path, old and
/// new; data files; the program. A flowsheet that is not there any more counts as unchanged: its text is recorded.
[[nodiscard]] base::Problems changed_inputs(const results::Manifest& recorded, const Program& program);

/// Where a path of the manifest is to be found.
[[nodiscard]] std::string located(const results::Manifest& recorded, const std::string& path);

}  // namespace raffinate::studies
