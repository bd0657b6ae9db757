#pragma once

#include <memory>
#include <vector>

#include "aqueous/activity_model.hpp"

namespace raffinate::aqueous {

/// Davies equation, for I up to 0.5 mol/kg:
///   ln gamma_i = -A z_i^2 ( sqrt(I)/(1 + sqrt(I)) - 0.3 I ),  neutral species ideal.
/// C. W. Davies, Ion Association (Butterworths, 1962).
[[nodiscard]] std::shared_ptr<const ActivityModel> make_davies(const std::vector<double>& charges);

}  // namespace raffinate::aqueous
