#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

const std::string tungstate_reaction = R"(
crystal:
  equation: 2 Na+ + WO4-2 + 2 H2O = Na2WO4:2H2O
  rate:
    law: crystallisation
    particle: Na2WO4:2H2O
    salt: Na2WO4
    ions: {Na+: 2, WO4-2: 1}
    k: 1e-7 m/s
    nucleation: 1e6 1/(kg s)
  source: {assumption: "rates of the test", range: "none"}
)";

SmallPlant crystalliser(const std::string& settings) {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "WO4-2", "Na2WO4:2H2O", "H2O(g)"},
                    .sized = {{"Na2WO4:2H2O", raffinate::reactions::SizeGrid::geometric(5e-6, 1000e-6, 8)}},
                    .reactions = tungstate_reaction});
  // 0.6 kg of salt per kg of water.
  plant.unit("liquor", "feed", "{mass_flow: 0.16 kg/s, material: {temperature: 70 degC, composition: {Na+: 5.869 %, WO4-2: 31.631 %}}}");
  plant.unit("pan", "crystalliser", settings);
  plant.stream("feed", "liquor.out", "pan.feed");
  plant.product("magma", "pan.magma");
  plant.product("vapour", "pan.vapour");
  plant.compile();
  return plant;
}

const std::string start =
    "volume: 1 m3, reactions: crystal, filling: {temperature: 80 degC, composition: {Na+: 5.869 %, WO4-2: 31.631 %, Na2WO4:2H2O: 1 %}, sizes: {p80: 100 um}}";

}  // namespace

TEST_CASE("a crystalliser evaporates the water it is told to and reports its heat") {
  auto plant = crystalliser("{" + start + ", evaporation: 0.05 kg/s}");
  plant.run(3600.0 * 50.0);
  CHECK(plant.flow("vapour", "H2O(g)") == Approx(0.05 / 0.0180153).epsilon(1e-4));
  CHECK(plant.channel("pan.temperature") == Approx(353.15).margin(0.02));
  CHECK(plant.energy("pan.heating_duty") == Approx(0.05 * 2.31e6).epsilon(0.1));
  CHECK(plant.channel("pan.magma_solids") > 0.1);
  CHECK(plant.channel("pan.crystal_size") > 10e-6);
}

TEST_CASE("a crystalliser holds the magma density by evaporation") {
  auto plant = crystalliser("{" + start + ", magma_solids: 25 %, capacity: 0.09 kg/s}");
  plant.run(3600.0 * 150.0);
  CHECK(plant.channel("pan.magma_solids") == Approx(0.25).epsilon(1e-3));
  CHECK(plant.channel("pan.evaporation") < 0.09);
}

TEST_CASE("a crystalliser asked for too much does not run dry") {
  auto plant = crystalliser("{volume: 1 m3, evaporation: 0.3 kg/s}");
  plant.run(3600.0 * 100.0);
  // Of the 0.1 kg/s fed, 0.613 mol/s of ions keep the water of a solution of about 20 mol/kg.
  CHECK(plant.channel("pan.evaporation") == Approx(0.1 - 0.613 / 20.0).epsilon(0.05));
  CHECK(plant.state("pan.H2O") > 0.0);
}

TEST_CASE("a crystalliser keeps elements and enthalpy and has the exact Jacobian") {
  auto plant = crystalliser("{" + start + ", magma_solids: 25 %}");
  plant.run(3600.0 * 10.0);
  for (const char* element : {"W", "Na", "H", "O"}) CHECK(std::abs(plant.element_gap(element)) < 1e-10);
  CHECK(std::abs(plant.enthalpy_gap()) < 1e-10);
  CHECK(plant.jacobian_error() < 1e-4);
}

TEST_CASE("crystals that an integrator's error makes negative are not multiplied") {
  // A steep start: solution is boiled down until the first crystals appear, at a tolerance loose enough to put classes of
  // crystals below zero before.
  for (const double tolerance : {1e-3, 2e-3, 3e-3}) {
    auto plant = crystalliser("{volume: 2 m3, reactions: crystal, magma_solids: 25 %, capacity: 0.09 kg/s}");
    plant.run(3600.0 * 60.0, tolerance);
    INFO("relative tolerance " << tolerance);
    CHECK(plant.channel("pan.magma_solids") > 0.1);
  }
}
