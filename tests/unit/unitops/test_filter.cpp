#include <catch2/catch.hpp>
#include <cmath>

#include "separation_feeds.hpp"
#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

SmallPlant separator(const std::string& type, const std::string& settings, const std::string& wash) {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "Cl-", "SO4-2", "SiO2", "Co"}});
  plant.unit("slurry", "feed", brine_slurry);
  plant.unit("machine", type, settings);
  plant.stream("feed", "slurry.out", "machine.feed");
  if (!wash.empty()) {
    plant.unit("water", "feed", wash);
    plant.stream("wash", "water.out", "machine.wash");
  }
  plant.product("cake", "machine.cake");
  plant.product("filtrate", "machine.filtrate");
  plant.compile();
  return plant;
}

constexpr double long_enough = 3600.0 * 24.0;
const std::string settings = "{cake_moisture: 20 %, solids_capture: 99 %, wash_cells: 3}";

}  // namespace

TEST_CASE("a filter makes cake of the given moisture and catches the given share of the solids") {
  for (const char* type : {"filter", "centrifuge"}) {
    auto plant = separator(type, settings, "");
    plant.run(long_enough);
    CHECK(plant.flow("cake", "solid_mass") == Approx(0.99 * 0.08).epsilon(1e-5));
    CHECK(plant.flow("filtrate", "solid_mass") == Approx(0.01 * 0.08).epsilon(1e-5));
    CHECK(plant.flow("cake", "liquid_mass") == Approx(0.25 * 0.99 * 0.08).epsilon(1e-4));
    CHECK(plant.flow("filtrate", "liquid_mass") == Approx(0.32 - 0.25 * 0.99 * 0.08).epsilon(1e-4));
    CHECK(plant.channel("machine.temperature") == Approx(333.15).margin(0.1));
  }
}

TEST_CASE("a clear filtrate carries no solids downstream") {
  auto plant = separator("filter", "{solids_capture: 100 %}", "");
  plant.run(long_enough);
  CHECK(plant.flow("filtrate", "solid_mass") == 0.0);
  CHECK(plant.flow("cake", "solid_mass") == Approx(0.08).epsilon(1e-5));
}

TEST_CASE("wash replaces cake liquor as in three mixed cells in series") {
  auto unwashed = separator("filter", settings, "");
  unwashed.run(long_enough);
  for (const double ratio : {0.1, 0.5, 1.0, 2.0}) {
    auto plant = separator("filter", settings,
                           "{mass_flow: " + std::to_string(ratio * 0.25 * 0.99 * 0.08) + " kg/s, material: {composition: {H2O: 100 %}}}");
    plant.run(long_enough);
    const double x = 3.0 * ratio, remaining = std::exp(-x) * (1.0 + 2.0 / 3.0 * x + x * x / 6.0);
    INFO("wash ratio " << ratio);
    CHECK(plant.flow("cake", "Cl-") / unwashed.flow("cake", "Cl-") == Approx(remaining).epsilon(2e-4));
    CHECK(plant.flow("cake", "liquid_mass") == Approx(unwashed.flow("cake", "liquid_mass")).epsilon(1e-4));
  }
}

TEST_CASE("the little mother liquor that a long wash leaves is known to all its digits") {
  // Lost digits would show downstream: a trace that flickers with round-off never comes to rest.
  auto plant = separator("filter", settings, wash_water);
  plant.run(long_enough);
  const double cake_liquor = plant.channel("machine.cake_liquor");
  const double held = plant.state("machine.Cl-") / plant.state("machine.liquid_mass");
  const double trace = 1e-9 * 1000.0 / 600.0;  // of a trough of 1 m3 whose solids stay 10 min [kg/s]
  const double ratio = 0.2 / (cake_liquor + trace), first_drop = 1e-6;
  const double x = 3.0 * (ratio + first_drop), remaining = std::exp(-x) * (1.0 + 2.0 / 3.0 * x + x * x / 6.0);
  const double left = (remaining * ratio + first_drop) / (ratio + first_drop);
  REQUIRE(left < 1e-6);
  CHECK(plant.flow("cake", "Cl-") == Approx(left * cake_liquor * held).epsilon(1e-12));
}

TEST_CASE("a washed filter keeps elements and enthalpy and has the exact Jacobian") {
  // The wash brings a salt and a solid that the feed does not have.
  const std::string wash = "{mass_flow: 0.05 kg/s, material: {temperature: 30 degC, composition: {Na+: 0.46 %, SO4-2: 0.96 %, Co: 1 %}}}";
  auto plant = separator("filter", settings, wash);
  plant.run(3600.0);
  for (const char* element : {"Si", "Na", "Cl", "S", "Co", "O"}) CHECK(std::abs(plant.element_gap(element)) < 1e-10);
  CHECK(std::abs(plant.enthalpy_gap()) < 1e-10);
  CHECK(plant.flow("cake", "Co") == Approx(0.01 * 0.05 / 0.0589332).epsilon(1e-5));
  CHECK(plant.flow("filtrate", "Co") == 0.0);
  CHECK(plant.flow("cake", "SO4-2") > 0.0);
  CHECK(plant.jacobian_error() < 1e-5);
}

TEST_CASE("wash without any cake leaves with the filtrate") {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "Cl-"}});
  plant.unit("brine", "feed", "{mass_flow: 0.1 kg/s, material: {composition: {Na+: 2.3 %, Cl-: 3.546 %}}}");
  plant.unit("water", "feed", wash_water);
  plant.unit("filter", "filter", "{}");
  plant.stream("feed", "brine.out", "filter.feed");
  plant.stream("wash", "water.out", "filter.wash");
  plant.product("cake", "filter.cake");
  plant.product("filtrate", "filter.filtrate");
  plant.compile();
  plant.run(long_enough);
  CHECK(plant.flow("cake", "liquid_mass") == Approx(0.0).margin(1e-12));
  CHECK(plant.flow("filtrate", "liquid_mass") == Approx(0.3).epsilon(1e-4));
}
