#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "support/small_plant.hpp"

// A crystalliser at steady state is a mixed-suspension, mixed-product-removal crystalliser:
//   n(L) = n0 exp(-L/(G t)),   births B = n0 G,   number N = B t,   mean size by mass 4 G t.
using namespace raffinate;
using namespace raffinate::test;

namespace {

constexpr int classes = 30;
constexpr double growth = 1e-7;       // [m/s] at S - 1 = 1
constexpr double nucleation = 1e7;    // [1/(kg s)] at S - 1 = 1
constexpr double shape = 0.6;

const std::string reaction = R"(
crystal:
  equation: 2 Na+ + WO4-2 + 2 H2O = Na2WO4:2H2O
  rate:
    law: crystallisation
    particle: Na2WO4:2H2O
    salt: Na2WO4
    ions: {Na+: 2, WO4-2: 1}
    k: 1e-7 m/s
    nucleation: 1e7 1/(kg s)
    shape_factor: 0.6
  source: {assumption: "rates of the test", range: "none"}
)";

SmallPlant pan() {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "WO4-2", "Na2WO4:2H2O", "H2O(g)"},
                    .sized = {{"Na2WO4:2H2O", reactions::SizeGrid::geometric(2e-6, 2000e-6, classes)}},
                    .reactions = reaction});
  plant.unit("liquor", "feed", "{mass_flow: 0.1 kg/s, material: {temperature: 80 degC, composition: {Na+: 5.869 %, WO4-2: 31.631 %}}}");
  plant.unit("pan", "crystalliser",
             "{volume: 1 m3, evaporation: 0.035 kg/s, reactions: crystal,"
             " filling: {temperature: 80 degC, composition: {Na+: 5.869 %, WO4-2: 31.631 %, Na2WO4:2H2O: 5 %}, sizes: {p80: 200 um}}}");
  plant.stream("feed", "liquor.out", "pan.feed");
  plant.product("magma", "pan.magma");
  plant.product("vapour", "pan.vapour");
  plant.compile();
  return plant;
}

}  // namespace

TEST_CASE("the crystals of a mixed crystalliser are distributed exponentially") {
  auto plant = pan();
  plant.run(3600.0 * 500.0, 1e-6);
  const auto& components = plant.components();
  const auto& crystal = components[components.find("Na2WO4:2H2O")];
  const double amount_per_cube = shape / crystal.species->volume;
  std::vector<double> numbers;
  double total = 0.0, mass = 0.0;
  for (int i = 0; i < classes; ++i) {
    const double amount = plant.state("pan.Na2WO4:2H2O[" + std::to_string(i) + "]");
    numbers.push_back(amount / (amount_per_cube * crystal.grid->mean_cube(i)));
    total += numbers.back();
    mass += amount * crystal.species->molar_mass;
  }
  const double residence = plant.channel("pan.volume") / (plant.flow("magma", "liquid_volume") + plant.flow("magma", "solid_volume"));

  // What is born fills the tank: N = B t. So the births tell the supersaturation, and that the growth.
  const double excess = std::sqrt(total / (nucleation * mass * residence));
  const double grown = growth * excess * residence;
  INFO("G t = " << grown << " m, S - 1 = " << excess << ", solids " << plant.channel("pan.magma_solids"));
  CHECK(plant.channel("pan.crystal_size") == Approx(4.0 * grown).epsilon(0.05));
  for (int i = 0; i < classes; ++i) {
    const double lower = i == 0 ? 0.0 : crystal.grid->lower(i), upper = crystal.grid->upper(i);
    if (upper > 5.0 * grown) break;
    const double exact = std::exp(-lower / grown) - std::exp(-upper / grown);
    INFO("class " << i << " up to " << upper << " m");
    CHECK(numbers[static_cast<std::size_t>(i)] / total == Approx(exact).epsilon(0.08));
  }
}
