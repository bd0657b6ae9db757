#pragma once

namespace raffinate::aqueous {

inline constexpr double water_molar_mass = 0.01801528;                ///< [kg/mol], IUPAC 2021 abridged weights
inline constexpr double water_molality = 1 / water_molar_mass;        ///< mol H2O in one kg [mol/kg]
inline constexpr double ln10 = 2.302585092994045684;

/// Liquid water as a solvent: Debye-Hueckel slopes at T and their temperature derivatives.
struct Solvent {
  double A = 0;     ///< limiting slope, natural-log basis: ln gamma = -A z^2 sqrt(I) [(kg/mol)^1/2]
  double A_T = 0;   ///< dA/dT
  double B = 0;     ///< inverse Debye length per sqrt(I) [(kg/mol)^1/2 / m]
  double B_T = 0;   ///< dB/dT
  double molar_mass = water_molar_mass;  ///< [kg/mol], as in ln a_w = -molar_mass phi sum m
};

/// Slopes at T [K] and 1 bar, 0-150 C:
///   A = 1.8248e6 ln10 rho^1/2 (eps T)^-3/2,  B = 50.292e10 rho^1/2 (eps T)^-1/2   (rho in g/cm3)
/// with the density of water of Kell, J. Chem. Eng. Data 20 (1975) 97 and its relative permittivity
/// of Bradley and Pitzer, J. Phys. Chem. 83 (1979) 1599.
[[nodiscard]] Solvent solvent_at(double T) noexcept;

/// Where a model takes the slopes at T [K] from.
using SolventLaw = Solvent (*)(double T) noexcept;

/// A Solvent at the head of the block of an activity model: A, A_T, B, B_T, molar mass.
inline constexpr int solvent_constant_count = 5;
inline void store(const Solvent& water, double* block) noexcept {
  block[0] = water.A, block[1] = water.A_T, block[2] = water.B, block[3] = water.B_T;
  block[4] = water.molar_mass;
}
[[nodiscard]] inline Solvent solvent_of(const double* block) noexcept {
  return {block[0], block[1], block[2], block[3], block[4]};
}

/// The factor of A in the osmotic sum of one ionic term, integral of 2 I dh with
/// h = sqrt(I) / (1 + b sqrt(I)), as a function of s = sqrt(I):
///   (2/b^3) [ (1 + b s) - 2 ln(1 + b s) - 1/(1 + b s) ]
[[nodiscard]] double debye_osmotic(double s, double b) noexcept;

/// sqrt(I), safe for iterates at or below zero.
[[nodiscard]] double safe_sqrt(double I) noexcept;

}  // namespace raffinate::aqueous
