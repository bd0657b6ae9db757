#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace raffinate::config {

enum class NodeKind { null, scalar, map, list };

/// What a Node points to. Shared between aliases of one anchor, hence without a path.
struct NodeData {
  using Pointer = std::shared_ptr<const NodeData>;

  NodeKind kind = NodeKind::null;
  std::string text;
  std::shared_ptr<const std::string> file;
  int line = 0;
  int column = 0;
  int length = 1;
  std::vector<std::pair<Pointer, Pointer>> entries;  ///< of a map; keys are scalars
  std::vector<Pointer> items;                        ///< of a list
  std::size_t weight = 1;                            ///< number of values in this tree with aliases expanded
};

}  // namespace raffinate::config
