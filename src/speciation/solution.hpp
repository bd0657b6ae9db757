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

/// A mineral that may precipitate, or dissolve until it is used up.
struct MineralAmount {
  std::string name;
  double amount = 0;  ///< at first [mol/kg water]
};

/// A gas of a gas phase.
struct GasAmount {
  std::string name;
  double amount = 0;                ///< at first [mol/kg water]
  bool inert = false;               ///< the data do not say how it dissolves
  std::vector<std::string> tokens;  ///< components that it consists of, besides water
};

/// Ideal gases in contact with a solution, at a given pressure or in a given volume.
struct GasPhase {
  std::optional<double> pressure;  ///< of all of them [Pa]
  std::optional<double> volume;    ///< [m3/kg water]
  std::vector<GasAmount> gases;
};

/// What is known of a solution, per kilogram of solvent water.
struct Solution {
  double temperature = 298.15;  ///< [K]
  std::vector<Total> totals;
  std::vector<Total> per_volume;  ///< totals per volume of solution [mol/m3], which its density turns into the above
  std::optional<double> pH;     ///< without it the proton closes the charge balance
  /// [eq/kg water]. Without a pH it fixes the proton and the charge stays open; with one it fixes the carbonate.
  std::optional<double> alkalinity;
  double pe = 4;                ///< -log10 of the electron's activity
  std::string balance;          ///< component whose total closes the charge; empty: the proton, or nothing if pH is given
  std::vector<HeldBy> held;
  std::vector<MineralAmount> minerals;  ///< react once all else is settled, whatever holds a component keeps holding it
  std::optional<GasPhase> gas_phase;    ///< reacts together with the minerals
};

/// The kind of a solution: solutions of one kind are solved by the same equations.
struct Kind {
  std::vector<std::string> tokens;
  bool pH_given = false, alkalinity_given = false;
  std::string balance;
  std::vector<std::pair<std::string, std::string>> held;  ///< token, phase
  std::vector<std::string> dissolving;                    ///< minerals of which there is some at first
  std::vector<std::string> gas_tokens;                    ///< of gases of which there is some at first

  friend auto operator<=>(const Kind&, const Kind&) = default;
};

/// The component that a given pH and alkalinity determine together.
inline constexpr const char* carbonate_token = "C(4)";

/// Components with a total of zero are left out, unless something else fixes their amount.
[[nodiscard]] Kind kind_of(const Solution& solution);

}  // namespace raffinate::speciation
