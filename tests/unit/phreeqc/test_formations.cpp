#include <catch2/catch.hpp>

#include <algorithm>

#include "base/errors.hpp"
#include "small_database.hpp"

using namespace raffinate;
using phreeqc::Formation;

namespace {

using Tokens = std::vector<std::string>;

const Formation* find(const phreeqc::SolutionSpecies& solution, const std::string& name) {
  const auto& all = solution.formations;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Formation& f) { return f.species->name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string refused(const phreeqc::Database& database, const Tokens& tokens) {
  try {
    (void)database.formations(tokens);
  } catch (const base::InputError& error) {
    return error.what();
  }
  return "not refused";
}

}  // namespace

TEST_CASE("a species written over another one is rewritten over the basis, log Ks added") {
  const auto database = load(small_database);
  const auto solution = database.formations(Tokens{"C(4)"});
  const Formation* carbon_dioxide = find(solution, "CO2");
  REQUIRE(carbon_dioxide != nullptr);
  CHECK(coefficient(carbon_dioxide->basis, "CO3-2") == 1);
  CHECK(coefficient(carbon_dioxide->basis, "H+") == 2);
  CHECK(coefficient(carbon_dioxide->basis, "H2O") == -1);
  CHECK(carbon_dioxide->basis.size() == 3);
  CHECK(carbon_dioxide->k.at_298 == Approx(10 + 6).epsilon(1e-13));
}

TEST_CASE("log Ks are combined at every temperature") {
  const auto database = load_with(
      "SOLUTION_SPECIES\nCO3-2 + H+ = HCO3-\nlog_k 10\ndelta_h -15\n2 HCO3- = C2O5-2 + H2O\n-analytic 1 0.01 200\n");
  const auto* dimer = find(database.formations(Tokens{"C"}), "C2O5-2");
  REQUIRE(dimer != nullptr);
  const double T = 333.15;
  const double expected = 2 * database.species("HCO3-")->k.ln(T) + database.species("C2O5-2")->k.ln(T);
  CHECK(dimer->k.ln(T) == Approx(expected).epsilon(1e-12));
  CHECK(dimer->k.delta_h == Approx(-30e3));
}

TEST_CASE("a valence state excludes what is only reached through another one") {
  const auto database = load(small_database);
  const auto ferric = database.formations(Tokens{"Fe(3)"});
  REQUIRE(ferric.basis.size() == 1);
  CHECK(ferric.basis[0]->species == "Fe+3");
  CHECK(find(ferric, "FeOH+2") != nullptr);
  CHECK(find(ferric, "FeOH+") == nullptr);
  CHECK(find(ferric, "Fe+2") == nullptr);
  CHECK(find(database.formations(Tokens{"C(4)"}), "CH4") == nullptr);
}

TEST_CASE("a plain element has all its valence states, coupled by electrons") {
  const auto database = load(small_database);
  const auto iron = database.formations(Tokens{"Fe"});
  CHECK(iron.basis[0]->species == "Fe+2");
  const Formation* hydroxide = find(iron, "FeOH+2");
  REQUIRE(hydroxide != nullptr);
  CHECK(coefficient(hydroxide->basis, "Fe+2") == 1);
  CHECK(coefficient(hydroxide->basis, "e-") == -1);
  CHECK(hydroxide->k.at_298 == Approx(-13 - 2).epsilon(1e-13));
  CHECK(find(iron, "Fe+3") != nullptr);
  CHECK(find(database.formations(Tokens{"C"}), "CH4") != nullptr);
}

TEST_CASE("two valence states of one element are two members of the basis") {
  const auto database = load(small_database);
  const auto iron = database.formations(Tokens{"Fe(2)", "Fe(3)"});
  CHECK(iron.basis.size() == 2);
  CHECK(coefficient(find(iron, "FeOH+2")->basis, "Fe+3") == 1);
  CHECK(find(iron, "Fe+3") == nullptr);
}

TEST_CASE("hydroxide, hydrogen and oxygen are in every solution") {
  const auto database = load(small_database);
  const auto water = database.formations(Tokens{});
  REQUIRE(water.formations.size() == 3);
  CHECK(coefficient(find(water, "OH-")->basis, "H+") == -1);
  CHECK(coefficient(find(water, "O2")->basis, "e-") == -4);
  CHECK(coefficient(find(water, "H2")->basis, "e-") == 2);
}

TEST_CASE("dissolved oxygen can be a member of the basis of its own") {
  const auto database = load_with("SOLUTION_SPECIES\nFe+2 + 0.25 O2 + H+ = Fe+3 + 0.5 H2O\nlog_k 8\n");
  const auto with_oxygen = database.formations(Tokens{"Fe", "O(0)"});
  CHECK(coefficient(find(with_oxygen, "Fe+3")->basis, "O2") == 0.25);
  const auto without = database.formations(Tokens{"Fe"});
  const Formation* ferric = find(without, "Fe+3");
  CHECK(coefficient(ferric->basis, "O2") == 0);
  CHECK(coefficient(ferric->basis, "e-") == Approx(-1));
  CHECK(coefficient(ferric->basis, "H2O") == 0);
  CHECK(ferric->k.at_298 == Approx(8 - 86.0 / 4).epsilon(1e-12));
}

TEST_CASE("elements that are not asked for are not there") {
  const auto database = load_with("SOLUTION_SPECIES\nNa+ + Cl- = NaCl\n");
  CHECK(find(database.formations(Tokens{"Na"}), "NaCl") == nullptr);
  CHECK(find(database.formations(Tokens{"Na", "Cl"}), "NaCl") != nullptr);
}

TEST_CASE("alkalinity brings the species of its master") {
  const auto database = load(small_database);
  const auto solution = database.formations(Tokens{"Alkalinity"});
  CHECK(solution.basis[0]->species == "CO3-2");
  CHECK(find(solution, "HCO3-") != nullptr);
  CHECK(find(solution, "CH4") == nullptr);
  CHECK(find(database.formations(Tokens{"Alkalinity", "C"}), "CH4") != nullptr);
}

TEST_CASE("phases are rewritten over the basis and exist only if all they hold is there") {
  const auto database = load(small_database);
  const auto dissolutions = database.dissolutions(Tokens{"Fe", "C(4)"});
  REQUIRE(dissolutions.size() == 2);
  CHECK(dissolutions[0].phase->name == "Ironoxide");
  CHECK(coefficient(dissolutions[0].basis, "Fe+2") == 2);
  CHECK(coefficient(dissolutions[0].basis, "e-") == -2);
  CHECK(dissolutions[0].k.at_298 == Approx(-4 - 2 * -13).epsilon(1e-12));
  CHECK(dissolutions[1].phase->name == "CO2(g)");
  // CO2(g) = CO3-2 + 2 H+ - H2O: what forms CO2 is undone
  CHECK(dissolutions[1].k.at_298 == Approx(-1.5 - 16).epsilon(1e-12));
}

TEST_CASE("every token that is unknown is refused with the nearest one") {
  const auto database = load(small_database);
  const auto text = refused(database, {"Fe(4)", "Na", "Qq"});
  CHECK_THAT(text, Catch::Contains("2 problems"));
  CHECK_THAT(text, Catch::Contains("Fe(4): no such element or valence state") && Catch::Contains("did you mean \"Fe("));
}

TEST_CASE("an element is not asked for twice, nor along with its valence states") {
  const auto database = load(small_database);
  CHECK_THAT(refused(database, {"Na", "Na"}), Catch::Contains("already there as \"Na\""));
  CHECK_THAT(refused(database, {"Fe(3)", "Fe"}), Catch::Contains("already there as \"Fe(3)\""));
  CHECK_THAT(refused(database, {"H"}), Catch::Contains("belongs to water"));
}

TEST_CASE("valence states that differ by a zero in front are two") {
  const auto database = load_with(R"(
SOLUTION_MASTER_SPECIES
N       NH3  1  N  14
N(-3)   NH3  1  N
N(-03)  N3-  0  N
SOLUTION_SPECIES
NH3 = NH3
3 NH3 = N3- + 9 H+ + 8 e-
NH3 + H+ = NH4+
N3- + H+ = HN3
)");
  const auto ammonia = database.formations(Tokens{"N(-3)"});
  CHECK(ammonia.basis[0]->species == "NH3");
  CHECK(find(ammonia, "NH4+") != nullptr);
  CHECK(find(ammonia, "HN3") == nullptr);
  CHECK(find(database.formations(Tokens{"N(-03)"}), "HN3") != nullptr);
}
