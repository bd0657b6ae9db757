#include <catch2/catch.hpp>
#include <cmath>

#include "steady_tank.hpp"

using namespace raffinate::test;

namespace {

const SmallPlant::Chemistry brine{.components = {"H2O", "H+", "Na+", "Cl-"}};
const std::string water = "{composition: {H2O: 100 %}}", salt = "{composition: {NaCl: 5 %}}";

/// Share of a feed step that leaves the last of N tanks after s residence times of one: Erlang's distribution.
double erlang(int tanks, double s) {
  double sum = 0.0, term = 1.0;
  for (int k = 0; k < tanks; ++k) {
    sum += term;
    term *= s / (k + 1);
  }
  return 1.0 - std::exp(-s) * sum;
}

}  // namespace

TEST_CASE("a step of the feed leaves tanks in series as an Erlang distribution") {
  constexpr int tanks = 4;
  constexpr double step = 3600.0;  // [s] after the start
  const double water_flow = 0.5, flow = water_flow * specific_volume(brine, water);
  const double salt_flow = flow / specific_volume(brine, salt);  // the same volume of brine
  const SteadyTank tank{.flow = flow};
  SmallPlant plant(brine);
  plant.unit("source", "feed",
             fmt::format("{{mass_flow: 0.5 kg/s, material: {}, schedule: [{{at: 1 h, mass_flow: {:.17g} kg/s, material: {}}}]}}", water,
                         salt_flow, salt));
  for (int i = 1; i <= tanks; ++i) plant.unit("tank_" + std::to_string(i), "stirred_tank", tank.inputs(water));
  plant.stream("feed", "source.out", "tank_1.feed");
  for (int i = 1; i < tanks; ++i)
    plant.stream("slurry_" + std::to_string(i), "tank_" + std::to_string(i) + ".out", "tank_" + std::to_string(i + 1) + ".feed");
  plant.product("slurry_4", "tank_4.out");
  plant.compile();
  plant.run(step, 1e-8);
  CHECK(plant.flow("slurry_4", "Na+") == 0.0);
  for (const double s : {0.5, 1.0, 2.0, 4.0, 8.0}) {
    plant.run(step + s * tank.residence_time(), 1e-8);
    for (int i = 1; i <= tanks; ++i) {
      INFO("after " << s << " residence times, tank " << i);
      const double share = plant.flow("slurry_" + std::to_string(i), "Na+") / plant.flow("feed", "Na+");
      CHECK(share == Approx(erlang(i, s)).margin(1e-6));
    }
  }
}
