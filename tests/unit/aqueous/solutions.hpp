#pragma once

#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "aqueous/equilibrium.hpp"

namespace raffinate::aqueous::test {

/// A secondary species with its masters by name.
struct Formation {
  std::string name;
  double charge;
  std::vector<std::pair<std::string, double>> masters;
  double water;
  double log_k;
  double enthalpy = 0;  // [J/mol]
};

using ModelMaker = std::function<std::shared_ptr<const ActivityModel>(const std::vector<double>& charges)>;

Definition solution(const std::vector<MasterSpecies>& masters, const std::vector<Formation>& formations,
                    const ModelMaker& make_model);

/// H2O = H+ + OH-, with the textbook constants of 25 C.
Formation hydroxide();

/// Ten masters and 25 secondaries of a tungsten-cobalt plant; constants rounded, for tests of the solver.
Definition plant(const ModelMaker& make_model);
/// SIT for the species of `plant`, with the usual interaction partners.
std::shared_ptr<const ActivityModel> plant_sit(const std::vector<double>& charges);
/// Pitzer's model for the same. Parameters at 25 C of pitzer.dat (PHREEQC 3.8.8; Harvie, Moller and Weare 1984) and,
/// for Co-SO4, of Pitzer and Mayorga 1974; tungstate is given those of molybdate, for tests of the solver.
std::shared_ptr<const ActivityModel> plant_pitzer(const std::vector<double>& charges);

/// Amounts in one kilogram of water [mol/kg], inputs in the order the equilibrium expects. Water is
/// the amount of free water: what the secondaries bind is not known before solving.
struct Recipe {
  std::vector<std::pair<std::string, double>> totals;
  double temperature = 298.15;  // [K]
};
std::vector<double> inputs_at_temperature(const Equilibrium& equilibrium, const Recipe& recipe);

/// A random plant liquor: electrolytes of 0.0001 to 8 mol/kg sodium, strongly acid to strongly alkaline.
Recipe random_liquor(std::mt19937& engine);

/// A plain reading of the outputs.
double value_of(const Equilibrium& equilibrium, const Equilibrium::Cache& cache, int output);
double molality(const Equilibrium& equilibrium, const Equilibrium::Cache& cache, const std::string& species);
double pH(const Equilibrium& equilibrium, const Equilibrium::Cache& cache);

}  // namespace raffinate::aqueous::test
