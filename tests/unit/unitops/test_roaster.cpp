#include <catch2/catch.hpp>

#include "furnace_plant.hpp"
#include "thermo/database.hpp"

using namespace furnace_test;
using raffinate::thermo::reference_temperature;

namespace {

constexpr const char* scrap = "{composition: {WC: 90 %, Co: 10 %}, sizes: {p80: 60 um, spread: 1.2}}";
constexpr const char* air = "{composition: {N2: 76.7 %, O2: 23.3 %}, temperature: 20 degC}";
constexpr double set_point = 1173.15;  // [K] the default
const std::string reacting = "{reactions: [carbide, binder, tungstate], residence_time: 6 h}";

std::string feed(const std::string& flow, const std::string& material) {
  return "{mass_flow: " + flow + ", material: " + material + "}";
}

/// A roaster with its feeds, compiled.
SmallPlant roaster(const std::string& inputs, const std::string& solids, const std::string& gas) {
  SmallPlant plant(furnace_chemistry());
  plant.unit("crusher", "feed", solids);
  plant.unit("blower", "feed", gas);
  plant.unit("kiln", "roaster", inputs);
  plant.stream("scrap", "crusher.out", "kiln.solids");
  plant.stream("air", "blower.out", "kiln.air");
  plant.product("calcine", "kiln.calcine");
  plant.product("off_gas", "kiln.off_gas");
  plant.compile();
  return plant;
}

/// Sum of an energy term over the segments of the kiln with its usual six segments [W].
double energy_of_segments(const SmallPlant& plant, const std::string& term) {
  constexpr int segments = 6;
  double sum = 0.0;
  for (int i = 1; i <= segments; ++i) sum += plant.energy("kiln.segment_" + std::to_string(i) + "." + term);
  return sum;
}

double heat_duty(const SmallPlant& plant) { return plant.channel("kiln.heat_supplied") - plant.channel("kiln.heat_removed"); }

}  // namespace

TEST_CASE("a roaster turns cemented carbide into tungsten trioxide and cobalt tungstate") {
  auto plant = roaster(reacting, feed("100 kg/h", scrap), feed("500 kg/h", air));
  plant.run(40.0 * hour);
  CHECK(flow_of(plant, "calcine", "WC") < 0.05 * flow_of(plant, "scrap", "WC"));
  CHECK(flow_of(plant, "calcine", "CoWO4") > 0.8 * flow_of(plant, "scrap", "Co"));
  // 19.3 % when WC-10Co becomes WO3 and CoWO4 altogether.
  CHECK(plant.flow("calcine", "solid_mass") / plant.flow("scrap", "solid_mass") == Approx(1.193).margin(0.01));
  for (int i = 1; i <= 6; ++i) {
    CHECK(plant.channel("kiln.temperature_" + std::to_string(i)) == Approx(set_point).margin(1.0));
    CHECK(plant.channel("kiln.oxygen_" + std::to_string(i)) < 0.22e5);
  }
  CHECK(plant.channel("kiln.oxygen_1") < plant.channel("kiln.oxygen_6"));
  CHECK(plant.channel("kiln.heat_removed") > 10e3);
  CHECK(energy_of_segments(plant, "heat_removed") == Approx(-plant.channel("kiln.heat_removed")));
  CHECK(largest_gap(plant, {"W", "Co", "C", "O", "N"}) < 1e-9);
}

TEST_CASE("the exact Jacobian of a roaster agrees with differences") {
  auto plant = roaster(reacting, feed("100 kg/h", scrap), feed("600 kg/h", air));
  plant.run(1.0 * hour);
  CHECK(plant.jacobian_error() < 1e-4);
}

TEST_CASE("an empty roaster keeps its set point and heats the air that passes") {
  auto plant = roaster("{reactions: [carbide, binder, tungstate], heating: {loss: 30 W/K}}", feed("0 kg/h", scrap), feed("300 kg/h", air));
  plant.run(20.0 * hour);
  double heating = 30.0 * (set_point - reference_temperature);
  for (const char* gas : {"N2", "O2"}) {
    const auto& species = plant.components().database().at(gas);
    heating += flow_of(plant, "air", gas) * (species.sensible_enthalpy(set_point) - species.sensible_enthalpy(293.15));
  }
  CHECK(plant.channel("kiln.temperature_1") == Approx(set_point).margin(0.01));
  CHECK(heat_duty(plant) == Approx(heating).epsilon(1e-5));
  CHECK(energy_of_segments(plant, "heat_gain") == Approx(-30.0 * (set_point - reference_temperature)).epsilon(1e-5));
  CHECK(largest_gap(plant, {"O", "N"}) < 1e-7);
}

TEST_CASE("solids pass a roaster like a cascade of stirred tanks") {
  auto plant = roaster("{segments: 4, residence_time: 2 h, volume: 0.5 m3}", feed("100 kg/h", "{composition: {SiO2: 100 %}}"), feed("100 kg/h", air));
  plant.run(1.5 * hour, 1e-8);
  const double passed = 4.0 * 1.5 / 2.0;  // time over the residence time of a segment
  const double share = 1.0 - std::exp(-passed) * (1.0 + passed + passed * passed / 2.0 + passed * passed * passed / 6.0);
  CHECK(plant.flow("calcine", "solid_mass") == Approx(share * plant.flow("scrap", "solid_mass")).epsilon(1e-5));
  CHECK(largest_gap(plant, {"Si", "N"}) < 1e-9);
}

