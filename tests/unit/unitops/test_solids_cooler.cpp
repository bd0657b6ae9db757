#include <catch2/catch.hpp>

#include "furnace_plant.hpp"
#include "thermo/database.hpp"

using namespace furnace_test;

namespace {

constexpr const char* hot_sand = "{mass_flow: 200 kg/h, material: {composition: {SiO2: 100 %}, temperature: 900 degC}}";

SmallPlant cooler(const std::string& inputs, const std::string& solids = hot_sand) {
  SmallPlant plant(furnace_chemistry());
  plant.unit("furnace", "feed", solids);
  plant.unit("drum", "solids_cooler", inputs);
  plant.stream("hot", "furnace.out", "drum.feed");
  plant.product("cold", "drum.out");
  plant.compile();
  return plant;
}

}  // namespace

TEST_CASE("a steady cooler takes up what the solids lose in every segment") {
  auto plant = cooler("{segments: 2, exchange: 100 W/K, water_temperature: 30 degC}");
  plant.run(10.0 * hour);
  const auto& sand = plant.components().database().at("SiO2");
  const double flow = flow_of(plant, "hot", "SiO2");
  double T = 1173.15;
  for (int segment = 0; segment < 2; ++segment) {
    // F (h(T_before) - h(T)) = UA/2 (T - T_water), by bisection.
    const double before = sand.sensible_enthalpy(T);
    double low = 303.15, high = T;
    while (high - low > 1e-9) {
      T = 0.5 * (low + high);
      (flow * (before - sand.sensible_enthalpy(T)) > 50.0 * (T - 303.15) ? low : high) = T;
    }
  }
  CHECK(plant.channel("drum.temperature") == Approx(T).epsilon(1e-6));
  CHECK(plant.channel("drum.heat_removed") ==
        Approx(flow * (sand.sensible_enthalpy(1173.15) - sand.sensible_enthalpy(T))).epsilon(1e-5));
  CHECK(plant.flow("cold", "solid_mass") == Approx(200.0 / 3600.0).epsilon(1e-6));
  CHECK(largest_gap(plant, {"Si"}) < 1e-9);
}

TEST_CASE("a cooler without water passes hot solids on") {
  auto plant = cooler("{exchange: 0 W/K}");
  plant.run(20.0 * hour);
  CHECK(plant.channel("drum.temperature") == Approx(1173.15).epsilon(1e-5));
  CHECK(largest_gap(plant, {"Si"}) < 1e-9);
}

TEST_CASE("an empty cooler stays at the temperature of its water") {
  auto plant = cooler("{water_temperature: 15 degC}", "{mass_flow: 0 kg/h, material: {composition: {SiO2: 100 %}}}");
  plant.run(5.0 * hour);
  CHECK(plant.channel("drum.temperature") == Approx(288.15).epsilon(1e-9));
}

TEST_CASE("the exact Jacobian of a cooler agrees with differences") {
  auto plant = cooler("{segments: 3}");
  plant.run(0.2 * hour);
  CHECK(plant.jacobian_error() < 1e-5);
}
