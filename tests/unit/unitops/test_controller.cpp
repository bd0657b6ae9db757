#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

const SmallPlant::Chemistry brine{.components = {"H2O", "H+", "Na+", "Cl-"}};

/// Water of a constant volume flow, a tank whose pump follows a controller of its volume.
struct LevelLoop {
  double volume = 10.0, start_volume = 6.0;                 // [m3]
  double setpoint = 5.0, gain = 1e-3, reset = 3600.0;       // [m3], [1/s], [s]
  double rate = 0.0, lag = 60.0, start = 2e-3, high = 0.1;  // [s], [s], [m3/s], [m3/s]
  double low = -0.1;                                        // far away: a pump that could run backwards
  std::string mass_flow = "3 kg/s", more = "", schedule = "[]";

  [[nodiscard]] SmallPlant build() const {
    SmallPlant plant(brine);
    plant.unit("water", "feed", "{mass_flow: " + mass_flow + ", material: {}, schedule: " + schedule + "}");
    plant.unit("tank", "stirred_tank", fmt::format("{{volume: {} m3, filled: {}, outflow: control.output}}", volume, start_volume / volume));
    plant.unit("control", "controller",
               fmt::format("{{measure: tank.volume, setpoint: {} m3, action: lowers, gain: {} 1/s, reset_time: {} s, rate_time: {} s, lag: {} s, "
                           "minimum: {} m3/s, maximum: {} m3/s, start: {} m3/s{}}}",
                           setpoint, gain, reset, rate, lag, low, high, start, more));
    plant.stream("feed", "water.out", "tank.feed");
    plant.product("out", "tank.out");
    plant.compile();
    return plant;
  }
};

using Vector = std::array<double, 4>;
using Matrix = std::array<Vector, 4>;

Vector operator*(const Matrix& a, const Vector& x) {
  Vector y{};
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) y[i] += a[i][j] * x[j];
  return y;
}

/// exp(A t) x by Taylor's series in many short steps.
Vector propagate(const Matrix& a, double t, Vector x) {
  constexpr int steps = 20000, terms = 8;
  const double h = t / steps;
  for (int n = 0; n < steps; ++n) {
    Vector term = x;
    for (int k = 1; k <= terms; ++k) {
      term = a * term;
      for (std::size_t i = 0; i < 4; ++i) {
        term[i] *= h / k;
        x[i] += term[i];
      }
    }
  }
  return x;
}

}  // namespace

TEST_CASE("a PID loop on a tank responds as its linear equations say") {
  for (const double rate : {0.0, 300.0}) {
    LevelLoop loop;
    loop.rate = rate;
    INFO("rate time " << rate);
    auto plant = loop.build();
    const double inflow = plant.flow("feed", "liquid_volume"), K = loop.gain, N = rate > 0.0 ? 10.0 : 0.0;
    const double decay = rate > 0.0 ? N / rate : 0.0;
    // Deviations from rest of V, I, z/K and the output: u = K (V - r) + I + N K (V - z/K), rest at V = r, u = I = inflow.
    const Matrix a{{{0, 0, 0, -1},
                    {K / loop.reset, 0, 0, 0},
                    {decay, 0, -decay, 0},
                    {K * (1.0 + N) / loop.lag, 1.0 / loop.lag, -N * K / loop.lag, -1.0 / loop.lag}}};
    const double away = loop.start_volume - loop.setpoint;
    const Vector start{away, loop.start - K * away - inflow, away, loop.start - inflow};
    for (const double t : {300.0, 1800.0, 3600.0, 7200.0, 6.0 * 3600.0}) {
      plant.run(t, 1e-9);
      const Vector exact = propagate(a, t, start);
      INFO("t = " << t);
      // The ends of the range and the suction of the pump are rounded over 1e-3 of range and volume: 1e-6 of each.
      CHECK(plant.channel("tank.volume") == Approx(loop.setpoint + exact[0]).margin(3e-4));
      CHECK(plant.channel("control.output") == Approx(inflow + exact[3]).margin(1e-6));
    }
  }
}

