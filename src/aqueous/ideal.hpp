#pragma once

#include <memory>
#include <vector>

#include "aqueous/activity_model.hpp"

namespace raffinate::aqueous {

/// Activity = molality; ln a_w = -M_w sum m_i.
[[nodiscard]] std::shared_ptr<const ActivityModel> make_ideal(const std::vector<double>& charges);

}  // namespace raffinate::aqueous
