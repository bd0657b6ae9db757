#pragma once
#include <memory>

#include "model/model.hpp"

namespace raffinate::studies {

/// The model of a plant to study. Throws base::InputError also for a plant in which nothing can ever change, as no unit
/// holds anything.
[[nodiscard]] std::shared_ptr<const model::Model> compile(model::Plant plant);

}  // namespace raffinate::studies
