#pragma once

#include <optional>
#include <string>
#include <vector>

#include "speciation/chemistry.hpp"
#include "speciation/liquid_properties.hpp"
#include "speciation/liquid_state.hpp"
#include "speciation/solution.hpp"

namespace raffinate::speciation {

struct SpeciesResult {
  std::string name;
  double charge = 0;
  double molality = 0;     ///< [mol/kg]
  double log_activity = 0;
  double log_gamma = 0;
};

struct PhaseResult {
  std::string name;
  bool is_gas = false;
  double saturation_index = 0;  ///< log10 Omega; of a gas log10 of its fugacity
};

/// The potential between two valence states whose amounts were given.
struct CoupleResult {
  std::string name;  ///< oxidised over reduced form
  double pe = 0, Eh = 0;  ///< -log10 a(e-); potential against the standard hydrogen electrode [V]
};

/// A total in the solution as found.
struct TotalResult {
  std::string token;
  double amount = 0;      ///< [mol/kg water]
  double molar_mass = 0;  ///< in which mass concentrations count [kg/mol]
};

/// A phase that reacted with the solution, per kilogram of its solvent water before.
struct MineralResult {
  std::string name;
  bool unlimited = false;  ///< it holds a component: only its change is known
  double initial = 0;      ///< [mol/kg]
  double amount = 0;       ///< at equilibrium [mol/kg]; of an unlimited phase what it gained
};

/// A gas of a gas phase, per kilogram of solvent water before.
struct GasResult {
  std::string name;
  bool soluble = false;  ///< at equilibrium with the solution
  double initial = 0;    ///< [mol/kg]
  double amount = 0;     ///< at equilibrium [mol/kg]
  double pressure = 0;   ///< partial [Pa]
};

/// A gas phase at equilibrium; of volume zero where the solution holds all of it.
struct GasPhaseResult {
  double pressure = 0;              ///< of all gases [Pa]; 0 without a gas phase
  double volume = 0;                ///< [m3/kg solvent water before]
  double equilibrium_pressure = 0;  ///< of those that dissolve over the solution, gas phase or not [Pa]
  std::vector<GasResult> gases;
};

/// Two ions whose interaction the activity model does not know.
struct UncoveredResult {
  std::string first, second;
  double share = 0;  ///< of the dissolved mass
};

/// A species left out because its constant holds with another activity model only.
struct LeftOutResult {
  std::string name;
  double log_activity = 0;  ///< that it would have beside the species found

  /// True if it would be there in an amount that counts.
  [[nodiscard]] bool matters() const;
};

/// A speciated solution, or the reason why there is none.
struct Result {
  bool converged = false;
  std::string refusal;       ///< why not, in the user's terms
  double temperature = 0;    ///< [K]
  double pH = 0, pe = 0;
  bool redox = false;             ///< species exchange electrons, so that pe means something
  double ionic_strength = 0;      ///< [mol/kg]
  double log_water_activity = 0;  ///< log10
  double charge = 0;              ///< left over [eq/kg water]
  double alkalinity = 0;          ///< [eq/kg water]
  double water = 1;               ///< solvent water over that before minerals and gases reacted [kg/kg]
  bool out_of_range = false;      ///< of the activity model
  LiquidValues liquid;            ///< density and enthalpy, where there are data
  std::vector<TotalResult> totals;  ///< as found
  std::vector<SpeciesResult> species;
  std::vector<PhaseResult> phases;
  std::vector<CoupleResult> couples;
  std::vector<MineralResult> minerals;
  std::optional<GasPhaseResult> gas_phase;
  std::vector<LeftOutResult> left_out;
  std::vector<UncoveredResult> uncovered;  ///< pairs above 0.01 mol/kg without an interaction coefficient
  double uncovered_share = 0;              ///< of the dissolved mass in species of such pairs
  int iterations = 0;

  [[nodiscard]] double water_activity() const;
  /// Redox potential against the standard hydrogen electrode [V].
  [[nodiscard]] double Eh() const;
  /// True where a species that is left out would be there in an amount that matters.
  [[nodiscard]] bool misses_species() const;
  /// Volume of solution per kilogram of solvent water [m3/kg]; nothing without a density.
  [[nodiscard]] std::optional<double> volume() const;
};

/// All of a result that follows from the state of the liquid. `properties` may be null.
[[nodiscard]] Result make_result(const Chemistry& chemistry, const LiquidProperties* properties,
                                 const LiquidState& state);

/// Charge left over in a liquid [eq/kg].
[[nodiscard]] double charge_of(const aqueous::Definition& definition, const LiquidState& state);

/// Total amounts of the masters of a definition in its dissolved species [mol/kg].
[[nodiscard]] std::vector<double> master_totals(const aqueous::Definition& definition, const LiquidState& state);

}  // namespace raffinate::speciation
