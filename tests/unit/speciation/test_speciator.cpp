#include <catch2/catch.hpp>
#include <cmath>

#include "base/data_directory.hpp"
#include "solve.hpp"

using namespace raffinate;
using namespace raffinate::speciation;

namespace {

// The balances are solved to a scaled residual of 1e-13; sums of a few terms lose a digit or two.
constexpr double round_off = 1e-11;

Solution brine() {
  Solution solution;
  solution.totals = {{"Na", 2}, {"Cl", 1}, {"C(4)", 0.3}};
  return solution;
}

}  // namespace

TEST_CASE("pure water has the pH of half its ion product") {
  const auto database = thermo::Database::load(base::data_directory());
  const double ln_k = database.formation("OH-")->k.ln(298.15);
  // H+ and OH- have the same activity coefficient here and the activity of water is 4e-9 from one.
  CHECK(solve::with_project({}).pH == Approx(-ln_k / 2 / std::log(10.0)).margin(1e-7).epsilon(0));
}

TEST_CASE("an ideal strong base has the pH of its amount") {
  Solution caustic;
  caustic.totals = {{"Na", 0.01}};
  // log K of water is -14; a(H2O) = exp(-0.018 * 0.02) lowers the pH by 1.6e-4, so it is taken from the result.
  const Result result = solve::with_small(caustic);
  CHECK(result.pH == Approx(14 + std::log10(0.01) - result.log_water_activity).margin(1e-9).epsilon(0));
}

TEST_CASE("a given pH is met") {
  Solution solution = brine();
  solution.pH = 9.25;
  CHECK(solve::with_brine(solution).pH == Approx(9.25).margin(1e-12).epsilon(0));
}

TEST_CASE("a given pH alone leaves the charge open") {
  Solution solution = brine();
  solution.pH = 9.25;
  CHECK(std::abs(solve::with_brine(solution).charge) > 0.1);
}

TEST_CASE("balance by an element closes the charge at a given pH") {
  Solution solution = brine();
  solution.pH = 9.25;
  solution.balance = "Cl";
  const Result result = solve::with_brine(solution);
  CHECK(std::abs(result.charge) < round_off);
  CHECK(result.pH == Approx(9.25).margin(1e-12).epsilon(0));
}

TEST_CASE("balance leaves the other totals as they are") {
  Solution solution = brine();
  solution.pH = 9.25;
  solution.balance = "Cl";
  const Result result = solve::with_brine(solution);
  CHECK(solve::total(result, "Na") == Approx(2).epsilon(round_off));
  CHECK(solve::total(result, "C(4)") == Approx(0.3).epsilon(round_off));
}

TEST_CASE("the proton closes the charge when no pH is given") {
  CHECK(std::abs(solve::with_brine(brine()).charge) < round_off);
}

TEST_CASE("a gas holds its fugacity") {
  Solution solution;
  solution.totals = {{"Na", 0.1}, {"C", 0.01}};
  solution.held = {{"C", "CO2(g)", -3.5}};
  CHECK(solve::index(solve::with_small(solution), "CO2(g)") == Approx(-3.5).margin(1e-10).epsilon(0));
}

TEST_CASE("a mineral holds its saturation") {
  Solution solution;
  solution.totals = {{"Na", 0.1}, {"C", 0.01}};
  solution.held = {{"Ca", "Calcite", 0.25}};
  CHECK(solve::index(solve::with_small(solution), "Calcite") == Approx(0.25).margin(1e-10).epsilon(0));
}

TEST_CASE("what is held needs no total") {
  Solution solution;
  solution.totals = {{"Na", 0.1}};
  solution.held = {{"C", "co2(g)", -3.5}};
  CHECK(solve::total(solve::with_small(solution), "C") > 0);
}

TEST_CASE("suppressed species are absent") {
  ThermoChoice choice;
  choice.suppressed = {{"HCO3-", {}, "thermo.suppressed.0"}};
  CHECK(solve::species(solve::with_brine(brine(), choice), "HCO3-") == nullptr);
  CHECK(solve::species(solve::with_brine(brine()), "HCO3-") != nullptr);
}

