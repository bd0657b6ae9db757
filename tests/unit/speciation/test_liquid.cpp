#include <catch2/catch.hpp>
#include <cmath>

#include "solve.hpp"

using namespace raffinate;
using namespace raffinate::speciation;
using Catch::Contains;

namespace {

Solution tungstate() {
  Solution solution;
  solution.totals = {{"Na", 2.5}, {"W", 1}, {"C(4)", 0.1}};
  solution.temperature = 333.15;
  return solution;
}

/// The same solution, its amounts per volume.
Solution per_volume(const Solution& solution) {
  const Result result = solve::with_project(solution);
  Solution turned = solution;
  for (Total& total : turned.totals) total.amount /= result.volume().value();
  std::swap(turned.totals, turned.per_volume);
  return turned;
}

const LeftOutResult* left_out(const Result& result, const std::string& name) {
  for (const auto& s : result.left_out)
    if (s.name == name) return &s;
  return nullptr;
}

Result polytungstate(double pH, const std::string& model) {
  Solution solution;
  solution.totals = {{"Na", 1}, {"Cl", 1}, {"W", 0.1}};
  solution.pH = pH;
  solution.balance = "Cl";
  ThermoChoice choice;
  choice.activity = model;
  return solve::with_project(solution, choice);
}

}  // namespace

TEST_CASE("amounts per volume become those that have this volume") {
  const Result there = solve::with_project(tungstate()), back = solve::with_project(per_volume(tungstate()));
  REQUIRE(back.converged);
  for (std::size_t i = 0; i < there.totals.size(); ++i)
    CHECK(back.totals[i].amount == Approx(there.totals[i].amount).epsilon(1e-12));  // secants end at round-off
}

TEST_CASE("amounts per volume and per water may stand side by side") {
  Solution mixed = per_volume(tungstate());
  mixed.totals = {tungstate().totals[2]};
  mixed.per_volume.pop_back();
  CHECK(solve::total(solve::with_project(mixed), "Na") == Approx(2.5).epsilon(1e-12));
}

TEST_CASE("dilute, a mole per litre is a mole per kilogram over the density of water") {
  Solution solution;
  solution.per_volume = {{"Na", 1e-3}, {"Cl", 1e-3}};  // mol/m3
  // CRC Handbook: 997.05 kg/m3 at 25 degC; the formula of Kell is within 0.02.
  CHECK(solve::total(solve::with_project(solution), "Na") == Approx(1e-3 / 997.05).epsilon(3e-5));
}

TEST_CASE("amounts per volume without a density are refused with what has none") {
  Solution solution;
  solution.per_volume = {{"Na", 1000}, {"Cl", 1000}};
  const Result result = solve::with_brine(solution);  // without the project's data
  CHECK_FALSE(result.converged);
  CHECK_THAT(result.refusal, Contains("amounts per volume need the density of the solution"));
}

TEST_CASE("water has the enthalpy of its formation at 25 degC") {
  // CODATA -285.83 kJ/mol over 18.015 g/mol; 1e-7 mol/kg of H+ and OH- change nothing here.
  CHECK(solve::with_project({}).liquid.enthalpy.value() == Approx(-285.83e3 / 0.0180153).epsilon(1e-5));
}

TEST_CASE("neutralisation leaves the enthalpy that it does not give off") {
  // 1 mol/kg NaOH with 1 mol/kg HCl in equal kilograms of water: -55.8 kJ/mol, CODATA; the constant of the data, which
  // here is all there is, has -55.815. No sensible heat at 25 degC; water bound in OH- is counted once.
  Solution base, acid, salt;
  base.totals = {{"Na", 1}};
  acid.totals = {{"Cl", 1}};
  salt.totals = {{"Na", 0.5}, {"Cl", 0.5}};
  const auto per_water = [](const Solution& s) {
    const Result result = solve::with_project(s);
    return result.liquid.enthalpy.value() * result.liquid.mass;
  };
  const double released = per_water(base) + per_water(acid) - 2 * per_water(salt);
  // Solvent water counts as free: OH- was formed from one H2O besides the kilogram, which the salt does not have.
  const double water = -285.83e3;
  CHECK(released - water == Approx(55.815e3).epsilon(1e-4));
}

