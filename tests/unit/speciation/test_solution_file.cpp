#include <catch2/catch.hpp>

#include "config/read.hpp"
#include "solve.hpp"
#include "speciation/solution_file.hpp"

using namespace raffinate;
using namespace raffinate::speciation;
using Catch::Contains;

namespace {

constexpr double sodium = 0.02299;  // [kg/mol]; any value will do

std::string problems_of(const std::string& yaml) {
  base::Problems problems;
  static_cast<void>(SolutionInputs::schema().read(config::parse(yaml, "liquor.yaml", problems), problems));
  return base::format(problems);
}

Solution solution(const std::string& yaml) {
  base::Problems problems;
  const auto inputs = SolutionInputs::schema().read(config::parse(yaml, "liquor.yaml", problems), problems);
  INFO(base::format(problems));
  REQUIRE(problems.empty());
  const auto molar_mass = [](const std::string&) { return sodium; };
  return make_solution(inputs, molar_mass, molar_mass, {});
}

}  // namespace

TEST_CASE("amounts are per kilogram of water, in all, or masses") {
  const Solution s = solution("{water: 2 kg, totals: {Na: 1 mol/kg, K: 1 mol, Li: 45.98 g}}");
  CHECK(s.totals[0].amount == Approx(1).epsilon(1e-14));
  CHECK(s.totals[1].amount == Approx(0.5).epsilon(1e-14));
  CHECK(s.totals[2].amount == Approx(1).epsilon(1e-14));
}

TEST_CASE("a milligram and ten thousand tonnes of one solution are the same") {
  const Solution small = solution("{water: 1 mg, totals: {Na: 2 umol, Cl: 1 umol, 'C(4)': 0.25 umol}}");
  const Solution large = solution("{water: 10000 t, totals: {Na: 2e7 mol, Cl: 1e7 mol, 'C(4)': 2.5e6 mol}}");
  const Result a = solve::with_brine(small), b = solve::with_brine(large);
  // Only the conversion of units differs, by rounding.
  CHECK(a.pH == Approx(b.pH).epsilon(1e-12));
  CHECK(solve::molality(a, "HCO3-") == Approx(solve::molality(b, "HCO3-")).epsilon(1e-11));
}

TEST_CASE("a redox potential is a pe") {
  CHECK(solution("{totals: {}, Eh: 0.5916 V}").pe == Approx(10).margin(1e-3).epsilon(0));  // 59.16 mV at 25 degC
}

TEST_CASE("what is held is read with its index") {
  const Solution s = solution("{totals: {}, equilibrium: [{component: C(4), phase: CO2(g), saturation_index: -3.5}]}");
  REQUIRE(s.held.size() == 1);
  CHECK(s.held[0].token == "C(4)");
  CHECK(s.held[0].phase == "CO2(g)");
  CHECK(s.held[0].saturation_index == -3.5);
}

TEST_CASE("a mineral is held at saturation unless an index is given") {
  CHECK(solution("{totals: {}, equilibrium: [{component: Ca, phase: Calcite}]}").held[0].saturation_index == 0);
}

TEST_CASE("pe and Eh together are refused") {
  CHECK_THAT(problems_of("{totals: {}, pe: 3, Eh: 0.2 V}"), Contains("`pe` and `Eh` say the same"));
}

TEST_CASE("a balance without a pH is refused") {
  CHECK_THAT(problems_of("{totals: {Na: 1 mol}, balance: Na}"), Contains("`balance` needs a `pH`"));
}

TEST_CASE("a solution without water is refused") {
  CHECK_THAT(problems_of("{totals: {Na: 1 mol}, water: 0 kg}"), Contains("a solution needs some `water`"));
}

TEST_CASE("an amount without a unit is refused with its place") {
  CHECK_THAT(problems_of("totals: {Na: 1}\n"), Contains("1:14  totals.Na: expected a molality"));
}

TEST_CASE("amounts per litre are kept per volume of solution") {
  const Solution s = solution("{water: 2 kg, totals: {Na: 1 mol/L, K: 2.299 g/L}}");
  CHECK(s.totals.empty());
  CHECK(s.per_volume[0].amount == Approx(1000).epsilon(1e-14));  // mol/m3, whatever the water
  CHECK(s.per_volume[1].amount == Approx(100).epsilon(1e-14));
}

TEST_CASE("minerals are read with what there is of them, per kilogram of water") {
  const Solution s = solution("{water: 2 kg, totals: {}, minerals: {Calcite: 1 mol, Halite: 45.98 g, Gypsum: 0 mol}}");
  CHECK(s.minerals[0].amount == Approx(0.5).epsilon(1e-14));
  CHECK(s.minerals[1].amount == Approx(1).epsilon(1e-14));
  CHECK(s.minerals[2].amount == 0);
}

TEST_CASE("minerals react alike in a milligram and in ten thousand tonnes") {
  const Solution small = solution("{water: 1 mg, totals: {Na: 3 umol, Cl: 1 umol}, minerals: {Halite: 8 umol}}");
  const Solution large = solution("{water: 10000 t, totals: {Na: 3e7 mol, Cl: 1e7 mol}, minerals: {Halite: 8e7 mol}}");
  const Result a = solve::with_brine(small), b = solve::with_brine(large);
  REQUIRE(a.converged);
  CHECK(a.minerals[0].amount == Approx(b.minerals[0].amount).epsilon(1e-11));
  CHECK(a.minerals[0].amount > 0);
}

TEST_CASE("a negative amount of a mineral is refused") {
  CHECK_THAT(problems_of("{totals: {}, minerals: {Calcite: -1 mol}}"), Contains("is too small"));
}
