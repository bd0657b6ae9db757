#include <catch2/catch.hpp>

#include "phreeqc/formula.hpp"
#include "phreeqc/token.hpp"

using namespace raffinate::phreeqc;
using raffinate::thermo::FormulaError;

TEST_CASE("charges are written one way") {
  CHECK(normalise_species("WO4--") == "WO4-2");
  CHECK(normalise_species("Fe+++") == "Fe+3");
  CHECK(normalise_species("Cu+1") == "Cu+");
  CHECK(normalise_species("Cl-") == "Cl-");
  CHECK(normalise_species("Th6(OH)14+10") == "Th6(OH)14+10");
  CHECK(normalise_species("CO2") == "CO2");
  CHECK(normalise_species("CO2+0") == "CO2");
  CHECK(normalise_species("H2O-0.01") == "H2O-0.01");
}

TEST_CASE("what follows a name and is no charge is refused") {
  CHECK_THROWS_AS(normalise_species("Fe+x"), FormulaError);
  CHECK_THROWS_AS(normalise_species("Fe+2-"), FormulaError);
}

TEST_CASE("a formula counts elements through brackets") {
  const auto formula = parse_formula("Co(NH3)5Cl+2");
  CHECK(formula.count("Co") == 1);
  CHECK(formula.count("N") == 5);
  CHECK(formula.count("H") == 15);
  CHECK(formula.count("Cl") == 1);
  CHECK(formula.charge == 2);
}

TEST_CASE("hydrates have their own factor") {
  CHECK(parse_formula("CaSO4:2H2O").count("O") == 6);
  CHECK(parse_formula("UOFOH:.5H2O").count("H") == 2);
  const auto ettringite_like = parse_formula("Ca6O6:Al4O6:CaCO3:21H2O");
  CHECK(ettringite_like.count("Ca") == 7);
  CHECK(ettringite_like.count("H") == 42);
}

TEST_CASE("counts may be decimals") {
  CHECK(parse_formula("Fe0.947O").count("Fe") == 0.947);
  CHECK(parse_formula("Ca.5(CO3).5").count("O") == 1.5);
}

TEST_CASE("a word that is not an element of the periodic table is one element") {
  CHECK(parse_formula("Acetate-").count("Acetate") == 1);
  CHECK(parse_formula("Dom_a").count("Dom_a") == 1);
  CHECK(parse_formula("Ca[13C]O3").count("[13C]") == 1);
  CHECK(parse_formula("H[18O]-").count("[18O]") == 1);
}

TEST_CASE("cobalt is not carbon monoxide") {
  CHECK(parse_formula("Co").count("C") == 0);
  CHECK(parse_formula("CO").count("C") == 1);
}

TEST_CASE("the electron has a charge and no element") {
  CHECK(parse_formula("e-").elements.empty());
  CHECK(parse_formula("e-").charge == -1);
}

TEST_CASE("the phase after a formula does not count") {
  CHECK(parse_formula("CO2(g)").count("O") == 2);
  CHECK(parse_formula("WO3(s)").count("W") == 1);
  CHECK(parse_formula("Fe(OH)3(s)").count("H") == 3);
}

TEST_CASE("a text that is no formula is refused with the reason") {
  CHECK_THROWS_WITH(parse_formula("Fe(OH"), Catch::Contains("open bracket"));
  CHECK_THROWS_WITH(parse_formula("FeOH)2"), Catch::Contains("closing bracket"));
  CHECK_THROWS_WITH(parse_formula("fe+2"), Catch::Contains("where an element should be"));
  CHECK_THROWS_WITH(parse_formula("[13C"), Catch::Contains("without \"]\""));
}

TEST_CASE("valence states are found with and without plus") {
  CHECK(parse_token("C(+4)").text == "C(4)");
  CHECK(*parse_token("Br(-3)").valence == -3);
  CHECK(parse_token("[13C](-4)").element == "[13C]");
  CHECK(parse_token("Na").valence == std::nullopt);
  CHECK(*parse_token("H(0)").valence == 0);
  CHECK_THROWS_AS(parse_token("S(six)"), FormulaError);
  CHECK_THROWS_AS(parse_token("NaCl"), FormulaError);
}

TEST_CASE("a zero in front makes another valence state, as databases use it") {
  CHECK(parse_token("N(-03)").text != parse_token("N(-3)").text);
  CHECK(*parse_token("N(-03)").valence == -3);
}
