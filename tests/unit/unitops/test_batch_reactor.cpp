#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

const SmallPlant::Chemistry brine{.components = {"H2O", "H+", "Na+", "Cl-"}};

SmallPlant batch_plant(const std::string& recipe, const std::string& more = "") {
  SmallPlant plant(brine);
  plant.unit("salt", "feed", "{mass_flow: reactor.charge.salt, material: {composition: {NaCl: 10 %}}}");
  plant.unit("reactor", "batch_reactor", "{volume: 2 m3, filled: 10 %, heel: 10 %, recipe: " + recipe + more + "}");
  plant.stream("feed", "salt.out", "reactor.feed");
  plant.product("out", "reactor.out");
  plant.compile();
  return plant;
}

double time_of(const SmallPlant& plant, const std::string& text, int occurrence) {
  for (const auto& happening : plant.log())
    if (happening.text.find(text) != std::string::npos && --occurrence == 0) return happening.t;
  return -1.0;
}

}  // namespace

TEST_CASE("batches follow each other in the time that their flows and holds take") {
  auto plant = batch_plant("[{step: charge, name: salt, flow: 1 kg/s, mass: 1200 kg}, {step: hold, duration: 30 min}, {step: discharge, flow: 2 L/s}]");
  plant.run(10.0, 1e-8);
  const double charged = plant.flow("feed", "liquid_volume") * 1200.0;  // [m3]
  // dV/dt = -q V^2/(V^2 + s^2): a pump that loses suction below s, 1e-3 of the volume
  const double heel = 0.2, s = 2e-3;
  const double pumping = (charged + s * s * (1.0 / heel - 1.0 / (heel + charged))) / 2e-3;
  const double cycle = 1200.0 + 1800.0 + pumping;
  constexpr int batches = 5;
  plant.run((batches + 0.1) * cycle, 1e-8);
  CHECK(plant.channel("reactor.batches") == batches + 1);
  for (int n = 1; n <= batches; ++n) {
    INFO("batch " << n);
    CHECK(time_of(plant, "hold", n) == Approx((n - 1) * cycle + 1200.0).epsilon(1e-6));
    CHECK(time_of(plant, "discharge", n) == Approx((n - 1) * cycle + 3000.0).epsilon(1e-6));
    CHECK(time_of(plant, "step 1 of 3", n + 1) == Approx(n * cycle).epsilon(1e-6));
  }
  for (const char* element : {"Na", "Cl", "O"}) CHECK(std::abs(plant.element_gap(element)) < 1e-12);
}

TEST_CASE("a batch conserves matter and heat to round-off however loose the tolerance is") {
  for (const double tolerance : {1e-3, 1e-6}) {
    auto plant = batch_plant(
        "[{step: charge, name: salt, flow: 3 t/h, until: level > 80 %}, {step: heat, temperature: 90 degC}, {step: hold, duration: 1 h},"
        " {step: cool, temperature: 50 degC}, {step: discharge, flow: 4 m3/h}]",
        ", heating: {max_heating: 200 kW, max_cooling: 200 kW, loss: 100 W/K}");
    plant.run(24.0 * 3600.0, tolerance);
    INFO(tolerance);
    CHECK(plant.channel("reactor.batches") > 4.0);
    for (const char* element : {"Na", "Cl", "O", "H"}) CHECK(std::abs(plant.element_gap(element)) < 1e-10);
    CHECK(std::abs(plant.enthalpy_gap()) < 1e-10);
  }
}

TEST_CASE("heating with what is installed takes the time of its heat capacity") {
  auto plant = batch_plant("[{step: charge, name: salt, flow: 3 t/h, until: level > 80 %}, {step: heat, temperature: 90 degC}, {step: hold, duration: 100 h}]",
                           ", heating: {max_heating: 100 kW}");
  plant.run(20.0 * 3600.0);
  const double begin = time_of(plant, "heat", 1), end = time_of(plant, "hold", 1);
  const double capacity = plant.state("reactor.liquid_heat_capacity");
  // To 1 K below; the last kelvins are slower, as the controller closes in on its set point.
  const double full = capacity * (90.0 - 1.0 - 25.0) / 100e3;
  CHECK(end - begin > full * 0.999);
  CHECK(end - begin < full * 1.15);
  CHECK(plant.channel("reactor.temperature") == Approx(363.15).margin(0.3));
}

TEST_CASE("a step ends when a signal of the own or of another unit says so") {
  auto plant = batch_plant("[{step: charge, name: salt, flow: 1 kg/s, until: reactor.concentration.Na > 10 g/L}, {step: hold, duration: 1 h, until: temperature > 90 degC},"
                           " {step: hold, duration: 1000 h}]", ", concentrations: [Na]");
  plant.run(5.0 * 3600.0, 1e-7);
  CHECK(plant.channel("reactor.concentration.Na") == Approx(10.0).epsilon(1e-5));
  CHECK(plant.channel("reactor.step") == 3.0);
  CHECK(time_of(plant, "step 3", 1) == Approx(time_of(plant, "step 2", 1) + 3600.0).epsilon(1e-12));
}

TEST_CASE("a recipe that is not repeated ends idle") {
  auto plant = batch_plant("[{step: charge, name: salt, flow: 1 kg/s, mass: 500 kg}, {step: discharge, flow: 2 L/s}]", ", repeat: false");
  plant.run(10.0 * 3600.0);
  CHECK(plant.channel("reactor.step") == 0.0);
  CHECK(plant.channel("reactor.batches") == 1.0);
  CHECK(plant.flow("feed", "liquid_mass") == 0.0);
  CHECK(plant.flow("out", "liquid_mass") == 0.0);
}

TEST_CASE("steps that are over as soon as they begin stop the run with a reason") {
  auto plant = [] {
    SmallPlant p(brine);
    p.unit("reactor", "batch_reactor", "{volume: 2 m3, recipe: [{step: hold, until: level > 1 %}, {step: hold, until: level < 50 %}]}");
    p.unit("none", "feed", "{mass_flow: 0 kg/s, material: {}}");
    p.stream("feed", "none.out", "reactor.feed");
    p.product("out", "reactor.out");
    return p;
  }();
  CHECK_THROWS_WITH(plant.compile(), Catch::Contains("\"reactor\" are over as soon as they begin"));
}
