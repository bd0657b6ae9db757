#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "thermo/log_k.hpp"
#include "thermo/species.hpp"

namespace raffinate::thermo {

/// How reactions name the electron, which is no species of the data.
inline constexpr std::string_view electron = "e-";

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
  Quality quality;  ///< of log10 K at 298.15 K
  /// True when Pitzer's coefficients of its ions already describe this association: with that model it is left out.
  bool ion_pair = false;
  /// The one activity model with which the constant holds; empty: any.
  std::string model;
};

/// A constant that belongs to one activity model, because it was fitted with it.
struct ModelConstant {
  LogK k;
  Source source;
  Quality quality;  ///< of log10 K at 298.15 K
};

/// Dissolution of one mole of mineral: mineral = sum of products; negative products are consumed.
struct MineralReaction {
  std::string mineral;
  std::vector<Term> products;
  LogK k;  ///< for every activity model that has no constant of its own
  Source source;
  Quality quality;                      ///< of log10 K at 298.15 K
  std::optional<ModelConstant> pitzer;  ///< for Pitzer's model

  /// The constant to use with an activity model, by its name.
  [[nodiscard]] const LogK& constant(std::string_view model) const {
    return pitzer && model == "pitzer" ? pitzer->k : k;
  }
};

/// Dissolution of one mole of gas [bar]: gas = sum of products, e.g. CO2(g) = CO3-2 + 2 H+ - H2O.
struct GasReaction {
  std::string gas;
  std::vector<Term> products;
  LogK k;
  Source source;
  Quality quality;  ///< of log10 K at 298.15 K
};

/// Reduction of master species by whole electrons: the sum of the negative terms + electrons e- = that of the positive ones.
struct RedoxReaction {
  std::string couple;       ///< oxidised over reduced form, "Fe+3/Fe+2"
  std::vector<Term> terms;  ///< signed, without the electrons
  double electrons = 1;
  LogK k;  ///< at zero ionic strength, the standard hydrogen electrode as zero
  Source source;
  Quality quality;  ///< of log10 K at 298.15 K
};

/// Specific ion interaction coefficient of two ions, or of a neutral species and an ion [kg/mol].
struct SitCoefficient {
  std::string first, second;
  double epsilon = 0;
  Source source;
};

}  // namespace raffinate::thermo
