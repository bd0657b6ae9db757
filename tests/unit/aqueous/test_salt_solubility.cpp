// Solubilities of the project's data with Pitzer's model against measurements, and what follows from them against calorimetry.
#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "aqueous/mineral_solution.hpp"
#include "base/data_directory.hpp"
#include "solutions.hpp"
#include "thermo/database.hpp"

using namespace raffinate;
using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

namespace {

const thermo::Database& data() {
  static const auto database = thermo::Database::load(base::data_directory());
  return database;
}

/// Solubility [g anhydrous per 100 g water]; 0 when there is none.
double grams(const std::string& mineral, double celsius) {
  MineralSolution solution(data(), mineral, {.model = "pitzer"});
  const auto b = solution.solubility(celsius + 273.15);
  return b ? 100 * *b * solution.anhydrous_mass() : 0;
}

using Table = std::vector<std::pair<double, double>>;

void check(const std::string& mineral, const Table& measured, double relative) {
  for (const auto& [celsius, g] : measured) {
    INFO(mineral << " at " << celsius << " C");
    CHECK(grams(mineral, celsius) == Approx(g).epsilon(relative));
  }
}

/// Enthalpy of dissolution at infinite dilution [kJ/mol] that the temperature dependence of the fitted constant implies at 25 C.
double implied_enthalpy(const std::string& mineral) {
  const thermo::LogK& k = data().dissolution(mineral)->pitzer.value().k;
  const double T = thermo::reference_temperature, step = 0.5;
  return 1e-3 * thermo::gas_constant * T * T * (k.ln(T + step) - k.ln(T - step)) / (2 * step);
}

}  // namespace

TEST_CASE("sodium tungstate dihydrate dissolves within 2 % of Funk") {
  // Funk, Ber. Dtsch. Chem. Ges. 33 (1900) 3696: 41.73, 42.27, 43.98, 47.65, 49.31 wt%.
  check("Na2WO4:2H2O", {{0.5, 71.61}, {21, 73.22}, {43.5, 78.51}, {80.5, 91.02}, {100, 97.28}}, 0.02);
}

TEST_CASE("cobalt sulfate heptahydrate dissolves within 3 % of the measurements") {
  check("CoSO4:7H2O", {{0, 25.5}, {10, 30.5}, {20, 36.1}, {30, 42.0}, {40, 48.8}}, 0.03);
}

TEST_CASE("Glauber's salt and soda dissolve within 3 % of the measurements") {
  check("Na2SO4:10H2O", {{0, 4.9}, {10, 9.1}, {20, 19.5}, {30, 40.8}}, 0.03);
  check("Na2CO3:10H2O", {{0, 7.0}, {10, 12.5}, {20, 21.5}, {30, 39.7}}, 0.03);
}

TEST_CASE("salts dissolve between the measurements as the handbooks say") {
  // CRC Handbook at 25 C, not among the fitted points: NaCl 36.0, NaNO3 91.2, NH4Cl 39.5, (NH4)2SO4 76.4 g per 100 g water.
  check("NaCl", {{25, 36.0}}, 0.01);
  check("NaNO3", {{25, 91.2}}, 0.02);
  check("NH4Cl", {{25, 39.5}}, 0.02);
  check("(NH4)2SO4", {{25, 76.4}}, 0.02);
}

TEST_CASE("the decahydrate of sodium tungstate gives way to the dihydrate near 6 C") {
  CHECK(grams("Na2WO4:10H2O", 2) < grams("Na2WO4:2H2O", 2));
  CHECK(grams("Na2WO4:10H2O", 9) > grams("Na2WO4:2H2O", 9));
}

TEST_CASE("solubilities imply the heats of solution that calorimeters measure") {
  // NBS tables (1982), infinite dilution [kJ/mol]; the model knows solubilities only. 3 kJ/mol is 1 % of a solubility per 2 K.
  const std::vector<std::pair<const char*, double>> calorimetry{
      {"NaCl", 3.9}, {"NaNO3", 20.5}, {"NH4Cl", 14.8}, {"(NH4)2SO4", 6.6}, {"Na2SO4:10H2O", 79.0}, {"CuSO4:5H2O", 6.0}};
  for (const auto& [mineral, heat] : calorimetry) {
    INFO(mineral);
    CHECK(implied_enthalpy(mineral) == Approx(heat).margin(3));
  }
}

TEST_CASE("ion pairs are left out where Pitzer's coefficients stand for them") {
  const auto has = [](const Definition& d, const std::string& name) {
    for (const auto& s : d.secondaries)
      if (s.name == name) return true;
    return false;
  };
  const std::vector<std::string> masters{"H+", "Co+2", "SO4-2"};
  CHECK(has(define(data(), masters, {.model = "sit"}), "CoSO4(aq)"));
  CHECK_FALSE(has(define(data(), masters, {.model = "pitzer"}), "CoSO4(aq)"));
  CHECK(has(define(data(), masters, {.model = "pitzer"}), "CoOH+"));
}
