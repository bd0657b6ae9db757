#include <catch2/catch.hpp>
#include <cmath>

#include "base/data_directory.hpp"
#include "base/errors.hpp"
#include "config/read.hpp"
#include "solve.hpp"
#include "speciation/solution_file.hpp"

using namespace raffinate;
using namespace raffinate::speciation;
using Catch::Contains;

namespace {

constexpr double T = 298.15, RT = thermo::gas_constant * T, bar = 1e5, litre = 1e-3;
// Balances are solved to a scaled residual of 1e-13, the pressure or volume of the gas to 1e-11.
constexpr double round_off = 1e-10;

Solution solution(const std::string& yaml) {
  static const auto database = std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory()));
  base::Problems problems;
  const auto inputs = SolutionInputs::schema().read(config::parse(yaml, "liquor.yaml", problems), problems);
  problems.throw_if_any();
  const DataSource source(database, {});
  return make_solution(inputs, {}, {}, [&](const auto& amounts) { return source.gases(amounts); });
}

Result result(const std::string& yaml) {
  const Result found = solve::with_project(solution(yaml));
  INFO(found.refusal);
  REQUIRE(found.converged);
  REQUIRE(found.gas_phase);
  return found;
}

std::string problem(const std::string& yaml) {
  try {
    return solve::refusal(solution(yaml));
  } catch (const base::InputError& error) {
    return error.what();
  }
}

const GasResult& gas(const Result& found, const std::string& name) {
  for (const GasResult& g : found.gas_phase->gases)
    if (g.name == name) return g;
  throw std::out_of_range("no gas " + name);
}

/// Pressure that the gas has over the solution [Pa].
double over(const Result& found, const std::string& name) { return bar * std::pow(10, solve::index(found, name)); }

const char* const soda = "totals: {Na: 0.1 mol/kg, Cl: 0.04 mol/kg, C(4): 0.03 mol/kg}";

std::string with_soda(const std::string& gases) { return "{" + std::string(soda) + ", gas_phase: " + gases + "}"; }

const char* const under_pressure = "{pressure: 2 bar, gases: {CO2: 0.2 mol, N2: 0.05 mol}}";
const char* const in_headspace = "{volume: 3 L, gases: {CO2: 0.2 mol, N2: 0.05 mol}}";

}  // namespace

TEST_CASE("a gas that only dissolves shares itself between headspace and water by Henry's law") {
  const Result found = result("{totals: {}, gas_phase: {volume: 1 L, gases: {O2: 0.01 mol}}}");
  // O2 is neutral and the water pure: its molality is K p, and n = p V/RT + K p.
  const double K = std::pow(10, -2.898) / bar;
  CHECK(gas(found, "O2").pressure == Approx(0.01 / (litre / RT + K)).epsilon(1e-9));
}

TEST_CASE("a bubble at given pressure keeps what the water does not hold by Henry's law") {
  const Result found = result("{totals: {}, gas_phase: {pressure: 2 bar, gases: {O2: 0.01 mol}}}");
  const double left = 0.01 - 2 * std::pow(10, -2.898);
  CHECK(gas(found, "O2").amount == Approx(left).epsilon(1e-9));
  CHECK(found.gas_phase->volume == Approx(left * RT / (2 * bar)).epsilon(1e-9));
}

TEST_CASE("at equilibrium the partial pressure of carbon dioxide is that over the solution") {
  for (const char* gases : {under_pressure, in_headspace}) {
    const Result found = result(with_soda(gases));
    CHECK(gas(found, "CO2(g)").pressure == Approx(over(found, "CO2(g)")).epsilon(1e-9));
  }
}

TEST_CASE("what carbon dioxide the gas loses is carbonate in the solution") {
  for (const char* gases : {under_pressure, in_headspace}) {
    const Result found = result(with_soda(gases));
    CHECK(solve::total(found, "C(4)") * found.water + gas(found, "CO2(g)").amount == Approx(0.23).epsilon(round_off));
    CHECK(solve::total(found, "Na") * found.water == Approx(0.1).epsilon(round_off));
    CHECK(std::abs(found.charge) < round_off);
  }
}

TEST_CASE("the given pressure is the sum of the partial pressures") {
  const Result found = result(with_soda(under_pressure));
  CHECK(gas(found, "CO2(g)").pressure + gas(found, "N2").pressure == Approx(2 * bar).epsilon(1e-9));
}

TEST_CASE("a headspace keeps its volume and the gas law gives the pressures") {
  const Result found = result(with_soda(in_headspace));
  CHECK(found.gas_phase->volume == Approx(3 * litre).epsilon(1e-9));
  CHECK(gas(found, "N2").pressure == Approx(0.05 * RT / (3 * litre)).epsilon(1e-9));
}

TEST_CASE("below the given pressure there is no bubble and the solution holds all of the gas") {
  const Result found = result(with_soda("{pressure: 2 bar, gases: {CO2: 0.01 mol}}"));
  CHECK(found.gas_phase->volume == 0);
  CHECK(gas(found, "CO2(g)").amount == 0);
  CHECK(found.gas_phase->equilibrium_pressure < 2 * bar);
  CHECK(solve::total(found, "C(4)") * found.water == Approx(0.04).epsilon(round_off));
}

