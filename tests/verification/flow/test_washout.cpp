#include <catch2/catch.hpp>
#include <cmath>

#include "steady_tank.hpp"

using namespace raffinate::test;

namespace {

const SmallPlant::Chemistry brine{.components = {"H2O", "H+", "Na+", "Cl-"}};
const std::string water = "{composition: {H2O: 100 %}}", salt = "{composition: {NaCl: 5 %}}";
constexpr double mass_flow = 0.5;  // [kg/s] of water

}  // namespace

TEST_CASE("a washed-out tank decays as exp(-t/tau)") {
  SteadyTank tank{.flow = mass_flow * specific_volume(brine, water)};
  REQUIRE(tank.volume() < tank.weir);
  SmallPlant plant(brine);
  plant.unit("source", "feed", "{mass_flow: 0.5 kg/s, material: " + water + "}");
  plant.unit("tank", "stirred_tank", tank.inputs(salt));
  plant.stream("feed", "source.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  const double start = plant.state("tank.Na+");
  CHECK(plant.channel("tank.volume") == Approx(tank.volume()).epsilon(1e-12));
  for (const double part : {0.1, 0.5, 1.0, 2.0, 4.0}) {
    plant.run(part * tank.residence_time(), 1e-9);
    INFO("t/tau = " << part);
    CHECK(plant.state("tank.Na+") / start == Approx(std::exp(-part)).epsilon(1e-6));
    CHECK(plant.flow("out", "Cl-") == Approx(start * std::exp(-part) / tank.residence_time()).epsilon(1e-6));
    CHECK(plant.channel("tank.volume") == Approx(tank.volume()).epsilon(1e-8));
  }
}

TEST_CASE("a tank that starts half empty fills to its weir before it overflows") {
  SmallPlant plant(brine);
  plant.unit("source", "feed", "{mass_flow: 0.5 kg/s, material: " + water + "}");
  plant.unit("tank", "stirred_tank", "{volume: 10 m3, filled: 0.5, filling: " + water + "}");
  plant.stream("feed", "source.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  const double flow = mass_flow * specific_volume(brine, water);
  plant.run(0.8 * 5.0 / flow, 1e-8);
  CHECK(plant.channel("tank.volume") == Approx(9.0).epsilon(1e-6));
  CHECK(plant.flow("out", "liquid_volume") < 1e-12);
  plant.run(2.0 * 5.0 / flow, 1e-8);
  CHECK(plant.flow("out", "liquid_volume") == Approx(flow).epsilon(1e-6));
}
