#include <catch2/catch.hpp>
#include <algorithm>
#include <string>
#include <vector>

#include "data.hpp"
#include "thermo/elements.hpp"
#include "thermo/water.hpp"

using namespace raffinate::thermo;

namespace {

double density(const std::string& salt, double w, double celsius) {
  const Dissolved one{data().solution(salt), w};
  return solution_density({&one, 1}, celsius + 273.15);
}

double heat_capacity(const std::string& salt, double w, double celsius) {
  const Dissolved one{data().solution(salt), w};
  return solution_heat_capacity({&one, 1}, celsius + 273.15);
}

struct Recipe {
  const char* salt;
  double w_max;                   ///< strongest solution compared
  std::vector<Term> masters;      ///< per mole of salt
};

const std::vector<Recipe> recipes{{"NaOH", 0.20, {{"Na+", 1}, {"H2O", 1}, {"H+", -1}}},
                                  {"Na2SO4", 0.20, {{"Na+", 2}, {"SO4-2", 1}}},
                                  {"H2SO4", 0.20, {{"H+", 2}, {"SO4-2", 1}}},
                                  {"Na2WO4", 0.40, {{"Na+", 2}, {"WO4-2", 1}}},
                                  {"Na2CO3", 0.20, {{"Na+", 2}, {"CO3-2", 1}}},
                                  {"CoSO4", 0.30, {{"Co+2", 1}, {"SO4-2", 1}}},
                                  {"NiSO4", 0.30, {{"Ni+2", 1}, {"SO4-2", 1}}},
                                  {"MgSO4", 0.25, {{"Mg+2", 1}, {"SO4-2", 1}}}};

/// Sum of a property of the master species over 1 kg of solution.
double sum_over_masters(const Recipe& recipe, double w, double Species::*property) {
  const Species& water = data().at("H2O");
  double sum = (1 - w) / water.molar_mass * water.*property;
  const double salt = w / molar_mass(parse_formula(recipe.salt));
  for (const Term& term : recipe.masters) sum += salt * term.coefficient * data().at(term.species).*property;
  return sum;
}

}  // namespace

TEST_CASE("water has its density, heat capacity and viscosity") {
  // IAPWS-95 and IAPWS 2008 at 0.1 MPa.
  CHECK(water_density(298.15) == Approx(997.05).margin(0.02));
  CHECK(water_density(353.15) == Approx(971.79).margin(0.05));
  CHECK(water_heat_capacity(298.15) == Approx(4181.6).margin(1.5));
  CHECK(water_heat_capacity(363.15) == Approx(4205.3).margin(1.5));
  CHECK(water_viscosity(298.15) == Approx(0.890e-3).epsilon(0.01));
  CHECK(water_viscosity(353.15) == Approx(0.354e-3).epsilon(0.01));
}

TEST_CASE("solutions have the densities of the handbooks") {
  // Perry's Chemical Engineers' Handbook, 20 C [kg/m3].
  CHECK(density("NaOH", 0.20, 20) == Approx(1219).epsilon(0.002));
  CHECK(density("NaOH", 0.40, 20) == Approx(1430).epsilon(0.003));
  CHECK(density("H2SO4", 0.20, 20) == Approx(1139).epsilon(0.002));
  CHECK(density("Na2CO3", 0.10, 20) == Approx(1103).epsilon(0.002));
  CHECK(density("Na2SO4", 0.20, 20) == Approx(1191).epsilon(0.002));
}

TEST_CASE("a solution without salts is water") {
  CHECK(solution_density({}, 330.0) == Approx(water_density(330)));
  CHECK(solution_heat_capacity({}, 330.0) == Approx(water_heat_capacity(330)));
  CHECK(solution_viscosity({}, 330.0) == Approx(water_viscosity(330)));
}

TEST_CASE("caustic is thicker than water") {
  const Dissolved caustic{data().solution("NaOH"), 0.20};
  // Perry's: 20 % NaOH at 20 C, 4.5 mPa s.
  CHECK(solution_viscosity({&caustic, 1}, 293.15) == Approx(4.5e-3).epsilon(0.1));
}

TEST_CASE("volumes of the master species give the densities of process solutions within 1.5 %") {
  for (const Recipe& recipe : recipes) {
    for (double w = 0; w <= recipe.w_max + 1e-9; w += recipe.w_max / 8) {
      INFO(recipe.salt << " w = " << w);
      CHECK(1 / sum_over_masters(recipe, w, &Species::volume) == Approx(density(recipe.salt, w, 60)).epsilon(0.015));
    }
  }
}

TEST_CASE("heat capacities of the master species give those of process solutions within 5 %") {
  for (const Recipe& recipe : recipes) {
    const SolutionFit& fit = *data().solution(recipe.salt);
    if (!fit.heat_capacity) continue;
    const double w_max = std::min(recipe.w_max, fit.heat_capacity->range.mass_fraction_max);
    for (const double T : {fit.heat_capacity->range.t_min, std::min(fit.heat_capacity->range.t_max, 353.15)}) {
      if (T < 290) continue;
      for (double w = 0; w <= w_max + 1e-9; w += w_max / 8) {
        INFO(recipe.salt << " w = " << w << " T = " << T);
        CHECK(sum_over_masters(recipe, w, &Species::heat_capacity) ==
              Approx(heat_capacity(recipe.salt, w, T - 273.15)).epsilon(0.05));
      }
    }
  }
}
