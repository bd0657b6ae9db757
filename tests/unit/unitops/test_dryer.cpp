#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

SmallPlant dryer(const std::string& cake, const std::string& settings) {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "CO3-2", "SiO2", "H2O(g)"}});
  plant.unit("cake", "feed", cake);
  plant.unit("dryer", "dryer", settings);
  plant.stream("feed", "cake.out", "dryer.feed");
  plant.product("product", "dryer.product");
  plant.product("vapour", "dryer.vapour");
  plant.compile();
  return plant;
}

const std::string moist = "{mass_flow: 0.1 kg/s, material: {temperature: 40 degC, composition: {SiO2: 80 %}}}";
// Moisture of 0.5 mol/kg Na2CO3: far too strong a solution when dry.
const std::string salty = "{mass_flow: 0.1 kg/s, material: {temperature: 40 degC, composition: {SiO2: 80 %, Na+: 0.46 %, CO3-2: 0.6 %}}}";

}  // namespace

TEST_CASE("a dryer removes the free water and reports the heat it takes") {
  auto plant = dryer(moist, "{holdup: 200 kg}");
  plant.run(3600.0 * 48.0);
  const double left = plant.flow("product", "liquid_mass"), evaporated = plant.channel("dryer.evaporation");
  CHECK(plant.flow("product", "solid_mass") == Approx(0.08).epsilon(1e-5));
  CHECK(left + evaporated == Approx(0.02).epsilon(1e-5));
  CHECK(plant.flow("vapour", "H2O(g)") == Approx(evaporated / 0.0180153).epsilon(1e-4));
  CHECK(plant.channel("dryer.temperature") == Approx(378.15).margin(0.05));
  // First order over a mixed dryer: (W - X S) falls by 1 + tau/t_dry = 11 from its 0.02 - 0.002 * 0.08.
  CHECK(left == Approx(0.002 / 0.998 * 0.08 + 0.0198 / 11.0).epsilon(0.05));
  // Vaporisation at 2.26 MJ/kg and heating of solids and water from 40 to 105 degC.
  CHECK(plant.energy("dryer.heating_duty") == Approx(evaporated * 2.5e6 + 0.08 * 750.0 * 65.0).epsilon(0.1));
}

TEST_CASE("a dryer copes with liquor that dries to a crust") {
  auto plant = dryer(salty, "{holdup: 200 kg}");
  plant.run(3600.0 * 48.0);
  CHECK(plant.flow("product", "Na+") == Approx(0.0046 * 0.1 / 0.02298977).epsilon(1e-4));
  CHECK(plant.channel("dryer.temperature") == Approx(378.15).margin(0.05));
}

TEST_CASE("a dryer keeps elements and enthalpy and has the exact Jacobian") {
  auto plant = dryer(salty, "{holdup: 200 kg, heating: {setpoint: 110 degC, response: 2 min, loss: 20 W/K}}");
  plant.run(3600.0 * 2.0);
  for (const char* element : {"Si", "Na", "C", "H", "O"}) CHECK(std::abs(plant.element_gap(element)) < 1e-10);
  CHECK(std::abs(plant.enthalpy_gap()) < 1e-10);
  CHECK(plant.jacobian_error() < 1e-5);
}

TEST_CASE("reactions in a dryer end with the moisture they go on in") {
  // Moist quartz and caustic soda at 105 degC. What dries to a crust is speciated with water that is not there; the quartz
  // would take it to dissolve, for ever.
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "H4SiO4", "SiO2", "H2O(g)"},
                    .reactions = "{quartz: {equation: SiO2 + 2 H2O = H4SiO4, rate: {law: first_order, of: SiO2, k: 1e-3 1/s, orders: {OH-: 1}},"
                                 " source: {assumption: test, range: any}}}"});
  plant.unit("cake", "feed", "{mass_flow: 0.1 kg/s, material: {composition: {SiO2: 80 %, NaOH: 1 %}}}");
  plant.unit("dryer", "dryer", "{holdup: 200 kg, reactions: [quartz]}");
  plant.stream("feed", "cake.out", "dryer.feed");
  plant.product("product", "dryer.product");
  plant.product("vapour", "dryer.vapour");
  plant.compile();
  double least = 1.0;  // [mol]
  for (double t = 600.0; t < 3600.0 * 48.0; t += 600.0) {
    plant.run(t);
    least = std::min(least, plant.state("dryer.H2O"));
  }
  CHECK(least > 0.0);
  CHECK(plant.flow("product", "H4SiO4") > 0.0);
  CHECK(plant.jacobian_error() < 1e-5);
  for (const char* element : {"Si", "Na", "H", "O"}) CHECK(std::abs(plant.element_gap(element)) < 1e-10);
}

TEST_CASE("an unheated dryer evaporates only what its heat allows") {
  auto plant = dryer(moist, "{heating: {}}");
  plant.run(3600.0 * 24.0);
  CHECK(plant.channel("dryer.temperature") > 250.0);
  CHECK(plant.channel("dryer.evaporation") < 0.004);
}

TEST_CASE("a dryer that runs empty keeps its heel") {
  auto plant = dryer("{mass_flow: 0.1 kg/s, material: {composition: {SiO2: 80 %}}, schedule: [{at: 5 h, mass_flow: 0 kg/s}]}",
                     "{holdup: 200 kg}");
  plant.run(3600.0 * 100.0);
  CHECK(plant.channel("dryer.holdup") == Approx(10.0).epsilon(0.15));
  CHECK(plant.channel("dryer.temperature") == Approx(378.15).margin(0.1));
}
