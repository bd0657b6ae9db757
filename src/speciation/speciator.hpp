#pragma once

#include <string>
#include <vector>

#include "aqueous/equilibrium.hpp"
#include "speciation/chemistry.hpp"
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

/// Two ions whose interaction the activity model does not know.
struct UncoveredResult {
  std::string first, second;
  double share = 0;  ///< of the dissolved mass
};

/// A speciated solution, or the reason why there is none.
struct Result {
  bool converged = false;
  std::string refusal;       ///< why not, in the user's terms
  double temperature = 0;    ///< [K]
  double pH = 0, pe = 0;
  double ionic_strength = 0;      ///< [mol/kg]
  double log_water_activity = 0;  ///< log10
  double charge = 0;              ///< left over [eq/kg water]
  bool out_of_range = false;      ///< of the activity model
  std::vector<Total> totals;      ///< as found [mol/kg water]
  std::vector<SpeciesResult> species;
  std::vector<PhaseResult> phases;
  std::vector<UncoveredResult> uncovered;  ///< pairs above 0.01 mol/kg without an interaction coefficient
  double uncovered_share = 0;              ///< of the dissolved mass in species of such pairs
  int iterations = 0;

  [[nodiscard]] double water_activity() const;
  /// Redox potential against the standard hydrogen electrode [V].
  [[nodiscard]] double Eh() const;
};

/// Solves solutions of one kind.
class Speciator {
 public:
  /// Throws base::InputError naming a component or phase that the chemistry lacks.
  Speciator(Chemistry chemistry, const Kind& kind);

  /// Starts from nothing, so the result depends on the solution only.
  [[nodiscard]] Result solve(const Solution& solution);

  [[nodiscard]] const Chemistry& chemistry() const { return chemistry_; }

 private:
  [[nodiscard]] std::vector<double> inputs(const Solution& solution) const;
  [[nodiscard]] std::string refusal(const Solution& solution) const;
  [[nodiscard]] double hydroxide_activity(const Solution& solution) const;
  void fill(Result& result) const;
  void cover(Result& result) const;
  [[nodiscard]] double total(const Component& component) const;

  Chemistry chemistry_;
  aqueous::Equilibrium equilibrium_;
  aqueous::Equilibrium::Cache cache_;
};

}  // namespace raffinate::speciation
