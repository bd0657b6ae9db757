#pragma once

#include <memory>
#include <vector>

#include "aqueous/activity_model.hpp"

namespace raffinate::aqueous {

/// Parameters of one species. Neutral species have a linear term only.
struct IonSize {
  double charge = 0;
  double size = 4e-10;  ///< distance of closest approach [m]
  double b = 0;         ///< linear term, log10 basis [kg/mol]
};

/// Extended Debye-Hueckel (Truesdell-Jones; with one b for all ions: Helgeson's B-dot form):
///   ln gamma_i = -A z_i^2 sqrt(I) / (1 + B a_i sqrt(I)) + ln10 b_i I
/// Water activity is integrated from pure water along dilution of the solution at hand. With ions of
/// different sizes no function satisfies Gibbs-Duhem in every direction; along dilution this one does.
[[nodiscard]] std::shared_ptr<const ActivityModel> make_extended_debye_huckel(const std::vector<IonSize>& species);

}  // namespace raffinate::aqueous