TEST_CASE("a controller starts at the output it is given, however far its set point is") {
  LevelLoop loop;
  auto plant = loop.build();
  CHECK(plant.channel("control.output") == loop.start);
  plant.run(1.0, 1e-9);
  const double kick = loop.gain * (loop.start_volume - loop.setpoint);  // [m3/s] without a bumpless start
  CHECK(std::abs(plant.channel("control.output") - loop.start) < 1e-3 * kick);
}

TEST_CASE("a scheduled change of the set point does not make the output jump") {
  LevelLoop loop;
  loop.more = ", schedule: [{at: 10 h, setpoint: 4 m3}]";
  auto plant = loop.build();
  plant.run(36000.0, 1e-8);
  const double before = plant.channel("control.output");
  plant.run(36000.0 + loop.lag, 1e-8);
  CHECK(std::abs(plant.channel("control.output") - before) < 0.05 * loop.gain * 1.0);
  plant.run(36000.0 * 3, 1e-8);
  CHECK(plant.channel("tank.volume") == Approx(4.0).epsilon(1e-4));
}

TEST_CASE("the integral of a controller at its limit stays there and lets go at once") {
  LevelLoop loop;
  loop.low = 0.0;
  loop.high = 2e-3;
  loop.volume = 100.0;
  loop.schedule = "[{at: 5 h, mass_flow: 1 kg/s}]";
  auto plant = loop.build();  // 3 kg/s come in, 2 L/s can leave
  plant.run(5.0 * 3600.0, 1e-7);
  CHECK(plant.channel("control.output") == Approx(2e-3).epsilon(1e-3));
  CHECK(plant.state("control.integral") == Approx(2e-3).epsilon(0.01));
  const double most = plant.channel("tank.volume");
  CHECK(most > 20.0);
  // From there the level falls at full flow. The loop is z'' + K z' + K/T_i z = 0 with z' = -1 L/s at the set point: nearly
  // critically damped, so it goes about 1 L/s / (e sqrt(K/T_i)) = 0.7 m3 below. Wound up over 5 h it would run dry.
  double least = most;
  for (double t = 5.0 * 3600.0; t < 60.0 * 3600.0; least = std::min(least, plant.channel("tank.volume"))) plant.run(t += 600.0, 1e-7);
  CHECK(least == Approx(5.0 - 0.7).margin(0.15));
  CHECK(plant.channel("tank.volume") == Approx(5.0).margin(0.01));
}

TEST_CASE("a controller of a ratio follows what it measures with its lag") {
  SmallPlant plant(brine);
  plant.unit("wild", "feed", "{mass_flow: 2 kg/s, material: {}, schedule: [{at: 1 h, mass_flow: 4 kg/s}]}");
  plant.unit("ratio", "controller", "{measure: wild.mass_flow, ratio: 0.25, lag: 100 s, maximum: 2 kg/s}");
  plant.unit("salt", "feed", "{mass_flow: ratio.output, material: {composition: {NaCl: 10 %}}}");
  plant.product("one", "wild.out");
  plant.product("two", "salt.out");
  plant.compile();
  plant.run(3600.0, 1e-9);
  CHECK(plant.flow("two", "liquid_mass") == Approx(0.5).margin(2e-5));  // rounding of the range
  plant.run(3700.0, 1e-9);
  CHECK(plant.flow("two", "liquid_mass") == Approx(0.5 + 0.5 * (1.0 - std::exp(-1.0))).margin(2e-5));
}

