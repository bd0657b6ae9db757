#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

const SmallPlant::Chemistry brine{.components = {"H2O", "H+", "Na+", "Cl-"}};

}  // namespace

TEST_CASE("a pumped tank fills and empties at the difference of its flows") {
  SmallPlant plant(brine);
  plant.unit("water", "feed", "{mass_flow: 1 kg/s, material: {}, schedule: [{at: 1 h, mass_flow: 0 kg/s}]}");
  plant.unit("tank", "stirred_tank", "{volume: 10 m3, filled: 0.5, outflow: 1.8 m3/h}");
  plant.stream("feed", "water.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  const double inflow = plant.flow("feed", "liquid_volume");
  plant.run(3600.0, 1e-9);
  CHECK(plant.channel("tank.volume") == Approx(5.0 + inflow * 3600.0 - 1.8).epsilon(1e-5));
  plant.run(2.0 * 3600.0, 1e-9);
  CHECK(plant.channel("tank.volume") == Approx(5.0 + inflow * 3600.0 - 3.6).epsilon(1e-5));
  plant.run(10.0 * 3600.0, 1e-9);
  CHECK(plant.channel("tank.level") < 0.01);
  CHECK(plant.channel("tank.level") > 0.0);
  REQUIRE(plant.log().size() == 1);
  CHECK(plant.log()[0].name == "empty");
  CHECK(std::abs(plant.element_gap("H")) < 1e-12);
}

TEST_CASE("a splitter follows a signal") {
  SmallPlant plant(brine);
  plant.unit("water", "feed", "{mass_flow: 1 kg/s, material: {}}");
  plant.unit("tank", "stirred_tank", "{volume: 10 m3, filled: 0.3, outflow: 1 L/s}");
  plant.unit("split", "splitter", "{fraction: tank.level}");
  plant.stream("feed", "water.out", "split.feed");
  plant.stream("into", "split.first", "tank.feed");
  plant.product("past", "split.second");
  plant.product("out", "tank.out");
  plant.compile();
  CHECK(plant.flow("into", "liquid_mass") == Approx(0.3).epsilon(1e-7));
  CHECK(plant.flow("past", "liquid_mass") == Approx(0.7).epsilon(1e-7));
  CHECK(plant.jacobian_error() < 1e-5);
}

TEST_CASE("a given power heats a closed tank by power over heat capacity") {
  SmallPlant plant(brine);
  plant.unit("none", "feed", "{mass_flow: 0 kg/s, material: {}}");
  plant.unit("tank", "stirred_tank", "{volume: 2 m3, outflow: 0 m3/s, heating: {power: 100 kW}}");
  plant.stream("feed", "none.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  const double capacity = plant.state("tank.liquid_heat_capacity"), before = plant.channel("tank.temperature");
  plant.run(3600.0, 1e-9);
  CHECK(plant.energy("tank.heating_duty") == Approx(100e3));
  // The heat of the ionisation of water is in it too: 1e-7 of the whole.
  CHECK(plant.channel("tank.temperature") - before == Approx(100e3 * 3600.0 / capacity).epsilon(1e-4));
}

TEST_CASE("a heater at its limit supplies what is installed and does not overshoot for it") {
  SmallPlant plant(brine);
  plant.unit("none", "feed", "{mass_flow: 0 kg/s, material: {}}");
  plant.unit("tank", "stirred_tank", "{volume: 2 m3, outflow: 0 m3/s, heating: {setpoint: 80 degC, max_heating: 50 kW, max_cooling: 0 W, loss: 300 W/K}}");
  plant.stream("feed", "none.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  plant.run(1.0 * 3600.0);
  CHECK(plant.energy("tank.heating_duty") == Approx(50e3).epsilon(1e-3));
  // At the set point the integral is at most what is installed; beyond the loss that is worth (Q - Q_loss) tau/C.
  const double overshoot = (50e3 - 300.0 * 55.0) * 600.0 / plant.state("tank.liquid_heat_capacity");
  double hottest = 0.0;
  for (double t = 3600.0; t < 24.0 * 3600.0; hottest = std::max(hottest, plant.channel("tank.temperature"))) plant.run(t += 300.0);
  CHECK(hottest > 353.15);
  CHECK(hottest < 353.15 + overshoot);
  CHECK(plant.channel("tank.temperature") == Approx(353.15).margin(0.1));
}

TEST_CASE("the concentration of an element counts all its dissolved components") {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "Cl-", "SO4-2"}});
  plant.unit("none", "feed", "{mass_flow: 0 kg/s, material: {}}");
  plant.unit("tank", "stirred_tank", "{volume: 2 m3, concentrations: [Na, S], filling: {composition: {NaCl: 5 %, H2SO4: 2 %}}}");
  plant.stream("feed", "none.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  const double volume = plant.state("tank.liquid_volume"), mass = plant.state("tank.liquid_mass");
  CHECK(plant.channel("tank.concentration.Na") == Approx(0.05 * mass * 22.98977 / 58.44 / volume).epsilon(1e-3));
  CHECK(plant.channel("tank.concentration.S") == Approx(0.02 * mass * 32.06 / 98.072 / volume).epsilon(1e-3));
}

TEST_CASE("free alkali per litre is that per kilogram of water, times the water in a litre") {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "WO4-2"}});
  plant.unit("none", "feed", "{mass_flow: 0 kg/h, material: {}}");
  plant.unit("tank", "stirred_tank", "{volume: 2 m3, filling: {composition: {NaOH: 8 %, Na2WO4: 20 %}}}");
  plant.stream("feed", "none.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  const double volume = plant.state("tank.liquid_volume"), mass = plant.state("tank.liquid_mass");
  CHECK(plant.channel("tank.free_NaOH") == Approx(0.08 * mass / volume).epsilon(1e-3));  // next to no sodium is paired
  CHECK(plant.channel("tank.free_alkali") == Approx(0.08 / 0.039997 / 0.72).epsilon(1e-3));
}