TEST_CASE("components of no amount are left out") {
  Solution solution = brine();
  solution.totals.push_back({"S(6)", 0});
  CHECK(solve::species(solve::with_brine(solution), "SO4-2") == nullptr);
}

TEST_CASE("amounts given twice add up") {
  Solution solution;
  solution.totals = {{"Na", 0.1}, {"Na", 0.2}, {"Cl", 0.3}};
  CHECK(solve::total(solve::with_brine(solution), "Na") == Approx(0.3).epsilon(round_off));
}

TEST_CASE("an amount counts atoms, not master species") {
  Solution solution;
  solution.totals = {{"Hg(1)", 0.1}, {"Cl", 0.1}};
  const Result result = solve::with_small(solution, R"(
SOLUTION_MASTER_SPECIES
Hg     Hg     0  Hg  200
Hg(0)  Hg     0  Hg
Hg(1)  Hg2+2  0  Hg
SOLUTION_SPECIES
Hg = Hg
2 Hg = Hg2+2 + 2 e-
)");
  CHECK(solve::molality(result, "Hg2+2") == Approx(0.05).epsilon(round_off));
}

TEST_CASE("an element divides among its valence states by pe") {
  Solution solution;
  solution.totals = {{"Fe", 0.01}, {"Cl", 0.1}};
  solution.pe = 12.5;
  const Result result = solve::with_small(solution);
  // Fe+2 = Fe+3 + e- has log K -13.
  const double log_ratio = solve::species(result, "Fe+3")->log_activity - solve::species(result, "Fe+2")->log_activity;
  CHECK(log_ratio == Approx(-13 + 12.5).margin(1e-10).epsilon(0));
  CHECK(solve::total(result, "Fe") == Approx(0.01).epsilon(round_off));
}

TEST_CASE("valence states given apart keep their amounts whatever the pe") {
  Solution solution;
  solution.totals = {{"Fe(2)", 0.01}, {"Fe(3)", 0.02}, {"Cl", 0.1}};
  solution.pe = -5;
  const Result result = solve::with_small(solution);
  CHECK(solve::total(result, "Fe(2)") == Approx(0.01).epsilon(round_off));
  CHECK(solve::total(result, "Fe(3)") == Approx(0.02).epsilon(round_off));
}

TEST_CASE("a pe of one is 59.16 mV at 25 degC") {
  Result result;
  result.temperature = 298.15;
  result.pe = 1;
  CHECK(result.Eh() == Approx(0.05916).margin(5e-6).epsilon(0));  // ln 10 R T / F, CODATA 2018
}

TEST_CASE("a solution does not depend on what was solved before it") {
  Solution first = brine(), second = brine();
  second.totals[1].amount = 1e-6;
  const auto source = DataSource(nullptr, [] {
    ThermoChoice choice;
    choice.database = RAFFINATE_TEST_DATA "/speciation/alkaline_brine.dat";
    return choice;
  }());
  Speciator speciator(source.chemistry(kind_of(first).tokens), kind_of(first));
  const Result alone = speciator.solve(first);
  static_cast<void>(speciator.solve(second));
  CHECK(speciator.solve(first).pH == alone.pH);
}

TEST_CASE("a species counts in the balances as its equation says, or as its mole balance does") {
  const std::string trimer = "SOLUTION_SPECIES\nCl- = Cl3-\nlog_k 0.30102999566398\n-no_check\n";
  Solution salt;
  salt.totals = {{"Na", 0.7}, {"Cl", 0.7}};
  salt.pH = 7;
  // With K = 2 the total is 1 + 2 times the molality of Cl-, or 1 + 3 * 2.
  CHECK(solve::molality(solve::with_small(salt, trimer), "Cl-") == Approx(0.7 / 3).epsilon(1e-9));
  const Result counted = solve::with_small(salt, trimer + "-mole_balance Cl3\n");
  CHECK(solve::molality(counted, "Cl-") == Approx(0.1).epsilon(1e-9));
  CHECK(solve::total(counted, "Cl") == Approx(0.7).epsilon(1e-12));
}
