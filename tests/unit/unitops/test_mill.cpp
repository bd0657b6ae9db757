#include <catch2/catch.hpp>

#include "furnace_plant.hpp"
#include "reactions/breakage.hpp"
#include "reactions/size_distribution.hpp"

using namespace furnace_test;
namespace reactions = raffinate::reactions;

namespace {

constexpr const char* coarse =
    "{mass_flow: 300 kg/h, material: {composition: {WC: 80 %, SiO2: 20 %}, temperature: 30 degC, sizes: {p80: 120 um, spread: 1.5}}}";

SmallPlant mill(const std::string& inputs, const std::string& solids = coarse) {
  SmallPlant plant(furnace_chemistry());
  plant.unit("crusher", "feed", solids);
  plant.unit("mill", "mill", inputs);
  plant.stream("crushed", "crusher.out", "mill.feed");
  plant.product("milled", "mill.product");
  plant.compile();
  return plant;
}

std::string carbide_class(int i) { return "WC[" + std::to_string(i) + "]"; }

}  // namespace

TEST_CASE("a steady mill has the size distribution of its linear balance") {
  auto plant = mill("{residence_time: 30 min, breakage: {rate: 5 1/min}}");
  plant.run(15.0 * hour);
  const auto& carbide = plant.components()[plant.components().find("WC")];
  const reactions::Breakage breakage(*carbide.grid, {5.0 / 60.0, 1e-3, 0.8, 10e-3, 3.5, 0.54, 1.25, 3.9});
  // Coarsest first: m_i (1/tau + S_i) = F_i + sum over coarser j of b_ij S_j m_j; the product flow is m_i/tau.
  constexpr double residence = 1800.0;
  std::vector<double> held(static_cast<std::size_t>(carbide.classes));
  for (int i = carbide.classes - 1; i >= 0; --i) {
    double gained = plant.flow("crushed", carbide_class(i));
    for (int j = i + 1; j < carbide.classes; ++j)
      gained += breakage.fragments(i, j) * breakage.selection(j) * held[static_cast<std::size_t>(j)];
    held[static_cast<std::size_t>(i)] = gained / (1.0 / residence + breakage.selection(i));
  }
  for (int i = 0; i < carbide.classes; ++i)
    CHECK(plant.flow("milled", carbide_class(i)) == Approx(held[static_cast<std::size_t>(i)] / residence).epsilon(1e-5));
  CHECK(plant.channel("mill.p80_WC") == Approx(reactions::passing_size(*carbide.grid, held, 0.8)).epsilon(1e-5));
  CHECK(largest_gap(plant, {"W", "C", "Si"}) < 1e-9);
}

TEST_CASE("the power of a mill heats the product and the surroundings") {
  auto plant = mill("{specific_energy: 20 kWh/t, loss: 50 W/K}");
  plant.run(20.0 * hour);
  const double power = 20.0 * 3.6e6 / 1000.0 * 300.0 / 3600.0;
  CHECK(plant.energy("mill.power") == Approx(power).epsilon(1e-5));
  CHECK(plant.channel("mill.power") == Approx(power).epsilon(1e-5));
  const double warmed = plant.flow("milled", "sensible_heat") - plant.flow("crushed", "sensible_heat");
  const double T = plant.channel("mill.temperature");
  CHECK(T > 310.0);
  CHECK(warmed + 50.0 * (T - 298.15) == Approx(power).epsilon(1e-5));
  CHECK(largest_gap(plant, {"W", "C", "Si"}) < 1e-9);
}

TEST_CASE("a mineral that arrives in one class reaches every finer class") {
  auto plant = mill("{breakage: {rate: 5 1/min}}",
                    "{mass_flow: 300 kg/h, material: {composition: {WC: 100 %}, sizes: {p80: 1 m, spread: 10}}}");
  plant.run(5.0 * hour);
  CHECK(plant.flow("crushed", carbide_class(8)) < 1e-9 * plant.flow("crushed", carbide_class(9)));
  for (int i = 0; i < 10; ++i) CHECK(plant.flow("milled", carbide_class(i)) > 1e-4 * plant.flow("crushed", carbide_class(9)));
  CHECK(largest_gap(plant, {"W", "C"}) < 1e-9);
}

