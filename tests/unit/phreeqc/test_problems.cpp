#include <catch2/catch.hpp>

#include "base/errors.hpp"
#include "small_database.hpp"

using namespace raffinate;

TEST_CASE("a species that is not defined is refused with place and the nearest name") {
  const auto text = refusal("SOLUTION_SPECIES\nNa+ + CO3-3 = NaCO3-2\n");
  CHECK_THAT(text, Catch::Contains(std::to_string(first_line_after() + 1) +
                                   ":7  NaCO3-2: species \"CO3-3\" is not defined; did you mean \"CO3-2\"?"));
}

TEST_CASE("an unbalanced reaction is refused with what is missing") {
  CHECK_THAT(refusal("SOLUTION_SPECIES\nNa+ + Cl- = Na2Cl\n"),
             Catch::Contains("does not balance") && Catch::Contains("Na +1"));
  CHECK_THAT(refusal("SOLUTION_SPECIES\nNa+ + Cl- = NaCl+\n"), Catch::Contains("charge +1"));
  CHECK_THAT(refusal("PHASES\nHalite\nNaCl = Na+ + 2 Cl-\n"), Catch::Contains("Halite: the reaction does not balance"));
}

TEST_CASE("a number that cannot be read is refused with its place") {
  CHECK_THAT(refusal("SOLUTION_SPECIES\nNa+ + Cl- = NaCl\n  log_k 1..5\n"),
             Catch::Contains(std::to_string(first_line_after() + 2) + ":9  log_k: \"1..5\" is not a number"));
  CHECK_THAT(refusal("SOLUTION_SPECIES\nNa+ + Cl- = NaCl\n  log_k\n"), Catch::Contains("expected 1 number, found 0"));
}

TEST_CASE("a line that is neither equation nor option is refused") {
  CHECK_THAT(refusal("SOLUTION_SPECIES\nNa+ Cl-\n"), Catch::Contains("neither an equation nor an option"));
}

TEST_CASE("an option before any reaction is refused") {
  CHECK_THAT(refusal("SOLUTION_SPECIES\nlog_k 3\n"), Catch::Contains("stands before any reaction"));
  CHECK_THAT(refusal("PHASES\nlog_k 3\n"), Catch::Contains("stands before any phase"));
}

TEST_CASE("a defined species with a coefficient other than one is refused") {
  CHECK_THAT(refusal("SOLUTION_SPECIES\n2 Na+ + 2 Cl- = 2 NaCl\n"), Catch::Contains("first on the right"));
  CHECK_THAT(refusal("PHASES\nHalite\n2 NaCl = 2 Na+ + 2 Cl-\n"), Catch::Contains("first on the left"));
}

TEST_CASE("a phase without its reaction is refused") {
  CHECK_THAT(refusal("PHASES\nHalite\nlog_k 1\n"), Catch::Contains("\"Halite\" has no dissolution reaction"));
}

TEST_CASE("a master species that is not defined is refused") {
  CHECK_THAT(refusal("SOLUTION_MASTER_SPECIES\nK K+ 0 K 39\n"),
             Catch::Contains("master species \"K+\" is not defined"));
}

TEST_CASE("a valence state of an element that is not defined is refused") {
  CHECK_THAT(refusal("SOLUTION_MASTER_SPECIES\nK(1) Na+ 0 39\n"), Catch::Contains("add a line for \"K\""));
}

TEST_CASE("a species formed from itself or from nothing is refused") {
  CHECK_THAT(refusal("SOLUTION_SPECIES\nNaCl2- = NaCl + Cl-\nNaCl + Cl- = NaCl2-\n"),
             Catch::Contains("formed from itself"));
  CHECK_THAT(refusal("SOLUTION_SPECIES\nK+ = K+\n"), Catch::Contains("formed from nothing"));
}

TEST_CASE("all problems are told at once") {
  try {
    (void)load_with("SOLUTION_SPECIES\nNa+ + X- = NaX\nNa+ + Cl- = NaCl\nlog_k 1.5.\nPHASES\nHalite\nNaCl = Na+\n");
    FAIL("was accepted");
  } catch (const base::InputError& error) {
    CHECK(error.problems().size() == 3);
  }
}

TEST_CASE("a file that is not there is an input error") {
  CHECK_THROWS_AS(phreeqc::Database::load("no/such.dat"), base::InputError);
}

TEST_CASE("a file that is no database says what it lacks") {
  CHECK_THROWS_WITH(load("TITLE nothing\n"), Catch::Contains("\"H2O\" is not defined"));
}
