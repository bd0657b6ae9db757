#pragma once

#include <vector>

#include "aqueous/definition.hpp"

namespace raffinate::aqueous {

/// Two ions of unlike sign whose interaction the activity model does not know: it counts as zero.
struct UncoveredPair {
  int first = 0, second = 0;  ///< species, masters first
  double share = 0;           ///< of the dissolved mass that these two species make up
};

/// How much of a solution the coefficients of its activity model do not describe.
struct Coverage {
  std::vector<UncoveredPair> pairs;  ///< largest share first
  double share = 0;                  ///< of the dissolved mass in species of any such pair
};

/// Pairs whose species both exceed `threshold` [mol/kg]; `molality` by species, masters first [mol/kg].
[[nodiscard]] Coverage coverage_of(const Definition& definition, const double* molality, double threshold = 0.01);

/// Activity from which on a species that is left out would matter; of the highly charged ions that this concerns, the
/// molality is orders of magnitude higher.
inline constexpr double missed_activity = 1e-6;

/// ln a that a species would have beside the masters, whose ln a are given.
[[nodiscard]] double ln_activity_of(const SecondarySpecies& species, const double* ln_activity, double ln_water, double T);

}  // namespace raffinate::aqueous
