#pragma once

#include <vector>

namespace raffinate::speciation {

/// A liquid at equilibrium; species in the order of the chemistry's definition, masters first.
struct LiquidState {
  double temperature = 0;             ///< [K]
  double ionic_strength = 0;          ///< [mol/kg]
  double ln_water = 0;                ///< ln a_w
  double water = 1;                   ///< solvent water per kilogram of it before minerals and gases reacted [kg/kg]
  std::vector<double> ln_activity;
  std::vector<double> molality;       ///< [mol/kg]
};

}  // namespace raffinate::speciation
