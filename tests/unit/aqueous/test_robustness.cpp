#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>
#include <new>

#include "aqueous/davies.hpp"
#include "solutions.hpp"

namespace {
std::size_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

TEST_CASE("2000 random liquors are solved from nothing") {
  for (const ModelMaker& model : {ModelMaker(make_davies), ModelMaker(plant_sit), ModelMaker(plant_pitzer)}) {
    const Equilibrium equilibrium(plant(model), Energy::at_temperature);
    auto cache = equilibrium.make_cache();
    std::mt19937 engine(1);
    int failed = 0;
    for (int trial = 0; trial < 2000; ++trial) {
      cache.reset();
      failed += equilibrium.solve(inputs_at_temperature(equilibrium, random_liquor(engine)), cache).converged ? 0 : 1;
    }
    CHECK(failed == 0);
  }
}

TEST_CASE("random liquors with given sensible heat are solved from nothing") {
  const Equilibrium equilibrium(plant(plant_sit));
  auto cache = equilibrium.make_cache();
  std::mt19937 engine(2);
  int failed = 0;
  for (int trial = 0; trial < 500; ++trial) {
    const Recipe liquor = random_liquor(engine);
    auto inputs = inputs_at_temperature(equilibrium, liquor);
    const Equilibrium reference(plant(plant_sit), Energy::at_temperature);
    auto known = reference.make_cache();
    REQUIRE(reference.solve(inputs, known).converged);
    double heat = 4180 * (liquor.temperature - 298.15);
    const double free_kg = value_of(reference, known, reference.free_water_output());
    for (const SecondarySpecies& s : reference.definition().secondaries)
      heat += s.enthalpy * free_kg * molality(reference, known, s.name);
    inputs.back() = heat;
    cache.reset();
    const bool good = equilibrium.solve(inputs, cache).converged &&
                      std::abs(value_of(equilibrium, cache, 0) - liquor.temperature) < 1e-8;
    failed += good ? 0 : 1;
  }
  CHECK(failed == 0);
}

TEST_CASE("a warm start gives the answer of a cold one") {
  const Equilibrium equilibrium(plant(plant_sit), Energy::at_temperature);
  auto warm = equilibrium.make_cache(), cold = equilibrium.make_cache();
  std::mt19937 engine(6);
  for (int trial = 0; trial < 200; ++trial) {
    const auto inputs = inputs_at_temperature(equilibrium, random_liquor(engine));
    auto nearby = inputs;
    for (std::size_t i = 0; i + 1 < nearby.size(); ++i) nearby[i] *= 1 + 0.01 * std::sin(static_cast<double>(i));
    cold.reset();
    REQUIRE(equilibrium.solve(nearby, warm).converged);
    REQUIRE(equilibrium.solve(inputs, warm).converged);
    REQUIRE(equilibrium.solve(inputs, cold).converged);
    for (int i = 0; i < equilibrium.molality_output(0); ++i)
      CHECK(value_of(equilibrium, warm, i) == Approx(value_of(equilibrium, cold, i)).epsilon(1e-10).margin(1e-10));
  }
}

TEST_CASE("a milligram and ten thousand tonnes have the same composition") {
  const Equilibrium equilibrium(plant(plant_sit));
  std::mt19937 engine(12);
  auto inputs = inputs_at_temperature(equilibrium, random_liquor(engine));
  inputs.back() = 1e5;
  auto small = equilibrium.make_cache(), large = equilibrium.make_cache();
  auto scaled = [&](double factor) {
    auto all = inputs;
    for (double& value : all) value *= factor;
    return all;
  };
  REQUIRE(equilibrium.solve(scaled(1e-6), small).converged);
  REQUIRE(equilibrium.solve(scaled(1e7), large).converged);
  for (int i = 0; i < equilibrium.output_count(); ++i)
    CHECK(value_of(equilibrium, small, i) == Approx(value_of(equilibrium, large, i)).epsilon(1e-11));
}

TEST_CASE("absent and slightly negative totals leave the rest undisturbed") {
  const Equilibrium equilibrium(plant(plant_sit), Energy::at_temperature);
  auto cache = equilibrium.make_cache();
  const Recipe soda{{{"Na+", 1}, {"CO3-2", 0.5}}, 298.15};
  auto inputs = inputs_at_temperature(equilibrium, soda);
  REQUIRE(equilibrium.solve(inputs, cache).converged);
  const double before = pH(equilibrium, cache);
  inputs[static_cast<std::size_t>(equilibrium.species_index("Co+2"))] = -1e-9;
  inputs[static_cast<std::size_t>(equilibrium.species_index("PO4-3"))] = -1e-12;
  REQUIRE(equilibrium.solve(inputs, cache).converged);
  CHECK(pH(equilibrium, cache) == Approx(before).epsilon(1e-10));
  CHECK(molality(equilibrium, cache, "Co+2") > 0);
}

TEST_CASE("unusable inputs fail without harm to the next solve") {
  const Equilibrium equilibrium(plant(make_davies));
  auto cache = equilibrium.make_cache();
  std::mt19937 engine(13);
  auto good = inputs_at_temperature(equilibrium, random_liquor(engine));
  good.back() = 0;
  REQUIRE(equilibrium.solve(good, cache).converged);
  auto dry = good, unknown = good;
  dry[static_cast<std::size_t>(equilibrium.water_input())] = 0;
  unknown[0] = NAN;
  const Status status = equilibrium.solve(dry, cache);
  CHECK_FALSE(status.converged);
  CHECK(equilibrium.equation_name(status.worst_equation) == "inputs");
  CHECK_FALSE(equilibrium.solve(unknown, cache).converged);
  const Status again = equilibrium.solve(good, cache);
  CHECK(again.converged);
  CHECK(again.iterations <= 1);
}

TEST_CASE("a warm solve follows small changes in a few iterations") {
  const Equilibrium equilibrium(plant(plant_sit));
  auto cache = equilibrium.make_cache();
  std::mt19937 engine(14);
  auto inputs = inputs_at_temperature(equilibrium, random_liquor(engine));
  inputs.back() = 1e5;
  REQUIRE(equilibrium.solve(inputs, cache).converged);
  for (int step = 0; step < 50; ++step) {
    for (double& value : inputs) value *= 1 + 1e-4 * std::sin(step + value);
    const Status status = equilibrium.solve(inputs, cache);
    REQUIRE(status.converged);
    CHECK(status.iterations <= 8);
  }
}

TEST_CASE("solving and differentiating take nothing from the heap") {
  const Equilibrium equilibrium(plant(plant_sit));
  auto cache = equilibrium.make_cache();
  std::mt19937 engine(15);
  std::vector<std::vector<double>> cases;
  for (int i = 0; i < 20; ++i) {
    cases.push_back(inputs_at_temperature(equilibrium, random_liquor(engine)));
    cases.back().back() = 1e4 * i;
  }
  const std::size_t before = allocations;
  for (const auto& inputs : cases) {
    equilibrium.solve(inputs, cache);
    equilibrium.sensitivities(cache);
    cache.reset();
  }
  CHECK(allocations == before);
}
