#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

SmallPlant filter_plant(const std::string& settings) {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "Cl-", "SiO2"}});
  plant.unit("slurry", "feed", "{mass_flow: 0.02 kg/s, material: {composition: {SiO2: 10 %, NaCl: 5 %}}}");
  plant.unit("surge", "stirred_tank", "{volume: 50 m3, filled: 0.5, outflow: filter.slurry, filling: {composition: {SiO2: 10 %, NaCl: 5 %}}}");
  plant.unit("filter", "batch_filter", "{cake: 200 kg, area: 10 m2" + settings + "}");
  plant.unit("water", "feed", "{mass_flow: filter.wash, material: {}}");
  plant.stream("into", "slurry.out", "surge.feed");
  plant.stream("feed", "surge.out", "filter.feed");
  plant.stream("wash", "water.out", "filter.wash");
  plant.product("cake", "filter.cake");
  plant.product("filtrate", "filter.filtrate");
  plant.compile();
  return plant;
}

std::vector<double> times_of(const SmallPlant& plant, const std::string& text) {
  std::vector<double> times;
  for (const auto& happening : plant.log())
    if (happening.text == text) times.push_back(happening.t);
  return times;
}

}  // namespace

TEST_CASE("a filter at constant pressure takes the time of Ruth's equation to fill") {
  auto plant = filter_plant(", pressure: 4 bar, cake_resistance: 2e11 m/kg, medium_resistance: 3e10 1/m, pump: 20 m3/h");
  plant.run(6.0 * 3600.0, 1e-8);
  const double density = plant.state("surge.solid_mass") / plant.channel("surge.volume");  // solids per slurry [kg/m3]
  const auto begin = times_of(plant, "begins to filter"), end = times_of(plant, "begins to wash");
  REQUIRE(end.size() >= 3);
  const double a = 1e-3 * 2e11 / (100.0 * 4e5), b = 1e-3 * 3e10 / (10.0 * 4e5) + 3600.0 / 20.0;
  for (std::size_t n = 0; n < 3; ++n) {
    const double left = n == 0 ? 0.0 : 0.2;  // kg of the cake before: a thousandth
    const double exact = (a * (200.0 * 200.0 - left * left) / 2.0 + b * (200.0 - left)) / density;
    INFO("cycle " << n);
    CHECK(end[n] - begin[n] == Approx(exact).epsilon(1e-4));
  }
  CHECK(plant.channel("filter.cycles") == static_cast<double>(begin.size()));
}

TEST_CASE("a batch filter keeps elements and enthalpy over its cycles and delivers moist cake") {
  for (const double tolerance : {1e-3, 1e-6}) {
    auto plant = filter_plant(", wash_ratio: 2, cake_moisture: 30 %");
    plant.run(10.0 * 3600.0, tolerance);
    INFO(tolerance);
    CHECK(plant.channel("filter.cycles") > 3.0);
    for (const char* element : {"Si", "Na", "Cl", "O"}) CHECK(std::abs(plant.element_gap(element)) < 1e-10);
    CHECK(std::abs(plant.enthalpy_gap()) < 1e-10);
  }
}

TEST_CASE("the wash of a batch filter leaves what one mixed cell leaves") {
  const auto strength = [](const std::string& ratio) {  // of the liquor in the cake that is discharged [mol/kg]
    auto plant = filter_plant(", cake_moisture: 30 %, drain_time: 1 s, wash_ratio: " + ratio);
    double t = 0.0;
    while (plant.channel("filter.step") != 4.0) plant.run(t += 60.0, 1e-7);
    return plant.flow("cake", "Cl-") / plant.flow("cake", "liquid_mass");
  };
  const double mother = strength("0");
  // Holds up to the liquor that drains late and the wetting of the cloth: 1e-3 of the filter.
  for (const double ratio : {1.0, 2.0}) CHECK(strength(fmt::format("{}", ratio)) / mother == Approx(std::exp(-ratio)).epsilon(0.03));
}

TEST_CASE("a filter waits until there is something to filter") {
  auto plant = filter_plant(", start_when: surge.level > 60 %");
  plant.run(3600.0, 1e-7);
  CHECK(plant.channel("filter.step") == 1.0);
  CHECK(plant.flow("feed", "liquid_mass") == 0.0);
  CHECK(plant.jacobian_error() < 1e-5);
}

TEST_CASE("the ionic strength in a batch filter is the molality of its brine") {
  auto plant = filter_plant("");
  plant.run(6.0 * 3600.0);
  // Of 5 % NaCl beside 85 % water. The wetting liquor of the start, a thousandth of a full filter, is diluted a thousand times.
  CHECK(plant.channel("filter.ionic_strength") == Approx(0.05 / 0.058443 / 0.85).epsilon(1e-4));
}
