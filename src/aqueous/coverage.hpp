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

}  // namespace raffinate::aqueous
