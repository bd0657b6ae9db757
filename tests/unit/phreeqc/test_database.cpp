#include <catch2/catch.hpp>

#include "small_database.hpp"

using namespace raffinate::phreeqc;

TEST_CASE("masters are read with valence, alkalinity and weights") {
  const auto database = load(small_database);
  const Master& ferric = *database.master("Fe(+3)");
  CHECK(ferric.token == "Fe(3)");
  CHECK(ferric.element == "Fe");
  CHECK(*ferric.valence == 3);
  CHECK(ferric.species == "Fe+3");
  CHECK(ferric.alkalinity == -2);
  CHECK(ferric.element_weight == Approx(0.056));
  CHECK_FALSE(ferric.primary());
  CHECK(database.master("Fe")->primary());
}

TEST_CASE("the weight for mass concentrations is that of the formula given") {
  const auto database = load(small_database);
  CHECK(database.master("C")->formula_weight == Approx(0.012 + 3 * 0.016 + 0.001008));
  CHECK(database.master("Alkalinity")->formula_weight == Approx(0.5 * 0.040 + 0.5 * 0.060));
}

TEST_CASE("a master species may hold several atoms of its element") {
  const auto database = load_with(R"(
SOLUTION_MASTER_SPECIES
Hg     Hg     0  Hg  200
Hg(0)  Hg     0  Hg
Hg(1)  Hg2+2  0  Hg
SOLUTION_SPECIES
Hg = Hg
2 Hg = Hg2+2 + 2 e-
)");
  CHECK(database.master("Hg(1)")->atoms == 2);
  CHECK(database.master("Hg")->atoms == 1);
}

TEST_CASE("a pseudo-element has the weight given to it") {
  const auto database = load_with(R"(
SOLUTION_MASTER_SPECIES
Acetate  Acetate-  0  Acetate  59
SOLUTION_SPECIES
Acetate- = Acetate-
Acetate- + H+ = HAcetate
)");
  CHECK(database.molar_mass(database.species("HAcetate")->formula) == Approx(0.059 + 0.001008));
}

TEST_CASE("the mass of an element that is not defined is asked for in vain") {
  const auto database = load(small_database);
  CHECK_THROWS_AS(database.molar_mass({{{"W", 1}}, 0}), std::out_of_range);
}

TEST_CASE("blocks that are not used are skipped up to the next keyword and listed") {
  const auto database = load_with(R"(
RATES
Calcite
-start
10 REM log_k 3 = PHASES of no interest
20 SAVE 1e-3 * (1 - SR("Calcite"))
-end
EXCHANGE_SPECIES
X- = X-
Na+ + X- = NaX
solution_species
Na+ + Cl- = NaCl
)");
  CHECK(database.species("NaCl") != nullptr);
  CHECK(database.species("NaX") == nullptr);
  const auto& skipped = database.contents().skipped;
  REQUIRE(skipped.size() == 2);
  CHECK(skipped[0].block == "RATES");
  CHECK(skipped[0].line == first_line_after() + 1);
  CHECK(skipped[1].block == "EXCHANGE_SPECIES");
  CHECK_FALSE(skipped[1].reason.empty());
}

TEST_CASE("what stands after END is not read") {
  const auto database = load_with("END\nSOLUTION_SPECIES\nNa+ + Cl- = NaCl\n");
  CHECK(database.species("NaCl") == nullptr);
  REQUIRE(database.contents().skipped.size() == 1);
  CHECK(database.contents().skipped[0].reason == "stands after END");
}

TEST_CASE("a phase may be called like the beginning of a keyword") {
  CHECK(load_with("PHASES\nPhase\nNaCl = Na+ + Cl-\n").phase("Phase") != nullptr);
}

TEST_CASE("a later line of a master replaces the earlier one") {
  const auto database = load_with("SOLUTION_MASTER_SPECIES\nNa Na+ 0 Na 22.99\n");
  CHECK(database.master("Na")->element_weight == Approx(0.02299));
}
