#pragma once

#include <string>
#include <vector>

#include "base/location.hpp"
#include "config/node.hpp"

namespace raffinate::config {

/// Where a number comes from, as written beside it.
struct SourceNote {
  std::string path;  ///< of the value or map that the note belongs to
  std::string text;
  bool assumption = false;  ///< written as `source: {assumption: "reason", range: "..."}`
  std::string range;        ///< of an assumption
  base::Location where;
};

/// All `source:` notes in a tree, in file order.
[[nodiscard]] std::vector<SourceNote> collect_sources(const Node& root);

}  // namespace raffinate::config
