#pragma once

#include <string>
#include <vector>

#include "thermo/log_k.hpp"
#include "thermo/species.hpp"

namespace raffinate::thermo {

/// A species with its stoichiometric coefficient.
struct Term {
  std::string species;
  double coefficient = 0;
};

/// How a species takes part unless a flowsheet says otherwise.
enum class Standing {
  equilibrium,  ///< fast: always at equilibrium
  kinetic,      ///< forms over hours or months: left out of equilibria
  suppressed    ///< known but switched off
};

/// Formation of one secondary species: sum of masters (including H2O and H+) = species.
struct AqueousReaction {
  std::string species;
  std::vector<Term> masters;
  LogK k;  ///< at zero ionic strength
  Standing standing = Standing::equilibrium;
  Source source;
};

/// Dissolution of one mole of mineral: mineral = sum of products; negative products are consumed.
struct MineralReaction {
  std::string mineral;
  std::vector<Term> products;
  LogK k;
  Source source;
};

/// Dissolution of one mole of gas [bar]: gas = sum of products, e.g. CO2(g) = CO3-2 + 2 H+ - H2O.
struct GasReaction {
  std::string gas;
  std::vector<Term> products;
  LogK k;
  Source source;
};

/// Specific ion interaction coefficient of two ions, or of a neutral species and an ion [kg/mol].
struct SitCoefficient {
  std::string first, second;
  double epsilon = 0;
  Source source;
};

}  // namespace raffinate::thermo