TEST_CASE("a liquor without alkali has none per litre either") {
  SmallPlant plant(brine);
  plant.unit("none", "feed", "{mass_flow: 0 kg/h, material: {}}");
  plant.unit("tank", "stirred_tank", "{volume: 2 m3, filling: {composition: {HCl: 5 %}}}");
  plant.stream("feed", "none.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  CHECK(plant.channel("tank.free_NaOH") == Approx(0.0).margin(1e-9));
}

TEST_CASE("lots are fed one after the other, each to its last kilogram") {
  SmallPlant plant(brine);
  plant.unit("scrap", "feed",
             "{mass_flow: 2 kg/s, schedule: [{at: 100 s, mass_flow: 1 kg/s}], lots: [{name: first, mass: 300 kg, material: {composition: {NaCl: 1 %}}},"
             " {name: second, mass: 50 kg, material: {composition: {NaCl: 4 %}}}]}");
  plant.unit("tank", "stirred_tank", "{volume: 2 m3, filled: 0.5, outflow: 0 m3/s}");
  plant.stream("feed", "scrap.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  const double salt = plant.flow("feed", "Cl-");
  plant.run(199.0, 1e-8);
  CHECK(plant.flow("feed", "Cl-") == Approx(0.5 * salt));
  plant.run(201.0, 1e-8);
  CHECK(plant.flow("feed", "Cl-") == Approx(2.0 * salt));
  plant.run(300.0, 1e-8);
  CHECK(plant.flow("feed", "liquid_mass") == 0.0);
  REQUIRE(plant.log().size() == 3);
  CHECK(plant.log()[0].text == "lot first begins");
  CHECK(plant.log()[1].t == Approx(200.0).epsilon(1e-9));
  CHECK(plant.log()[1].text == "lot second begins");
  CHECK(plant.log()[2].t == Approx(250.0).epsilon(1e-9));
  CHECK(plant.log()[2].name == "lots_used_up");
  CHECK(plant.state("tank.Cl-") == Approx(salt * (150.0 + 4.0 * 25.0)).epsilon(1e-9));
}
