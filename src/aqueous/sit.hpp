#pragma once

#include <memory>
#include <vector>

#include "aqueous/activity_model.hpp"

namespace raffinate::aqueous {

/// Interaction coefficient of two species given by index [kg/mol].
struct Interaction {
  int first = 0, second = 0;
  double epsilon = 0;
};

/// Specific ion interaction theory, for I up to about 3.5 mol/kg:
///   ln gamma_i = -A z_i^2 sqrt(I)/(1 + 1.5 sqrt(I)) + ln10 sum_j epsilon_ij m_j
/// I. Grenthe, A. V. Plyasunov, K. Spahiu, in Modelling in Aquatic Chemistry (OECD-NEA, 1997), ch. IX.
[[nodiscard]] std::shared_ptr<const ActivityModel> make_sit(const std::vector<double>& charges,
                                                            const std::vector<Interaction>& interactions);

}  // namespace raffinate::aqueous
