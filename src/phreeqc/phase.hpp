#pragma once

#include <optional>
#include <string>
#include <vector>

#include "thermo/formula.hpp"
#include "thermo/reaction.hpp"

namespace raffinate::phreeqc {

/// A mineral or gas: an entry of PHASES.
struct Phase {
  std::string name;          ///< "Calcite", "CO2(g)"
  std::string formula_text;  ///< as written, first on the left-hand side: "CaCO3"
  thermo::Formula formula;
  bool is_gas = false;  ///< the name ends in "(g)"; its activity is the fugacity [atm]
  /// Dissolution of one mole: phase = sum of coefficient x dissolved species; negative ones are consumed.
  std::vector<thermo::Term> dissolution;
  thermo::LogK k;                              ///< of the dissolution; kept as in Species::k
  std::optional<double> critical_temperature;  ///< T_c [K]
  std::optional<double> critical_pressure;     ///< P_c [atm]
  std::optional<double> acentric_factor;       ///< omega
  std::optional<double> molar_volume;          ///< -Vm of a solid [m3/mol]
  bool checked = true;                         ///< false: -no_check
  int line = 0;                                ///< of the reaction
};

}  // namespace raffinate::phreeqc
