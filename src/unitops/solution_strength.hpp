#pragma once
#include <vector>

#include "unitops/build_context.hpp"
#include "unitops/material.hpp"

namespace raffinate::unitops {

/// The composition of a material as mass fractions, in its order. Parts given per volume, "500 g/L" or "12 mol/L", are
/// in the solution that makes up what is not given by mass; its density at the temperature of the material is that
/// of Laliberte. A problem of the context, and zero, for a part without such a density and for more than a solution of
/// known density holds.
[[nodiscard]] std::vector<double> mass_fractions(const Material& material, const BuildContext& context);

/// Tells the context of every dissolved part that is more than water dissolves at the temperature of the material
/// (measured solubility in water), or, where that is not known, more than any solution whose density was measured.
/// `fractions` from `mass_fractions`; `water` is the mass fraction of water [kg/kg].
void doubt_strength(const Material& material, const std::vector<double>& fractions, double water,
                    const BuildContext& context);

}  // namespace raffinate::unitops
