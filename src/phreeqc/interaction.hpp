#pragma once

#include <array>
#include <string>
#include <vector>

#include "thermo/pitzer.hpp"

namespace raffinate::phreeqc {

using thermo::PitzerKind;

/// One line of a PITZER block. With Tr = 298.15 K:
///   P(T) = a0 + a1 (1/T - 1/Tr) + a2 ln(T/Tr) + a3 (T - Tr) + a4 (T^2 - Tr^2) + a5 (1/T^2 - 1/Tr^2)
/// c0 is C-phi. `alphas` of a pair are alpha1 = a0 and alpha2 = a1, without temperature dependence.
struct PitzerParameter {
  PitzerKind kind = PitzerKind::b0;
  std::vector<std::string> species;  ///< two, or three for zeta, psi, mu, eta; in any order, as written
  std::array<double, 6> coefficients{};
  int line = 0;
};

/// Switches of a PITZER block.
struct PitzerOptions {
  bool macinnes = true;       ///< scale activity coefficients of single ions by the convention of MacInnes
  bool unsymmetrical = true;  ///< -use_etheta: E-theta terms for ions of like sign and unlike charge
  bool redox = false;         ///< -redox: admit redox reactions
};

enum class SitKind { epsilon, epsilon1 };

/// One line of a SIT block: e(T) as P(T) above with the first five coefficients. The interaction coefficient of a
/// pair is the sum epsilon + epsilon1 I of those given [kg/mol], I: ionic strength [mol/kg].
struct SitParameter {
  SitKind kind = SitKind::epsilon;
  std::array<std::string, 2> species;
  std::array<double, 5> coefficients{};
  int line = 0;
};

}  // namespace raffinate::phreeqc
