#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "support/small_plant.hpp"

// Counter-current decantation: n stages, wash against slurry, chloride as dissolved tracer.
//   With U liquor in every underflow and W wash, each stage being mixed, the tracer lost with the last
//   underflow is the Kremser fraction of that fed:  loss = U c_n,   R = W/U,
//   stages 2..n:  c_(i-1) - c_i = R (c_i - c_(i+1)),  c_(n+1) = 0 in the wash.
using namespace raffinate::test;

namespace {

constexpr double solids = 0.1, liquor = 0.3, wash = 0.25;  // [kg/s]
constexpr double thickness = 0.5, under = solids * (1.0 - thickness) / thickness;

SmallPlant circuit(int stages) {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "Cl-", "SiO2"}});
  plant.unit("slurry", "feed", "{mass_flow: 0.4 kg/s, material: {composition: {SiO2: 25 %, Na+: 2.3 %, Cl-: 3.546 %}}}");
  plant.unit("water", "feed", "{mass_flow: 0.25 kg/s, material: {composition: {H2O: 100 %}}}");
  const auto name = [](int stage) { return "wash_" + std::to_string(stage); };
  for (int i = 1; i <= stages; ++i)
    plant.unit(name(i), "thickener", "{volume: 2 m3, solids_residence: 1 h, underflow_solids: 50 %}");
  plant.stream("feed", "slurry.out", name(1) + ".feed");
  plant.stream("wash", "water.out", name(stages) + ".feed");
  for (int i = 1; i < stages; ++i) {
    plant.stream("under_" + std::to_string(i), name(i) + ".underflow", name(i + 1) + ".feed");
    plant.stream("over_" + std::to_string(i + 1), name(i + 1) + ".overflow", name(i) + ".feed");
  }
  plant.product("washed", name(stages) + ".underflow");
  plant.product("pregnant", name(1) + ".overflow");
  plant.compile();
  return plant;
}

/// Share of the dissolved feed that leaves with the washed solids: c_1 from the overall balance,
/// (L + W - U) c_1 + U c_n = L c_0, and c_n/c_1 from the geometric fall of the differences.
double expected_loss(int stages) {
  const double ratio = wash / under;
  double sum = 0.0;  // c_n = d, c_(n-1) = d + R d, ..., with d = c_n
  for (int i = 0; i < stages; ++i) sum += std::pow(ratio, i);
  const double last_over_first = 1.0 / sum;
  return under * last_over_first / ((liquor + wash - under) + under * last_over_first);
}

}  // namespace

TEST_CASE("a counter-current wash circuit loses what the stage equations say") {
  for (const int stages : {1, 2, 3}) {
    auto plant = circuit(stages);
    plant.run(3600.0 * 300.0, 1e-7);
    const double fed = plant.flow("feed", "Cl-");
    INFO(stages << " stages");
    CHECK(plant.flow("washed", "Cl-") / fed == Approx(expected_loss(stages)).epsilon(1e-4));
    CHECK((plant.flow("washed", "Cl-") + plant.flow("pregnant", "Cl-")) / fed == Approx(1.0).epsilon(1e-6));
    CHECK(plant.flow("pregnant", "liquid_mass") == Approx(liquor + wash - under).epsilon(1e-4));
  }
}
