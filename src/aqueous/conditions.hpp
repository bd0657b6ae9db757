#pragma once

#include <utility>
#include <vector>

#include "thermo/log_k.hpp"

namespace raffinate::aqueous {

/// Which of temperature and sensible heat is given.
enum class Energy { with_enthalpy, at_temperature };

/// What the water input counts.
enum class WaterBasis {
  total,  ///< all of it, also what species bind
  free    ///< the solvent only: totals are then per amount of solvent, as in PHREEQC's solutions
};

/// What fixes the amount of a master.
enum class Given {
  total,        ///< its total amount [mol]
  charge,       ///< the charge of all ions [mol], nearly always 0; the total adapts
  ln_activity,  ///< ln a
  saturation    ///< ln Omega of a mineral, or the logarithm of a gas's fugacity [bar or atm, as its constant]
};

/// How the amount of one master is fixed.
struct MasterCondition {
  Given given = Given::total;
  bool any_sign = false;  ///< total: may be negative; that of the proton always may
  std::vector<std::pair<int, double>> terms;  ///< saturation: masters in the dissolution, their coefficients
  double water = 0;                           ///< saturation: H2O in the dissolution
  thermo::LogK k;                             ///< saturation: constant of the dissolution
};

/// The kind of problem an Equilibrium solves.
struct Conditions {
  Conditions(Energy given = Energy::with_enthalpy) : energy(given) {}  // NOLINT: an Energy alone says all totals

  Energy energy;
  WaterBasis water = WaterBasis::total;
  std::vector<MasterCondition> masters;  ///< by master; empty: all totals
  /// Totals at or below zero, which integration errors produce, are lifted to about this [mol/kg].
  /// Zero switches that off: totals must then be positive.
  double total_floor = 1e-14;
};

}  // namespace raffinate::aqueous
