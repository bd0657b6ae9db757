#pragma once

#include <map>
#include <string>

#include "model/plant.hpp"

namespace raffinate::flowsheet {

/// Where a stream may leave the plant, by the word after `to:`.
[[nodiscard]] const std::map<std::string, model::Destination>& destinations();

}  // namespace raffinate::flowsheet
