#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "phreeqc/activity_coefficient.hpp"
#include "thermo/formula.hpp"
#include "thermo/reaction.hpp"

namespace raffinate::phreeqc {

/// Parameters of the apparent molar volume as written after -Vm: a1..a4, W, b_Av, i1..i4; missing ones are zero.
using VolumeParameters = std::array<double, 10>;

/// A dissolved species: an entry of SOLUTION_SPECIES.
struct Species {
  std::string name;         ///< charge normalised: "WO4-2", "Fe+3", "e-"
  thermo::Formula formula;  ///< from the name; pseudo-elements ("Acetate", "[13C]") count as elements
  /// One mole is formed from: species = sum of coefficient x species. CO2 is {CO3-2 1, H+ 2, H2O -1}.
  /// Empty for master species written as "Na+ = Na+". Other species, not only masters, may stand here.
  std::vector<thermo::Term> association;
  /// Of the association at zero ionic strength, named expressions included. The analytic form is always
  /// set and is what counts; at_298 is its value at 298.15 K, delta_h is as written.
  thermo::LogK k;
  ActivityCoefficient activity;
  std::optional<VolumeParameters> volume;
  bool checked = true;                              ///< false: -no_check, the reaction need not balance
  std::optional<std::vector<thermo::Term>> counts;  ///< -mole_balance: elements counted in place of the formula's
  int line = 0;                                     ///< of the reaction
};

}  // namespace raffinate::phreeqc