TEST_CASE("actuators divide the range of a controller between them") {
  for (const auto& [filled, acid, alkali] : {std::tuple{0.1, 8e-3, 0.0}, {0.5, 0.0, 0.0}, {0.75, 0.0, 0.01}, {0.9, 0.0, 0.016}}) {
    SmallPlant plant(brine);
    plant.unit("tank", "stirred_tank", fmt::format("{{volume: 1 m3, filled: {}, outflow: 0 m3/s}}", filled));
    plant.unit("split", "controller",
               "{measure: tank.level, ratio: 1, lag: 1 s, split_range: [{name: acid, from: 50 %, to: 0 %, minimum: 0 kg/s, maximum: 0.01 kg/s},"
               " {name: alkali, from: 50 %, to: 100 %, minimum: 0 kg/s, maximum: 0.02 kg/s}]}");
    plant.unit("acid", "reagent", "{material: {}, dose: split.acid}");
    plant.unit("alkali", "reagent", "{material: {}, dose: split.alkali}");
    plant.unit("water", "feed", "{mass_flow: 0 kg/s, material: {}}");
    plant.stream("nothing", "water.out", "tank.feed");
    plant.product("out", "tank.out");
    plant.product("acid_dose", "acid.out");
    plant.product("alkali_dose", "alkali.out");
    plant.compile();
    plant.run(60.0);
    INFO(filled);
    CHECK(plant.flow("acid_dose", "liquid_mass") == Approx(acid).margin(1.1e-5));  // 1e-3 of the range, rounded
    CHECK(plant.flow("alkali_dose", "liquid_mass") == Approx(alkali).margin(2.2e-5));
  }
}

TEST_CASE("a cascade holds the temperature of the second tank by the set point of the first") {
  SmallPlant plant(brine);
  plant.unit("water", "feed", "{mass_flow: 0.5 kg/s, material: {temperature: 20 degC}}");
  plant.unit("heater", "stirred_tank", "{volume: 0.5 m3, heating: {setpoint: master.output, response: 1 min}}");
  plant.unit("tank", "stirred_tank", "{volume: 2 m3, heating: {loss: 500 W/K, ambient: 10 degC}}");
  plant.unit("master", "controller",
             "{measure: tank.temperature, setpoint: 60 degC, gain: 1, reset_time: 1 h, minimum: 20 degC, maximum: 98 degC, start: 30 degC}");
  plant.stream("feed", "water.out", "heater.feed");
  plant.stream("warm", "heater.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  CHECK(plant.jacobian_error() < 1e-5);
  plant.run(100.0 * 3600.0);
  CHECK(plant.channel("tank.temperature") == Approx(333.15).margin(0.01));
  CHECK(plant.channel("heater.temperature") > 340.0);
  CHECK(plant.channel("heater.temperature") == Approx(plant.channel("master.output")).margin(0.05));
}

TEST_CASE("pH is held by acid or alkali, whichever is needed") {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "Cl-"}});
  plant.unit("water", "feed", "{mass_flow: 0.2 kg/s, material: {composition: {NaOH: 0.2 %}}, schedule: [{at: 20 h, material: {composition: {HCl: 0.2 %}}}]}");
  plant.unit("tank", "stirred_tank", "{volume: 1 m3}");
  plant.unit("pH_control", "controller",
             "{measure: tank.pH, setpoint: 11, gain: 5 %, reset_time: 1 h, start: 50 %,"
             " split_range: [{name: acid, from: 50 %, to: 0 %, minimum: 0 kg/h, maximum: 60 kg/h}, {name: alkali, from: 50 %, to: 100 %, minimum: 0 kg/h, maximum: 60 kg/h}]}");
  plant.unit("acid", "reagent", "{material: {composition: {HCl: 10 %}}, dose: pH_control.acid}");
  plant.unit("alkali", "reagent", "{material: {composition: {NaOH: 10 %}}, dose: pH_control.alkali}");
  plant.stream("feed", "water.out", "tank.feed");
  plant.stream("acid_dose", "acid.out", "tank.feed");
  plant.stream("alkali_dose", "alkali.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  plant.run(20.0 * 3600.0);
  CHECK(plant.channel("tank.pH") == Approx(11.0).margin(0.01));
  CHECK(plant.flow("acid_dose", "liquid_mass") > 100.0 * plant.flow("alkali_dose", "liquid_mass"));
  plant.run(60.0 * 3600.0);
  CHECK(plant.channel("tank.pH") == Approx(11.0).margin(0.01));
  CHECK(plant.flow("alkali_dose", "liquid_mass") > 100.0 * plant.flow("acid_dose", "liquid_mass"));
}