TEST_CASE("a mineral can be made harder than the rest") {
  auto soft = mill("{breakage: {rate: 5 1/min}}"), hard = mill("{breakage: {rate: 5 1/min}, relative_rates: {WC: 0.1}}");
  soft.run(5.0 * hour);
  hard.run(5.0 * hour);
  CHECK(hard.channel("mill.p80_WC") > 1.2 * soft.channel("mill.p80_WC"));
}

TEST_CASE("the breakage of a mineral without sizes is refused") {
  CHECK_THROWS_WITH(mill("{relative_rates: {SiO2: 2}}"), Catch::Contains("has no particle sizes"));
}

TEST_CASE("a wet mill starts with water and passes slurry") {
  auto plant = mill("{holdup: 100 kg, residence_time: 10 min}",
                    "{mass_flow: 600 kg/h, material: {composition: {WC: 40 %}, sizes: {p80: 120 um}}}");
  plant.run(6.0 * hour);
  CHECK(plant.flow("milled", "liquid_mass") == Approx(360.0 / 3600.0).epsilon(1e-4));
  CHECK(plant.flow("milled", "solid_mass") == Approx(240.0 / 3600.0).epsilon(1e-4));
  CHECK(plant.channel("mill.temperature") > 298.15);
  CHECK(largest_gap(plant, {"W", "C", "O", "H"}) < 1e-9);
}

TEST_CASE("the exact Jacobian of a mill agrees with differences") {
  auto plant = mill("{breakage: {rate: 5 1/min}}");
  plant.run(0.2 * hour);
  CHECK(plant.jacobian_error() < 1e-5);
}

TEST_CASE("scrap that is roasted, cooled and milled closes its balances") {
  SmallPlant plant(furnace_chemistry());
  plant.unit("crusher", "feed", "{mass_flow: 100 kg/h, material: {composition: {WC: 90 %, Co: 10 %}, sizes: {p80: 60 um}}}");
  plant.unit("blower", "feed", "{mass_flow: 500 kg/h, material: {composition: {N2: 76.7 %, O2: 23.3 %}}}");
  plant.unit("kiln", "roaster", "{reactions: [carbide, binder, tungstate]}");
  plant.unit("drum", "solids_cooler", "{}");
  plant.unit("mill", "mill", "{}");
  plant.stream("scrap", "crusher.out", "kiln.solids");
  plant.stream("air", "blower.out", "kiln.air");
  plant.stream("calcine", "kiln.calcine", "drum.feed");
  plant.stream("cold", "drum.out", "mill.feed");
  plant.product("off_gas", "kiln.off_gas");
  plant.product("milled", "mill.product");
  plant.compile();
  plant.run(30.0 * hour);
  CHECK(plant.flow("milled", "solid_mass") == Approx(plant.flow("calcine", "solid_mass")).epsilon(1e-3));
  CHECK(plant.channel("drum.temperature") < 400.0);
  CHECK(largest_gap(plant, {"W", "Co", "C", "O", "N"}) < 1e-9);
}

TEST_CASE("moist scrap leaves a furnace dry, and the mill behind it goes on without liquor") {
  SmallPlant plant(furnace_chemistry());
  plant.unit("crusher", "feed", "{mass_flow: 100 kg/h, material: {composition: {WC: 88 %, Co: 10 %, H2O: 2 %}, sizes: {p80: 60 um}}}");
  plant.unit("blower", "feed", "{mass_flow: 500 kg/h, material: {composition: {N2: 76.7 %, O2: 23.3 %}}}");
  plant.unit("kiln", "roaster", "{reactions: [carbide, binder, tungstate]}");
  plant.unit("mill", "mill", "{holdup: 100 kg, residence_time: 10 min}");
  plant.stream("scrap", "crusher.out", "kiln.solids");
  plant.stream("air", "blower.out", "kiln.air");
  plant.stream("calcine", "kiln.calcine", "mill.feed");
  plant.product("off_gas", "kiln.off_gas");
  plant.product("milled", "mill.product");
  plant.compile();
  plant.run(200.0 * hour);
  CHECK(plant.flow("milled", "liquid_mass") < 1e-9 * plant.flow("milled", "solid_mass"));
  CHECK(plant.flow("milled", "solid_mass") == Approx(plant.flow("calcine", "solid_mass")).epsilon(1e-6));
  CHECK(largest_gap(plant, {"W", "Co", "C", "O", "H"}) < 1e-9);
}