TEST_CASE("a roaster short of air uses up its oxygen and no more") {
  auto plant = roaster(reacting, feed("100 kg/h", scrap), feed("60 kg/h", air));
  plant.run(30.0 * hour);
  CHECK(plant.channel("kiln.oxygen") >= -1e-3);
  CHECK(plant.channel("kiln.oxygen") < 100.0);
  const double taken = flow_of(plant, "air", "O2") - flow_of(plant, "off_gas", "O2");
  const double burnt = flow_of(plant, "off_gas", "CO2(g)");
  CHECK(taken == Approx(flow_of(plant, "air", "O2")).epsilon(0.01));
  CHECK(2.5 * burnt < taken);  // cobalt takes the rest
  CHECK(2.5 * burnt > 0.85 * taken);
  CHECK(burnt < 0.5 * flow_of(plant, "scrap", "WC"));
  CHECK(largest_gap(plant, {"W", "Co", "C", "O", "N"}) < 1e-9);
}

TEST_CASE("a roaster without burner and cooler finds the temperature of its own heat") {
  auto plant = roaster("{reactions: [carbide, binder, tungstate], heating: {heating: 0 W, cooling: 0 W, loss: 5 W/K}}",
                       feed("60 kg/h", scrap), feed("300 kg/h", air));
  plant.run(60.0 * hour);
  CHECK(energy_of_segments(plant, "heat_supplied") == 0.0);
  CHECK(plant.channel("kiln.temperature_1") > 1000.0);  // the flame sits where the scrap enters
  CHECK(plant.channel("kiln.temperature_1") < 1500.0);
  CHECK(largest_gap(plant, {"W", "Co", "C", "O", "N"}) < 1e-9);
}

TEST_CASE("a roaster twice as large with twice the feed runs at the same temperatures and pressures") {
  const auto make = [](double size) {
    const auto times = [size](double value, const std::string& unit) { return std::to_string(size * value) + " " + unit; };
    auto plant = roaster("{reactions: [carbide, binder, tungstate], volume: " + times(3, "m3") + ", lining: " + times(1, "MJ/K") +
                             ", heating: {heating: " + times(0.1, "MW") + ", cooling: " + times(0.2, "MW") + ", loss: " + times(50, "W/K") + "}}",
                         feed(times(100, "kg/h"), scrap), feed(times(600, "kg/h"), air));
    plant.run(3.0 * hour);
    return plant;
  };
  const auto one = make(1.0), two = make(2.0);
  for (int i = 1; i <= 6; ++i)
    for (const std::string channel : {"kiln.temperature_", "kiln.oxygen_"})
      CHECK(two.channel(channel + std::to_string(i)) == Approx(one.channel(channel + std::to_string(i))).epsilon(1e-4));
  CHECK(two.channel("kiln.holdup") == Approx(2.0 * one.channel("kiln.holdup")).epsilon(1e-4));
}

TEST_CASE("moisture of the feed leaves a roaster with the gas") {
  auto plant = roaster(reacting, feed("100 kg/h", "{composition: {WC: 80 %, Co: 10 %, H2O: 10 %}, sizes: {p80: 60 um}}"),
                       feed("600 kg/h", air));
  plant.run(20.0 * hour);
  CHECK(flow_of(plant, "off_gas", "H2O(g)") == Approx(flow_of(plant, "scrap", "H2O")).epsilon(1e-4));
  CHECK(flow_of(plant, "calcine", "H2O") < 1e-6 * flow_of(plant, "scrap", "H2O"));
  CHECK(largest_gap(plant, {"W", "Co", "C", "O", "N", "H"}) < 1e-9);
}

TEST_CASE("a moist feed needs the vapour among the components") {
  SmallPlant plant(SmallPlant::Chemistry{{"SiO2", "O2", "N2", "H2O", "H+"}});
  plant.unit("crusher", "feed", feed("100 kg/h", "{composition: {SiO2: 90 %, H2O: 10 %}}"));
  plant.unit("kiln", "roaster", "{}");
  plant.stream("scrap", "crusher.out", "kiln.solids");
  plant.product("calcine", "kiln.calcine");
  plant.product("off_gas", "kiln.off_gas");
  CHECK_THROWS_WITH(plant.compile(), Catch::Contains("H2O(g)"));
}

TEST_CASE("a roaster whose feed stops runs empty and takes up its feed again") {
  // Round-off in the empty furnace must neither grow nor hold up the integrator.
  auto plant = roaster(reacting, "{mass_flow: 100 kg/h, material: " + std::string(scrap) +
                                     ", schedule: [{at: 5 h, mass_flow: 0 kg/h}, {at: 300 h, mass_flow: 100 kg/h}]}",
                       feed("500 kg/h", air));
  plant.run(300.0 * hour);
  CHECK(std::abs(plant.channel("kiln.holdup")) < 1e-3);
  CHECK(plant.channel("kiln.temperature_1") == Approx(set_point).margin(1.0));
  CHECK(plant.statistics().steps < 3000);
  plant.run(340.0 * hour);
  CHECK(plant.flow("calcine", "solid_mass") / plant.flow("scrap", "solid_mass") == Approx(1.193).margin(0.01));
  CHECK(largest_gap(plant, {"W", "Co", "C", "O", "N"}) < 1e-9);
}
