#include <catch2/catch.hpp>
#include <tuple>
#include <vector>

#include "data.hpp"

using namespace raffinate::thermo;

TEST_CASE("enthalpy increments agree with the JANAF tables") {
  // H(T) - H(298.15 K) [kJ/mol] of NIST-JANAF, 4th ed.; the refitted heat capacities keep them within 0.7 %.
  const std::vector<std::tuple<const char*, double, double>> table{
      {"WO3", 600, 25.597},   {"WO3", 1000, 64.781},    {"WO3", 1200, 86.275},  {"Co3O4", 1000, 118.528},
      {"Co3O4", 1200, 163.214}, {"Co", 1000, 21.799},   {"Co", 1200, 29.771},   {"Fe", 800, 15.553},
      {"Fe", 1000, 24.329},   {"Ni", 1000, 21.750},     {"Ni", 1200, 28.336},   {"Cr2O3", 500, 22.837},
      {"Cr2O3", 1000, 84.410}, {"Fe2O3", 900, 83.894},  {"Fe2O3", 1200, 129.197}, {"Na2WO4", 800, 86.248},
      {"Na2WO4", 1000, 163.026}, {"O2", 1000, 22.703},  {"O2", 1300, 33.344},   {"CO2(g)", 1000, 33.397},
      {"CO2(g)", 1300, 50.148}};
  for (const auto& [name, T, increment] : table) {
    INFO(name << " at " << T << " K");
    CHECK(data().at(name).sensible_enthalpy(T) * 1e-3 == Approx(increment).epsilon(0.007));
  }
}

TEST_CASE("sensible enthalpy is zero at 25 C and rises without jumps") {
  for (const Species& species : data().species()) {
    INFO(species.name);
    CHECK(species.sensible_enthalpy(298.15) == Approx(0).margin(1e-6));
    if (species.phase == Phase::aqueous) continue;
    double before = species.sensible_enthalpy(280.0);
    for (double T = 280.5; T < 1600; T += 0.5) {
      const double now = species.sensible_enthalpy(T);
      REQUIRE(now > before);
      // Half a kelvin takes up at most a tenth of the largest transition, the melting of sodium tungstate (35 kJ/mol).
      REQUIRE(now - before < 2000);
      before = now;
    }
  }
}

TEST_CASE("beyond the data the heat capacity of the edge continues") {
  const Species& oxygen = data().at("O2");
  const double end = oxygen.t_max();
  const double step = oxygen.sensible_enthalpy(end + 100) - oxygen.sensible_enthalpy(end);
  CHECK(step == Approx(100 * oxygen.segments.back().heat_capacity(end)));
  const double below = oxygen.sensible_enthalpy(288.15);
  CHECK(below == Approx(-10 * oxygen.segments.front().heat_capacity(298.15)));
}

TEST_CASE("a solid has the molar volume of its density") {
  const Species& carbide = data().at("WC");
  CHECK(carbide.molar_mass == Approx(0.195851));
  CHECK(carbide.volume == Approx(0.195851 / 15600));
}

TEST_CASE("the wet heat capacity of a solid is its mean from 25 to 100 C") {
  const Species& oxide = data().at("WO3");
  CHECK(oxide.heat_capacity == Approx(oxide.sensible_enthalpy(373.15) / 75.0));
  CHECK(oxide.heat_capacity == Approx(76.4).epsilon(0.02));
}
