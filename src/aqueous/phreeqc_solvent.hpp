#pragma once

#include "aqueous/solvent.hpp"

namespace raffinate::aqueous {

/// Debye-Hueckel slopes as PHREEQC 3 computes them, at T [K] and 1 atm or, above the boiling point, at
/// saturation. For use with data fitted in PHREEQC; elsewhere `solvent_at` is the choice. 273-623 K.
///
/// Density: Wagner and Pruss, J. Phys. Chem. Ref. Data 31 (2002) 387, equation 2.6 (saturated liquid), and the
/// compression from there to 1 atm of PHREEQC, github.com/usgs-coupled/phreeqc3, src/utilities.cpp.
/// Relative permittivity: Bradley and Pitzer, J. Phys. Chem. 83 (1979) 1599.
[[nodiscard]] Solvent phreeqc_solvent_at(double T) noexcept;

/// Density of water of the same source [g/cm3].
[[nodiscard]] double phreeqc_water_density(double T) noexcept;

}  // namespace raffinate::aqueous
