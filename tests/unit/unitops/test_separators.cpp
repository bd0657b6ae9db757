#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

/// A separator with its settings at a given scale, fed with an alkaline slurry.
struct Case {
  std::string type, scaled, outlet;
  std::vector<std::string> outlets;
};

const std::vector<Case> cases{
    {"thickener", "volume: {0} m3, solids_residence: 1 h, clarity: 1e-4", "underflow", {"underflow", "overflow"}},
    {"filter", "volume: {0} m3", "cake", {"cake", "filtrate"}},
    {"centrifuge", "volume: {0} m3", "cake", {"cake", "filtrate"}},
    {"crystalliser", "volume: {0} m3, magma_solids: 30 %, capacity: {1} kg/s", "magma", {"magma", "vapour"}},
    {"dryer", "holdup: {2} kg", "product", {"product", "vapour"}}};

SmallPlant separator(const Case& c, const std::string& settings, double feed) {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "WO4-2", "SiO2", "H2O(g)"},
                    .sized = {{"SiO2", raffinate::reactions::SizeGrid::geometric(2e-6, 100e-6, 4)}},
                    .activity = "sit"});
  plant.unit("slurry", "feed",
             fmt::format("{{mass_flow: {} kg/s, material: {{temperature: 60 degC, sizes: {{p80: 50 um}},"
                         " composition: {{SiO2: 20 %, NaOH: 3 %, Na+: 1.25 %, WO4-2: 6.75 %}}}}}}", feed));
  plant.unit("unit", c.type, settings);
  plant.stream("feed", "slurry.out", "unit.feed");
  for (const auto& outlet : c.outlets) plant.product(outlet, "unit." + outlet);
  plant.compile();
  return plant;
}

}  // namespace

TEST_CASE("separators run on their defaults and keep elements and enthalpy") {
  for (const Case& c : cases) {
    INFO(c.type);
    auto plant = separator(c, "{}", 0.2);
    plant.run(3600.0 * 24.0, 1e-5);
    for (const char* element : {"Si", "Na", "W", "H", "O"}) CHECK(std::abs(plant.element_gap(element)) < 1e-10);
    CHECK(std::abs(plant.enthalpy_gap()) < 1e-10);
    CHECK(plant.flow(c.outlet, "solid_mass") > 0.0);
  }
}

TEST_CASE("separators twice as large with twice the feed behave alike") {
  for (const Case& c : cases) {
    INFO(c.type);
    const auto at_scale = [&](double scale) {
      const double volume = 2.0 * scale, capacity = 0.1 * scale, holdup = 100.0 * scale;
      auto plant = separator(c, "{" + fmt::format(fmt::runtime(c.scaled), volume, capacity, holdup) + "}", 0.2 * scale);
      plant.run(3600.0 * 2.0, 1e-7);
      return plant;
    };
    const auto small = at_scale(1.0), large = at_scale(2.0);
    CHECK(small.channel("unit.temperature") == Approx(large.channel("unit.temperature")).epsilon(1e-6));
    for (const char* entry : {"liquid_mass", "SiO2[2]", "WO4-2", "sensible_heat"})
      CHECK(2.0 * small.flow(c.outlet, entry) == Approx(large.flow(c.outlet, entry)).epsilon(1e-4));
  }
}
