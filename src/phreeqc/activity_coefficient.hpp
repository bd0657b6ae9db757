#pragma once

namespace raffinate::phreeqc {

/// Equation that the database gives for the activity coefficient of one species. A, B: Debye-Hueckel parameters,
/// z: charge, I: ionic strength [mol/kg]. PITZER and SIT blocks put their own model in place of all of them.
enum class ActivityKind {
  davies,         ///< ions by default: log g = -A z^2 (sqrt I / (1 + sqrt I) - 0.3 I)
  uncharged,      ///< neutral species by default: log g = 0.1 I
  debye_hueckel,  ///< -gamma a b: log g = -A z^2 sqrt I / (1 + B a sqrt I) + b I
  bdot,           ///< -llnl_gamma a: log g = -A z^2 sqrt I / (1 + B a sqrt I) + Bdot(T) I
  drummond,       ///< -co2_llnl_gamma: log g of CO2 from the coefficients of the bdot table
  water,          ///< -activity_water: a species that is given the activity of water
  unity           ///< e-, and H2O itself
};

/// Parameters of that equation; those it does not use are zero.
struct ActivityCoefficient {
  ActivityKind kind = ActivityKind::davies;
  double ion_size = 0;  ///< a [angstrom]
  double slope = 0;     ///< b [kg/mol]
};

}  // namespace raffinate::phreeqc
