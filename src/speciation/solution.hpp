#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace raffinate::speciation {

/// Amount of one component.
struct Total {
  std::string token;   ///< "Na", "S(6)"
  double amount = 0;   ///< [mol/kg water]
};

/// A component whose total follows from equilibrium with a mineral or gas.
struct HeldBy {
  std::string token;
  std::string phase;
  double saturation_index = 0;  ///< log10 Omega of a mineral, log10 of the fugacity of a gas
};

/// What is known of a solution, per kilogram of solvent water.
struct Solution {
  double temperature = 298.15;  ///< [K]
  std::vector<Total> totals;
  std::optional<double> pH;     ///< without it the proton closes the charge balance
  double pe = 4;                ///< -log10 of the electron's activity
  std::string balance;          ///< component whose total closes the charge; empty: the proton, or nothing if pH is given
  std::vector<HeldBy> held;
};

/// The kind of a solution: solutions of one kind are solved by the same equations.
struct Kind {
  std::vector<std::string> tokens;
  bool pH_given = false;
  std::string balance;
  std::vector<std::pair<std::string, std::string>> held;  ///< token, phase

  friend auto operator<=>(const Kind&, const Kind&) = default;
};

/// Components with a total of zero are left out, unless something else fixes their amount.
[[nodiscard]] Kind kind_of(const Solution& solution);

}  // namespace raffinate::speciation
