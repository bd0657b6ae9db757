#pragma once

#include <vector>

#include "speciation/chemistry.hpp"

namespace raffinate::speciation {

/// The chemistry with ideal gases as its last species, in a volume [m3] per kilogram of solvent water at T [K].
///
/// By the gas law the amount of a gas per kilogram of water is its pressure times a constant, so that it obeys a law of
/// mass action as dissolved species do, and the balances count it. The activity model does not see it.
[[nodiscard]] Chemistry with_headspace(const Chemistry& chemistry, const std::vector<const PhaseEntry*>& gases,
                                       double volume, double T);

}  // namespace raffinate::speciation
