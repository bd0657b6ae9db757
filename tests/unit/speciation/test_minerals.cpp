#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "solve.hpp"

using namespace raffinate::speciation;
using Catch::Contains;

namespace {

// Balances are solved to a scaled residual of 1e-13; amounts of minerals are differences of such sums.
constexpr double round_off = 1e-10;

const char* const sulfate = R"(
SOLUTION_MASTER_SPECIES
S      SO4-2  0  S  32
S(6)   SO4-2  0  S
SOLUTION_SPECIES
SO4-2 = SO4-2
PHASES
Gypsum
    CaSO4:2H2O = Ca+2 + SO4-2 + 2 H2O
    log_k -4.6
)";

const char* const carbonates = R"(
PHASES
Aragonite
    CaCO3 = Ca+2 + CO3-2
    log_k -7.8
Portlandite
    Ca(OH)2 + 2 H+ = Ca+2 + 2 H2O
    log_k 22.8
Stubborn
    CaCO3 = Ca+2 + CO3-2
    log_k -9
)";

Solution with_minerals(std::vector<MineralAmount> minerals, std::vector<Total> totals = {}) {
  Solution solution;
  solution.totals = std::move(totals);
  solution.minerals = std::move(minerals);
  return solution;
}

const MineralResult& mineral(const Result& result, const std::string& name) {
  for (const auto& m : result.minerals)
    if (m.name == name) return m;
  throw std::out_of_range("no mineral " + name);
}

Solution scheelite() {
  return with_minerals({{"CaWO4", 0}}, {{"Na", 0.2}, {"W", 0.1}, {"Ca", 0.08}, {"Cl", 0.16}});
}

}  // namespace

TEST_CASE("gypsum dissolves in water until its ions' product is its constant") {
  const Result result = solve::with_small(with_minerals({{"Gypsum", 1}}), sulfate);
  REQUIRE(result.converged);
  // Ideal, hardly any hydrolysis: m^2 a_w^2 = K.
  const double m = std::pow(10, -4.6 / 2) / result.water_activity();
  CHECK(solve::total(result, "S(6)") == Approx(m).epsilon(round_off));
}

TEST_CASE("what a mineral loses is in the solution, its water too") {
  const Result result = solve::with_small(with_minerals({{"Gypsum", 1}}), sulfate);
  const double dissolved = 1 - mineral(result, "Gypsum").amount;
  CHECK(solve::total(result, "S(6)") * result.water == Approx(dissolved).epsilon(round_off));
  // Two moles of water come with each of gypsum; what OH- binds changes by less than 1e-7 mol.
  CHECK(result.water == Approx(1 + 2 * dissolved * 0.01801528).margin(1e-8).epsilon(0));
}

TEST_CASE("a mineral of which there is too little is used up") {
  const Result result = solve::with_small(with_minerals({{"Gypsum", 1e-3}}), sulfate);
  CHECK(mineral(result, "Gypsum").amount == 0);
  CHECK(solve::index(result, "Gypsum") < 0);
  CHECK(solve::total(result, "S(6)") * result.water == Approx(1e-3).epsilon(round_off));
}

TEST_CASE("scheelite precipitates from tungstate with calcium until saturated") {
  const Result result = solve::with_project(scheelite());
  REQUIRE(result.converged);
  CHECK(solve::index(result, "CaWO4") == Approx(0).margin(1e-10));
  CHECK(mineral(result, "CaWO4").amount > 0.0799);
}

TEST_CASE("precipitation conserves every element and charge") {
  const Result result = solve::with_project(scheelite());
  const double solid = mineral(result, "CaWO4").amount;
  CHECK(solve::total(result, "W") * result.water + solid == Approx(0.1).epsilon(round_off));
  CHECK(solve::total(result, "Ca") * result.water + solid == Approx(0.08).epsilon(round_off));
  CHECK(solve::total(result, "Na") * result.water == Approx(0.2).epsilon(round_off));
  CHECK(std::abs(result.charge) < round_off);
}

TEST_CASE("a solution that is not saturated precipitates nothing and stays as it is") {
  Solution dilute = scheelite();
  for (Total& total : dilute.totals) total.amount *= 1e-6;
  const Result result = solve::with_project(dilute);
  CHECK(mineral(result, "CaWO4").amount == 0);
  dilute.minerals.clear();
  CHECK(result.pH == Approx(solve::with_project(dilute).pH).margin(1e-10).epsilon(0));
}

TEST_CASE("a mineral that was not listed stays in solution however supersaturated") {
  Solution solution = scheelite();
  solution.minerals.clear();
  CHECK(solve::index(solve::with_project(solution), "CaWO4") > 3);
}

TEST_CASE("minerals without their elements cannot form and are told with nothing") {
  const Result result = solve::with_project(with_minerals({{"CaWO4", 0}}, {{"Na", 0.1}, {"Cl", 0.1}}));
  REQUIRE(result.converged);
  CHECK(mineral(result, "CaWO4").amount == 0);
}

TEST_CASE("calcite under carbon dioxide has the bicarbonate of the closed form") {
  Solution solution = with_minerals({{"Calcite", 1}});
  solution.held = {{"C", "CO2(g)", 0}};
  const Result result = solve::with_small(solution);
  REQUIRE(result.converged);
  // 2 Ca = HCO3 and the four constants give HCO3^3 = 2 x 10^(10 - 6 - 1.5 - 8) (ideal); other ions carry 1e-4 of the
  // charge and the activity of water is 0.9989, of which the cube root counts.
  CHECK(solve::molality(result, "HCO3-") == Approx(std::cbrt(2 * std::pow(10, -5.5))).epsilon(1e-3));
}

