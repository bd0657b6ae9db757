#include <catch2/catch.hpp>

#include "thermo/elements.hpp"
#include "thermo/formula.hpp"

using namespace raffinate::thermo;

TEST_CASE("a hydrate counts the water after the colon") {
  const Formula formula = parse_formula("Na2WO4:2H2O");
  CHECK(formula.count("Na") == 2);
  CHECK(formula.count("W") == 1);
  CHECK(formula.count("O") == 6);
  CHECK(formula.count("H") == 4);
  CHECK(formula.charge == 0);
  CHECK(molar_mass(formula) == Approx(0.329848).epsilon(1e-5));
}

TEST_CASE("the charge follows the last element") {
  CHECK(parse_formula("WO4-2").charge == -2);
  CHECK(parse_formula("Fe+3").charge == 3);
  CHECK(parse_formula("WO4--").charge == -2);
  CHECK(parse_formula("Na+").charge == 1);
  CHECK(parse_formula("H2W12O42-10").charge == -10);
  CHECK(parse_formula("WO4-2").count("O") == 4);
}

TEST_CASE("groups and broken numbers of atoms are counted") {
  CHECK(parse_formula("Mg3(PO4)2").count("O") == 8);
  CHECK(parse_formula("Fe0.947O").count("Fe") == Approx(0.947));
  CHECK(parse_formula("W6O20(OH)2-6").count("O") == 22);
  CHECK(parse_formula("CoSO4:7H2O").count("O") == 11);
}

TEST_CASE("cobalt is not carbon monoxide") {
  CHECK(parse_formula("CoO").count("Co") == 1);
  CHECK(parse_formula("CO").count("C") == 1);
  CHECK(parse_formula("CO").count("Co") == 0);
}

TEST_CASE("a last word in brackets names the phase") {
  CHECK(parse_formula("C(graphite)").elements.size() == 1);
  CHECK(parse_formula("CO2(g)").count("O") == 2);
  CHECK(parse_formula("Co(OH)2(aq)").count("H") == 2);
  CHECK(parse_formula("SiO2(am)").count("Si") == 1);
}

TEST_CASE("a text that is no formula is refused with what is wrong") {
  CHECK_THROWS_AS(parse_formula(""), FormulaError);
  CHECK_THROWS_WITH(parse_formula("Xy2O3"), Catch::Contains("unknown element \"Xy\""));
  CHECK_THROWS_WITH(parse_formula("Mg(OH2"), Catch::Contains("open bracket"));
  CHECK_THROWS_WITH(parse_formula("MgOH)2"), Catch::Contains("closing bracket"));
  CHECK_THROWS_WITH(parse_formula("WO4-x"), Catch::Contains("charge \"-x\""));
  CHECK_THROWS_AS(parse_formula("Na2WO4:"), FormulaError);
}
