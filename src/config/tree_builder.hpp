#pragma once

#include <memory>
#include <string>

#include "base/problems.hpp"
#include "config/node_data.hpp"

namespace raffinate::config {

/// Where a text sits in what the user wrote; differs from the start for a value within a longer line.
struct Origin {
  std::string name;  ///< file name for messages
  int line = 1;
  int column = 1;
};

/// Builds the located tree of a YAML text; null and a problem if it is none. `text` must be UTF-8 without a byte order mark.
[[nodiscard]] std::shared_ptr<const NodeData> build_tree(const std::string& text, const Origin& origin,
                                                         base::Problems& problems);

}  // namespace raffinate::config
