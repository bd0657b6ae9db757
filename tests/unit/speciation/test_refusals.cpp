#include <catch2/catch.hpp>

#include "solve.hpp"

using namespace raffinate::speciation;
using Catch::Contains;

namespace {

Solution salt(double sodium = 1, double chloride = 1) {
  Solution solution;
  solution.totals = {{"Na", sodium}, {"Cl", chloride}};
  return solution;
}

}  // namespace

TEST_CASE("a negative amount is refused") {
  CHECK(solve::refusal(salt(-1)) == "the amount of Na must not be negative");
}

TEST_CASE("a charge that no positive amount closes is refused") {
  Solution solution = salt(1, 2);
  solution.pH = 7;
  solution.balance = "Cl";
  solution.totals[0].amount = 0;  // nothing positive but the protons is left
  CHECK(solve::refusal(solution) ==
        "no positive amount of Cl closes the charge balance; let an ion of the other sign close it");
}

TEST_CASE("a pH that asks for more OH- than there can be is refused") {
  Solution solution = salt();
  solution.pH = 40;
  CHECK_THAT(solve::refusal(solution), Contains("pH 40.00 at 25 degC needs an activity of OH- of"));
}

TEST_CASE("a temperature at which there is no liquid is refused") {
  Solution solution = salt();
  solution.temperature = 1273.15;
  CHECK(solve::refusal(solution) == "the temperature must lie between 200 and 600 K");
}

TEST_CASE("an unknown phase is refused with the one that was meant") {
  Solution solution = salt();
  solution.held = {{"Cl", "NaCI", 0}};
  CHECK_THAT(solve::refusal(solution), Contains("no such phase can form from this solution; did you mean \"NaCl\"?"));
}

TEST_CASE("a phase cannot hold a component that it lacks") {
  Solution solution = salt();
  solution.totals.push_back({"S(6)", 0.1});
  solution.held = {{"S(6)", "NaCl", 0}};
  CHECK_THAT(solve::refusal(solution), Contains("NaCl: the phase does not contain S(6)"));
}

TEST_CASE("an unknown component is refused with the nearest") {
  Solution solution = salt();
  solution.totals.push_back({"WO4-3", 0.1});
  CHECK_THAT(solve::refusal(solution), Contains("did you mean \"WO4-2\"?"));
}

TEST_CASE("a component named twice in two ways is refused") {
  Solution solution = salt();
  solution.totals.push_back({"Na+", 0.1});
  CHECK_THAT(solve::refusal(solution), Contains("Na+: the solution names Na+ twice"));
}

TEST_CASE("an unknown species to suppress is refused with the nearest") {
  ThermoChoice choice;
  choice.suppressed = {{"WO4-3", {}, "thermo.suppressed.0"}};
  CHECK_THAT(solve::refusal(salt(), choice), Contains("no dissolved species \"WO4-3\"") && Contains("\"WO4-2\""));
}

TEST_CASE("an activity model without parameters is refused") {
  ThermoChoice choice;
  choice.database = RAFFINATE_TEST_DATA "/speciation/tungstate.dat";
  choice.activity = "pitzer";
  CHECK_THAT(solve::refusal({}, choice), Contains("no parameters for the activity model \"pitzer\""));
}