TEST_CASE("a gas that does not dissolve leaves the solution as it is") {
  const Result found = result(with_soda("{pressure: 1 bar, gases: {N2: 0.1 mol}}"));
  CHECK(found.gas_phase->volume == Approx(0.1 * RT / bar).epsilon(1e-12));
  Solution alone = solution(with_soda("{pressure: 1 bar, gases: {N2: 0.1 mol}}"));
  alone.gas_phase.reset();
  CHECK(found.pH == Approx(solve::with_project(alone).pH).margin(1e-10).epsilon(0));
}

TEST_CASE("a gas that the solution gives off need not be there at first") {
  const Result found = result("{totals: {Cl: 0.1 mol/kg, C(4): 0.03 mol/kg}, gas_phase: {volume: 1 L, gases: {CO2: 0 mol}}}");
  CHECK(gas(found, "CO2(g)").amount > 0.01);
  CHECK(solve::total(found, "C(4)") * found.water + gas(found, "CO2(g)").amount == Approx(0.03).epsilon(round_off));
}

TEST_CASE("water evaporates into dry gas until its vapour is saturated, and the water is missing in the solution") {
  const Result found = result(with_soda("{volume: 1 m3, gases: {N2: 10 mol, H2O: 0 mol}}"));
  CHECK(gas(found, "H2O(g)").pressure == Approx(over(found, "H2O(g)")).epsilon(1e-9));
  // Carbonate that hydrolyses binds 1e-3 mol of water more or less.
  CHECK(found.water == Approx(1 - 0.0180153 * gas(found, "H2O(g)").amount).margin(1e-4).epsilon(0));
}

TEST_CASE("a mineral and a gas that share carbonate are at equilibrium together and conserve it") {
  Solution limestone = solution("{totals: {}, gas_phase: {volume: 2 L, gases: {CO2: 0.1 mol}}}");
  limestone.minerals = {{"CaCO3", 0.05}};
  const Result found = solve::with_project(limestone);
  REQUIRE(found.converged);
  const double solid = found.minerals.front().amount, dissolved = solve::total(found, "CO3-2") * found.water;
  CHECK(solve::index(found, "CaCO3") == Approx(0).margin(1e-9));
  CHECK(gas(found, "CO2(g)").pressure == Approx(over(found, "CO2(g)")).epsilon(1e-9));
  CHECK(solid + dissolved + gas(found, "CO2(g)").amount == Approx(0.15).epsilon(round_off));
}

TEST_CASE("a solution that boils at the given pressure is refused") {
  CHECK_THAT(problem("{totals: {}, temperature: 90 degC, gas_phase: {pressure: 0.5 bar, gases: {H2O: 1 mol}}}"),
             Contains("boils"));
}

TEST_CASE("constants of gases in a PHREEQC database hold at one atmosphere") {
  Solution water;
  water.gas_phase = GasPhase{{}, litre, {{"CO2(g)", 0.1, false, {"C(4)"}}}};
  const Result found = solve::with_small(water);
  REQUIRE(found.converged);
  CHECK(gas(found, "CO2(g)").pressure == Approx(101325 * std::pow(10, solve::index(found, "CO2(g)"))).epsilon(1e-9));
}

TEST_CASE("a gas that dissolves by a redox reaction is refused") {
  Solution iron;
  iron.totals = {{"Fe", 0.001}, {"Cl", 0.1}};
  iron.gas_phase = GasPhase{{}, litre, {{"O2(g)", 0.1, false, {}}}};
  CHECK_THROWS_WITH(solve::with_small(iron, "PHASES\nO2(g)\n    O2 = O2\n    log_k -3\n"),
                    Contains("O2(g)") && Contains("redox"));
}

TEST_CASE("two kilograms of water under two litres are as one under one") {
  const Result one = result("{totals: {}, gas_phase: {volume: 1 L, gases: {CO2: 0.01 mol}}}");
  const Result two = result("{water: 2 kg, totals: {}, gas_phase: {volume: 2 L, gases: {CO2: 0.02 mol}}}");
  CHECK(one.pH == Approx(two.pH).epsilon(1e-12));
}

TEST_CASE("an unknown gas is named with its place") {
  const std::string text = problem("totals: {}\ngas_phase: {volume: 1 L, gases: {Xe9: 1 mol}}");
  CHECK_THAT(text, Contains("liquor.yaml") && Contains("2:34  gas_phase.gases.Xe9: the data have no gas \"Xe9\""));
}

TEST_CASE("a gas phase of neither or both of pressure and volume is refused at its place") {
  const char* const both = "totals: {}\ngas_phase: {volume: 1 L, pressure: 1 bar, gases: {N2: 1 mol}}";
  for (const char* yaml : {"totals: {}\ngas_phase: {gases: {N2: 1 mol}}", both})
    CHECK_THAT(problem(yaml),
               Contains("liquor.yaml") && Contains("2:1  gas_phase: ") && Contains("either its `pressure` or its `volume`"));
}

TEST_CASE("a negative amount of a gas is refused at its place") {
  CHECK_THAT(problem("totals: {}\ngas_phase: {volume: 1 L, gases: {N2: -1 mol}}"),
             Contains("liquor.yaml") && Contains("2:38  gas_phase.gases.N2"));
}

TEST_CASE("a gas that holds a component already is refused in the gas phase") {
  CHECK_THAT(problem("{totals: {}, equilibrium: [{component: C(4), phase: CO2(g), saturation_index: -3}],"
                     " gas_phase: {volume: 1 L, gases: {CO2: 1 mol}}}"),
             Contains("CO2(g)") && Contains("it holds a component under `equilibrium` already"));
}