TEST_CASE("a gas and a mineral hold their components together while the proton closes the charge") {
  Solution solution;
  solution.totals = {{"Na", 0.1}};
  solution.held = {{"C", "CO2(g)", -3.5}, {"Ca", "Calcite", 0}};
  const Result result = solve::with_small(solution);
  REQUIRE(result.converged);
  CHECK(solve::index(result, "CO2(g)") == Approx(-3.5).margin(1e-10).epsilon(0));
  CHECK(solve::index(result, "Calcite") == Approx(0).margin(1e-10));
  CHECK(std::abs(result.charge) < round_off);
}

TEST_CASE("held or reacting, calcite under a gas gives the same solution") {
  Solution held, reacting = with_minerals({{"Calcite", 1}});
  held.held = {{"C", "CO2(g)", -3.5}, {"Ca", "Calcite", 0}};
  reacting.held = {{"C", "CO2(g)", -3.5}};
  CHECK(solve::with_small(held).pH == Approx(solve::with_small(reacting).pH).margin(1e-10).epsilon(0));
}

TEST_CASE("of two polymorphs the less soluble one takes all") {
  const Result result = solve::with_small(with_minerals({{"Aragonite", 0.5}, {"Calcite", 0}}), carbonates);
  REQUIRE(result.converged);
  CHECK(mineral(result, "Aragonite").amount == 0);
  CHECK(mineral(result, "Calcite").amount + solve::total(result, "C(4)") * result.water == Approx(0.5).epsilon(round_off));
}

TEST_CASE("the order in which minerals are listed does not matter") {
  const Result one = solve::with_small(with_minerals({{"Aragonite", 0.5}, {"Calcite", 0}, {"Portlandite", 0.1}}), carbonates);
  const Result other = solve::with_small(with_minerals({{"Portlandite", 0.1}, {"Calcite", 0}, {"Aragonite", 0.5}}), carbonates);
  REQUIRE((one.converged && other.converged));
  CHECK(one.pH == Approx(other.pH).margin(1e-10).epsilon(0));
  CHECK(mineral(one, "Calcite").amount == Approx(mineral(other, "Calcite").amount).epsilon(round_off));
}

TEST_CASE("lime under carbon dioxide becomes calcite") {
  Solution solution = with_minerals({{"Portlandite", 0.2}, {"Calcite", 0}});
  solution.held = {{"C", "CO2(g)", -3.5}};
  const Result result = solve::with_small(solution, carbonates);
  REQUIRE(result.converged);
  CHECK(mineral(result, "Portlandite").amount == 0);
  CHECK(mineral(result, "Calcite").amount + solve::total(result, "Ca") * result.water == Approx(0.2).epsilon(round_off));
}

TEST_CASE("more phases than the phase rule allows are refused with the reason") {
  Solution solution = with_minerals({{"Stubborn", 0}}, {{"Na", 0.1}});
  solution.held = {{"C", "CO2(g)", -3.5}, {"Ca", "Calcite", 0}};
  const Result result = solve::with_small(solution, carbonates);
  CHECK_FALSE(result.converged);
  CHECK_THAT(result.refusal, Contains("Stubborn cannot be at equilibrium with the phases that hold components (phase rule)"));
}

TEST_CASE("an equilibrium with minerals conserves the redox potential and the charge") {
  Solution solution = with_minerals({{"Ironoxide", 0.01}}, {{"Fe", 0.001}, {"Cl", 0.1}});
  solution.pe = 8;
  const Result result = solve::with_small(solution);
  REQUIRE(result.converged);
  CHECK(result.pe == 8);
  CHECK(std::abs(result.charge) < round_off);
  CHECK(solve::total(result, "Fe") * result.water + 2 * mineral(result, "Ironoxide").amount ==
        Approx(0.021).epsilon(round_off));
}

TEST_CASE("random liquors with ten minerals end complementary and conserve every element") {
  // Whatever forms: a mineral that is there is saturated, one that is not there is not supersaturated.
  const std::vector<std::string> minerals{"CaWO4", "CoWO4", "Co(OH)2", "CoCO3", "CaCO3", "CaSO4:2H2O", "MgCO3",
                                          "Mg(OH)2", "H2WO4", "WO3"};
  const std::vector<std::string> tokens{"W", "Ca", "Co+2", "C(4)", "S(6)", "Mg"};
  std::mt19937 engine(7);
  std::uniform_real_distribution<double> decade(-5, -0.5), sodium(0, 1);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    Solution solution;
    solution.totals = {{"Na", sodium(engine)}, {"Cl", 0.5}};
    for (const auto& token : tokens) solution.totals.push_back({token, std::pow(10, decade(engine))});
    for (const auto& name : minerals) solution.minerals.push_back({name, round % 2 == 0 ? 0 : 0.01});
    solution.pH = 4 + 8 * sodium(engine);
    solution.balance = "Cl";
    if (!solve::with_project([&] { auto alone = solution; alone.minerals.clear(); return alone; }()).converged) continue;
    const Result result = solve::with_project(solution);
    INFO(result.refusal);
    REQUIRE(result.converged);
    double tungsten = solve::total(result, "W") * result.water;
    for (const auto& m : result.minerals) {
      CAPTURE(m.name);
      const double index = solve::index(result, m.name);
      CHECK((m.amount > 0 ? std::abs(index) < 1e-9 : index < 1e-8));
      if (m.name.ends_with("WO4") || m.name == "WO3") tungsten += m.amount - m.initial;
    }
    CHECK(tungsten == Approx(solution.totals[2].amount).epsilon(1e-9));
  }
}