TEST_CASE("density and enthalpy do not depend on whose constants speciate the solution") {
  Solution salt;
  salt.totals = {{"Na", 1}, {"Cl", 1}};
  const Result own = solve::with_project(salt), other = solve::with_brine_and_project(salt);
  // NaCl weighs 58.4428 g/mol in that database and 58.440 in IUPAC's abridged weights, 2.6e-6 of the solution.
  CHECK(own.liquid.density->density == Approx(other.liquid.density->density).epsilon(4e-6));
  CHECK(own.liquid.enthalpy.value() == Approx(other.liquid.enthalpy.value()).epsilon(4e-6));
}

TEST_CASE("a solution without data for an ion has no density and says of which") {
  const Result result = solve::with_small([] {
    Solution solution;
    solution.totals = {{"Xx", 1}, {"Cl", 1}};
    return solution;
  }(), "SOLUTION_MASTER_SPECIES\nXx  Xx+  0  Xx  100\nSOLUTION_SPECIES\nXx+ = Xx+\n");
  CHECK_FALSE(result.liquid.density);
  REQUIRE(result.liquid.unknown.size() == 1);
  CHECK(result.liquid.unknown[0].species == "Xx+");
}

TEST_CASE("polytungstates that Pitzer's model leaves out are named, and matter below pH 8") {
  const Result acid = polytungstate(6.5, "pitzer"), alkaline = polytungstate(11, "pitzer");
  REQUIRE(left_out(acid, "W7O24-6") != nullptr);
  CHECK(acid.misses_species());
  CHECK(left_out(alkaline, "W7O24-6") != nullptr);
  CHECK_FALSE(alkaline.misses_species());
}

TEST_CASE("nothing is left out with the model of the constants") { CHECK(polytungstate(6.5, "sit").left_out.empty()); }

TEST_CASE("pe means something where species exchange electrons only") {
  CHECK_FALSE(solve::with_project(tungstate()).redox);
  Solution iron;
  iron.totals = {{"Fe", 0.01}, {"Cl", 0.1}};
  CHECK(solve::with_small(iron).redox);
}

TEST_CASE("an alkalinity fixes the proton where the charge did") {
  Solution solution;
  solution.totals = {{"Na", 0.01}, {"Cl", 0.004}, {"C(4)", 0.005}};
  const Result closed = solve::with_small(solution);
  // Of a solution without open charge it is that of the ions without alkalinity: Na less Cl.
  CHECK(closed.alkalinity == Approx(0.006).epsilon(1e-10));
  solution.alkalinity = 0.006;
  CHECK(solve::with_small(solution).pH == Approx(closed.pH).margin(1e-9).epsilon(0));
}

TEST_CASE("a pH and an alkalinity give the carbonate") {
  Solution solution;
  solution.totals = {{"Na", 0.01}, {"Cl", 0.004}};
  solution.alkalinity = 2.3e-3;
  solution.pH = 7.5;
  const Result result = solve::with_small(solution);
  REQUIRE(result.converged);
  // Ideal: alkalinity = HCO3 + 2 CO3 + OH - H with log K 10, 6 and -14.
  const double h = std::pow(10, -7.5), bicarbonate = solve::molality(result, "HCO3-");
  const double rest = std::pow(10, -14) * result.water_activity() / h - h;
  CHECK(bicarbonate * (1 + 2 * 1e-10 / h) + rest == Approx(2.3e-3).epsilon(1e-10));
}

TEST_CASE("an amount of carbonate beside a pH and an alkalinity is refused") {
  Solution solution;
  solution.totals = {{"C(4)", 0.01}};
  solution.alkalinity = 2e-3;
  solution.pH = 7.5;
  CHECK_THROWS_WITH(solve::with_small(solution), Contains("a pH and an alkalinity give the carbonate already"));
}

TEST_CASE("the project's carbonate has the alkalinity of two protons, its sulfate none") {
  Solution solution;
  solution.totals = {{"Na", 0.3}, {"C(4)", 0.1}, {"S(6)", 0.05}};
  CHECK(solve::with_project(solution).alkalinity == Approx(0.2).epsilon(1e-10));
}
