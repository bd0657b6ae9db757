#pragma once

#include <optional>
#include <string>

namespace raffinate::phreeqc {

/// What stands for an element, or for one valence state of it, in reactions: a line of SOLUTION_MASTER_SPECIES.
struct Master {
  std::string token;              ///< as a solution names it, "+" of the valence left out: "Na", "S(6)", "Alkalinity", "[13C]"
  std::string element;            ///< token without the valence
  std::optional<double> valence;  ///< empty for a primary master
  std::string species;            ///< master species, name normalised: "SO4-2"
  double alkalinity = 0;          ///< contributed by one mole of the species [eq/mol]
  double formula_weight = 0;      ///< of the formula in which mass concentrations count: "HCO3" for C [kg/mol]
  double element_weight = 0;  ///< of the element or pseudo-element [kg/mol]; of a valence state: that of its element
  double atoms = 1;           ///< of the element in one master species, e.g. 2 for Hg(1) as Hg2+2
  int line = 0;

  /// Whether it stands for the element as a whole.
  [[nodiscard]] bool primary() const { return !valence; }
};

/// Token of the titration alkalinity, which is not an element.
inline constexpr const char* alkalinity_token = "Alkalinity";

}  // namespace raffinate::phreeqc
