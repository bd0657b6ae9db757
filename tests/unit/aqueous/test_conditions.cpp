#include <catch2/catch.hpp>

#include <cmath>

#include "aqueous/davies.hpp"
#include "solutions.hpp"

using namespace raffinate;
using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

namespace {

/// Carbonated sodium sulfate liquor; `conditions` by master in the order H+, Na+, SO4-2, CO3-2.
Equilibrium liquor(std::vector<MasterCondition> conditions) {
  Conditions problem(Energy::at_temperature);
  problem.water = WaterBasis::free;
  problem.masters = std::move(conditions);
  return Equilibrium(solution({{"H+", 1}, {"Na+", 1}, {"SO4-2", -2}, {"CO3-2", -2}},
                              {hydroxide(),
                               {"HCO3-", -1, {{"H+", 1}, {"CO3-2", 1}}, 0, 10.33, -14700},
                               {"CO2(aq)", 0, {{"H+", 2}, {"CO3-2", 1}}, -1, 16.68, -23900},
                               {"HSO4-", -1, {{"H+", 1}, {"SO4-2", 1}}, 0, 1.98, 22000}},
                              make_davies),
                     std::move(problem));
}

/// Values per kilogram of water at 298.15 K.
std::vector<double> inputs(double proton, double sodium, double sulfate, double carbonate) {
  return {proton, sodium, sulfate, carbonate, water_molality, 4000, 298.15};
}

constexpr Given total = Given::total, charge = Given::charge, ln_activity = Given::ln_activity;

double ionic_charge(const Equilibrium& equilibrium, const Equilibrium::Cache& cache) {
  double sum = 0;
  for (const auto& m : equilibrium.definition().masters) sum += m.charge * molality(equilibrium, cache, m.name);
  for (const auto& s : equilibrium.definition().secondaries) sum += s.charge * molality(equilibrium, cache, s.name);
  return sum;
}

}  // namespace

TEST_CASE("charge closed by the proton is the proton excess opposite to the charge of the other totals") {
  const auto closed = liquor({{charge}, {total}, {total}, {total}});
  const auto excess = liquor({{total}, {total}, {total}, {total}});
  auto a = closed.make_cache(), b = excess.make_cache();
  REQUIRE(closed.solve(inputs(0, 0.5, 0.1, 0.05), a).converged);
  REQUIRE(excess.solve(inputs(-0.5 + 0.2 + 0.1, 0.5, 0.1, 0.05), b).converged);
  // Both are solved to round-off; the proton's molality, 1e-13, carries that of the 0.5 mol/kg balances.
  CHECK(pH(closed, a) == Approx(pH(excess, b)).epsilon(1e-12));
}

TEST_CASE("a given pH is met and an element closes the charge") {
  const auto equilibrium = liquor({{ln_activity}, {charge}, {total}, {total}});
  auto cache = equilibrium.make_cache();
  for (const double given : {2.0, 6.5, 9.0, 13.0}) {
    cache.reset();
    REQUIRE(equilibrium.solve(inputs(-given * ln10, 0, 0.1, 0.05), cache).converged);
    CHECK(pH(equilibrium, cache) == Approx(given).epsilon(1e-13));
    CHECK(std::abs(ionic_charge(equilibrium, cache)) < 1e-13);
  }
}

TEST_CASE("a solution in equilibrium with a gas has its fugacity") {
  MasterCondition gas;
  gas.given = Given::saturation;
  gas.terms = {{3, 1}, {0, 2}};
  gas.water = -1;
  gas.k.at_298 = -18.15;  // CO2(g) = CO3-2 + 2 H+ - H2O
  const auto equilibrium = liquor({{charge}, {total}, {total}, gas});
  auto cache = equilibrium.make_cache();
  REQUIRE(equilibrium.solve(inputs(0, 0.5, 0.1, std::log(4e-4)), cache).converged);
  const auto out = equilibrium.outputs(cache);
  const auto ln_a = [&](int species) { return out[static_cast<std::size_t>(Equilibrium::ln_activity_output(species))]; };
  const double ln_fugacity = ln_a(3) + 2 * ln_a(0) - out[2] + 18.15 * ln10;
  CHECK(ln_fugacity == Approx(std::log(4e-4)).epsilon(1e-12));
}

TEST_CASE("the slopes of a solution with a given pH agree with differences") {
  const auto equilibrium = liquor({{ln_activity}, {charge}, {total}, {total}});
  auto cache = equilibrium.make_cache(), other = equilibrium.make_cache();
  const auto at = inputs(-9 * ln10, 0, 0.1, 0.05);
  REQUIRE(equilibrium.solve(at, cache).converged);
  const double* slopes = equilibrium.sensitivities(cache);
  const auto row = static_cast<std::size_t>(equilibrium.molality_output(1) * equilibrium.input_count());
  for (const std::size_t input : {std::size_t{0}, std::size_t{2}, std::size_t{3}}) {
    auto up = at, down = at;
    const double h = 1e-6 * std::abs(at[input]);
    up[input] += h;
    down[input] -= h;
    REQUIRE(equilibrium.solve(up, other).converged);
    const double above = molality(equilibrium, other, "Na+");
    REQUIRE(equilibrium.solve(down, other).converged);
    const double below = molality(equilibrium, other, "Na+");
    // Central differences: truncation ~h^2, cancellation ~1e-13/h of 0.3.
    CHECK(slopes[row + input] == Approx((above - below) / (2 * h)).epsilon(1e-6));
  }
}

TEST_CASE("an electron has a total and an activity but is not dissolved") {
  MasterSpecies electron{"e-", -1};
  electron.dissolved = false;
  const auto definition = solution({{"H+", 1}, {"Fe+2", 2}, {"Cl-", -1}, electron},
                                   {hydroxide(), {"Fe+3", 3, {{"Fe+2", 1}, {"e-", -1}}, 0, -13.02}}, make_davies);
  Conditions problem(Energy::at_temperature);
  problem.masters = {{charge}, {total}, {total}, {total}};
  const Equilibrium equilibrium(definition, problem);
  auto cache = equilibrium.make_cache();
  // 0.01 mol iron of which 0.004 mol have lost an electron
  const std::vector<double> in{0, 0.01, 0.03, -0.004, water_molality, 4000, 298.15};
  REQUIRE(equilibrium.solve(in, cache).converged);
  const double free = value_of(equilibrium, cache, equilibrium.free_water_output());
  CHECK(free * molality(equilibrium, cache, "Fe+3") == Approx(0.004).epsilon(1e-12));
  CHECK(molality(equilibrium, cache, "e-") == 0);
}
