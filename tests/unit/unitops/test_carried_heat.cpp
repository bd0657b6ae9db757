// Separators carry heats of speciation along instead of speciating their liquor in every evaluation.
#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

const std::string hot_caustic =
    "{mass_flow: 0.4 kg/s, material: {temperature: 80 degC, composition: {SiO2: 20 %, NaOH: 15 %}}}";

/// A thickener that gets a hot caustic slurry and another feed.
SmallPlant thickener(const std::string& second, const std::string& settings) {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "SO4-2", "SiO2"}});
  plant.unit("slurry", "feed", hot_caustic);
  plant.unit("liquor", "feed", second);
  plant.unit("thickener", "thickener", settings);
  plant.stream("feed", "slurry.out", "thickener.feed");
  plant.stream("second", "liquor.out", "thickener.feed");
  plant.product("underflow", "thickener.underflow");
  plant.product("overflow", "thickener.overflow");
  plant.compile();
  return plant;
}

const std::string wash = "{mass_flow: 0.6 kg/s, material: {temperature: 30 degC, composition: {NaOH: 1 %}}}";

}  // namespace

TEST_CASE("a washed slurry is as warm by carried heats as by speciation") {
  auto carried = thickener(wash, "{volume: 4 m3}");
  auto speciated = thickener(wash, "{volume: 4 m3, speciation: always}");
  for (const double t : {600.0, 7200.0, 360000.0}) {
    carried.run(t);
    speciated.run(t);
    // Strong caustic holds heats of speciation worth more than 10 K; carried, all but what dilution changes is right.
    CHECK(carried.channel("thickener.temperature") == Approx(speciated.channel("thickener.temperature")).margin(0.01));
    CHECK(carried.flow("underflow", "sensible_heat") == Approx(speciated.flow("underflow", "sensible_heat")).epsilon(1e-4));
    CHECK(carried.channel("thickener.pH") == Approx(speciated.channel("thickener.pH")).margin(1e-3));
  }
  CHECK(std::abs(carried.flow("overflow", "speciation_heat")) >
        10.0 * carried.flow("overflow", "liquid_heat_capacity"));
}

TEST_CASE("what a separator leaves out where its feeds react with each other is a channel") {
  auto plant = thickener("{mass_flow: 0.6 kg/s, material: {temperature: 30 degC, composition: {H2SO4: 5 %}}}", "{volume: 4 m3}");
  plant.run(360000.0);
  CHECK(plant.channel("thickener.heat_of_mixing") > 5.0);  // heat of neutralisation
  CHECK(std::abs(plant.enthalpy_gap()) < 1e-10);           // misplaced between solids and liquor, not lost
}

TEST_CASE("a controller may read a channel that otherwise only reports need") {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "SO4-2", "SiO2"}});
  plant.unit("slurry", "feed", hot_caustic);
  plant.unit("acid", "reagent",
             "{material: {composition: {H2SO4: 20 %}}, measure: thickener.pH, setpoint: 12.5, action: lowers, gain: 0.2 kg/s, "
             "reset_time: 2 h, maximum: 2 kg/s}");
  plant.unit("thickener", "thickener", "{volume: 4 m3}");
  plant.stream("feed", "slurry.out", "thickener.feed");
  plant.stream("dose", "acid.out", "thickener.feed");
  plant.product("underflow", "thickener.underflow");
  plant.product("overflow", "thickener.overflow");
  plant.compile();
  plant.run(3600.0 * 100.0);
  CHECK(plant.channel("thickener.pH") == Approx(12.5).margin(1e-3));
  CHECK(plant.jacobian_error() < 1e-5);
}
