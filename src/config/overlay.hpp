#pragma once

#include "config/node.hpp"

namespace raffinate::config {

/// The map `base` with the keys of the map `changes` put in their place or added.
[[nodiscard]] Node overlay(const Node& base, const Node& changes);

}  // namespace raffinate::config
