#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "thermo/reaction.hpp"

namespace raffinate::thermo {

/// Measured range of a fit.
struct FitRange {
  double t_min = 0, t_max = 0;   ///< [K]
  double mass_fraction_max = 0;  ///< of the salt
};

/// Density, viscosity and heat capacity of one salt in water.
/// @cite laliberte2004 for density, laliberte2007 for viscosity, laliberte2009 for heat capacity.
struct SolutionFit {
  template <std::size_t N>
  struct Fit {
    std::array<double, N> c{};
    FitRange range;
  };

  std::string salt;  ///< formula
  std::vector<Term> ions;  ///< what one mole counts as in a mixture; empty: it does not enter mixtures
  std::optional<Fit<5>> density;
  std::optional<Fit<6>> viscosity;
  std::optional<Fit<6>> heat_capacity;
  Source source;

  /// Apparent specific volume of the salt [m3/kg] at total solute mass fraction w and T [K].
  [[nodiscard]] double specific_volume(double w, double T) const;
  /// Apparent viscosity of the salt [Pa s].
  [[nodiscard]] double apparent_viscosity(double w, double T) const;
  /// Apparent specific heat of the salt [J/kg/K].
  [[nodiscard]] double apparent_heat_capacity(double w, double T) const;
};

/// A salt and its mass fraction in the solution.
struct Dissolved {
  const SolutionFit* salt = nullptr;
  double mass_fraction = 0;
};

/// Density [kg/m3] of a mixed solution at T [K].
[[nodiscard]] double solution_density(std::span<const Dissolved> salts, double T);
/// Viscosity [Pa s] of a mixed solution at T [K].
[[nodiscard]] double solution_viscosity(std::span<const Dissolved> salts, double T);
/// Heat capacity [J/kg/K] of a mixed solution at T [K].
[[nodiscard]] double solution_heat_capacity(std::span<const Dissolved> salts, double T);

}  // namespace raffinate::thermo
