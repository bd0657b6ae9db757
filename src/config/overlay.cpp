#include "config/overlay.hpp"

#include <algorithm>
#include <memory>

#include "config/node_data.hpp"

namespace raffinate::config {

Node overlay(const Node& base, const Node& changes) {
  auto map = std::make_shared<NodeData>(*base.data());
  for (const auto& [key, value] : changes.data()->entries) {
    const auto same = [&key = key](const auto& entry) { return entry.first->text == key->text; };
    const auto known = std::find_if(map->entries.begin(), map->entries.end(), same);
    if (known == map->entries.end()) map->entries.emplace_back(key, value);
    else known->second = value;
  }
  return {std::move(map), base.path()};
}

}  // namespace raffinate::config
