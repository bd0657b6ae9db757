#include <catch2/catch.hpp>
#include <cmath>

#include "separation_feeds.hpp"
#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

SmallPlant thickener(const std::string& settings) {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "Cl-", "SiO2"}, .sized = {{"SiO2", raffinate::reactions::SizeGrid::geometric(2e-6, 100e-6, 4)}}});
  plant.unit("slurry", "feed", brine_slurry);
  plant.unit("thickener", "thickener", settings);
  plant.stream("feed", "slurry.out", "thickener.feed");
  plant.product("underflow", "thickener.underflow");
  plant.product("overflow", "thickener.overflow");
  plant.compile();
  return plant;
}

}  // namespace

TEST_CASE("a thickener delivers the solids at the underflow density and clear overflow") {
  auto plant = thickener("{volume: 4 m3, solids_residence: 1 h, underflow_solids: 50 %}");
  plant.run(3600.0 * 200.0);
  CHECK(plant.flow("underflow", "solid_mass") == Approx(0.08).epsilon(1e-5));
  CHECK(plant.flow("underflow", "liquid_mass") == Approx(0.08).epsilon(1e-4));
  CHECK(plant.flow("overflow", "liquid_mass") == Approx(0.24).epsilon(1e-4));
  CHECK(plant.flow("overflow", "solid_mass") == 0.0);
  CHECK(plant.channel("thickener.underflow_solids") == Approx(0.5).epsilon(1e-4));
  CHECK(plant.channel("thickener.temperature") == Approx(333.15).margin(0.1));
}

TEST_CASE("the overflow of a thickener carries solids at its clarity") {
  auto plant = thickener("{volume: 4 m3, solids_residence: 1 h, clarity: 1e-4}");
  plant.run(3600.0 * 200.0);
  CHECK(plant.flow("overflow", "solid_mass") == Approx(1e-4 * plant.flow("overflow", "liquid_mass")).epsilon(1e-4));
  CHECK(plant.flow("overflow", "SiO2[3]") > 0.0);
}

TEST_CASE("a thickener keeps elements and enthalpy and has the exact Jacobian") {
  auto plant = thickener("{volume: 4 m3, solids_residence: 1 h, clarity: 1e-4, filled: 0.3, heating: {loss: 200 W/K}}");
  plant.run(3600.0 * 5.0);
  for (const char* element : {"Si", "Na", "Cl", "O"}) CHECK(std::abs(plant.element_gap(element)) < 1e-10);
  CHECK(std::abs(plant.enthalpy_gap()) < 1e-10);
  CHECK(plant.energy("thickener.heat_gain") < 0.0);
  CHECK(plant.jacobian_error() < 1e-5);
}

TEST_CASE("a thickener whose feed stops keeps its liquor and clears of solids") {
  SmallPlant stopped({.components = {"H2O", "H+", "Na+", "Cl-", "SiO2"}});
  stopped.unit("slurry", "feed",
               "{mass_flow: 0.4 kg/s, material: {composition: {SiO2: 20 %}}, schedule: [{at: 10 h, mass_flow: 0 kg/s}]}");
  stopped.unit("thickener", "thickener", "{volume: 4 m3, solids_residence: 1 h}");
  stopped.stream("feed", "slurry.out", "thickener.feed");
  stopped.product("underflow", "thickener.underflow");
  stopped.product("overflow", "thickener.overflow");
  stopped.compile();
  stopped.run(3600.0 * 200.0);
  CHECK(stopped.state("thickener.solid_mass") < 1e-3);
  CHECK(stopped.channel("thickener.volume") > 3.5);
}
