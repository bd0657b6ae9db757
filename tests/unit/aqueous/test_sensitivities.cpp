#include <catch2/catch.hpp>

#include <cmath>

#include "aqueous/davies.hpp"
#include "aqueous/extended_debye_huckel.hpp"
#include "solutions.hpp"

using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

namespace {

std::shared_ptr<const ActivityModel> mixed_sizes(const std::vector<double>& charges) {
  std::vector<IonSize> ions;
  for (std::size_t i = 0; i < charges.size(); ++i)
    ions.push_back({charges[i], 3e-10 + 1e-10 * static_cast<double>(i % 4), charges[i] == 0 ? 0.1 : 0.04});
  return make_extended_debye_huckel(ions);
}

/// Compares every output's slope with central differences of converged solutions.
void check_against_differences(const Equilibrium& equilibrium, std::vector<double> inputs) {
  auto cache = equilibrium.make_cache();
  REQUIRE(equilibrium.solve(inputs, cache).converged);
  const auto in = static_cast<std::size_t>(equilibrium.input_count());
  const auto out = static_cast<std::size_t>(equilibrium.output_count());
  const double* raw = equilibrium.sensitivities(cache);
  const std::vector<double> slopes(raw, raw + in * out);
  for (std::size_t j = 0; j < in; ++j) {
    const double centre = inputs[j], h = 2e-6 * std::max(std::abs(centre), 1e-3);
    inputs[j] = centre + h;
    REQUIRE(equilibrium.solve(inputs, cache).converged);
    const std::vector<double> above(equilibrium.outputs(cache).begin(), equilibrium.outputs(cache).end());
    inputs[j] = centre - h;
    REQUIRE(equilibrium.solve(inputs, cache).converged);
    const auto below = equilibrium.outputs(cache);
    inputs[j] = centre;
    for (std::size_t i = 0; i < out; ++i) {
      const double difference = (above[i] - below[i]) / (2 * h);
      // Round-off of the difference: values to about 1e-13 over 2h.
      const double noise = 2e-13 * (std::abs(above[i]) + 1e-3) / h;
      CAPTURE(i, j);
      CHECK(slopes[i * in + j] == Approx(difference).epsilon(1e-6).margin(noise));
    }
  }
}

}  // namespace

TEST_CASE("slopes of a liquor at given temperature agree with differences") {
  const Recipe liquor{{{"Na+", 2.0}, {"WO4-2", 0.4}, {"CO3-2", 0.2}, {"SO4-2", 0.05}, {"H4SiO4", 0.01}, {"PO4-3", 0.002},
                       {"Co+2", 1e-3}, {"Mg+2", 1e-3}, {"NH4+", 0.1}, {"H+", -0.7}}, 333.15};
  for (const ModelMaker& model : {ModelMaker(make_davies), ModelMaker(mixed_sizes), ModelMaker(plant_sit),
                                  ModelMaker(plant_pitzer)}) {
    const Equilibrium equilibrium(plant(model), Energy::at_temperature);
    check_against_differences(equilibrium, inputs_at_temperature(equilibrium, liquor));
  }
}

TEST_CASE("slopes of a liquor with given sensible heat agree with differences") {
  const Recipe liquor{{{"Na+", 1.0}, {"WO4-2", 0.01}, {"CO3-2", 0.02}, {"SO4-2", 1.2}, {"H4SiO4", 0.01}, {"PO4-3", 0.02},
                       {"Co+2", 0.3}, {"Mg+2", 0.1}, {"NH4+", 0.2}, {"H+", 0.4}}, 0};
  for (const ModelMaker& model : {ModelMaker(make_davies), ModelMaker(mixed_sizes), ModelMaker(plant_sit),
                                  ModelMaker(plant_pitzer)}) {
    const Equilibrium equilibrium(plant(model));
    auto inputs = inputs_at_temperature(equilibrium, liquor);
    inputs.back() = 1.2e5;
    check_against_differences(equilibrium, inputs);
  }
}

TEST_CASE("slopes do not depend on the order of values and slopes") {
  const Equilibrium equilibrium(plant(plant_sit), Energy::at_temperature);
  std::mt19937 engine(5);
  const auto first = inputs_at_temperature(equilibrium, random_liquor(engine));
  const auto second = inputs_at_temperature(equilibrium, random_liquor(engine));
  auto fresh = equilibrium.make_cache(), used = equilibrium.make_cache();
  REQUIRE(equilibrium.solve(first, used).converged);
  equilibrium.sensitivities(used);
  REQUIRE(equilibrium.solve(second, used).converged);
  REQUIRE(equilibrium.solve(second, fresh).converged);
  const double *a = equilibrium.sensitivities(used), *b = equilibrium.sensitivities(fresh);
  const auto in = static_cast<std::size_t>(equilibrium.input_count());
  for (std::size_t i = 0; i < in * static_cast<std::size_t>(equilibrium.output_count()); ++i) {
    double row = 0;
    for (std::size_t j = 0; j < in; ++j) row = std::max(row, std::abs(b[i / in * in + j]));
    CHECK(a[i] == Approx(b[i]).epsilon(1e-8).margin(1e-9 * row));
  }
}

TEST_CASE("slopes of one output are those of the whole table, whichever was asked for first") {
  const Equilibrium equilibrium(plant(plant_sit));
  std::mt19937 engine(7);
  auto inputs = inputs_at_temperature(equilibrium, random_liquor(engine));
  inputs.back() = 1e5;
  auto whole = equilibrium.make_cache(), single = equilibrium.make_cache();
  REQUIRE(equilibrium.solve(inputs, whole).converged);
  REQUIRE(equilibrium.solve(inputs, single).converged);
  const double* table = equilibrium.sensitivities(whole);
  const auto in = static_cast<std::size_t>(equilibrium.input_count());
  for (int output = equilibrium.output_count() - 1; output >= 0; --output) {
    const double* row = equilibrium.sensitivities(output, single);
    CHECK(std::equal(row, row + in, table + static_cast<std::size_t>(output) * in));
  }
}
