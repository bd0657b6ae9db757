#include <catch2/catch.hpp>

#include "thermo/equation.hpp"

using namespace raffinate::thermo;

TEST_CASE("an equation gives products positive and reactants negative") {
  const auto terms = parse_equation("WO3 + H2O = WO4-2 + 2 H+");
  REQUIRE(terms.size() == 4);
  CHECK(terms[0].species == "WO3");
  CHECK(terms[0].coefficient == -1);
  CHECK(terms[3].species == "H+");
  CHECK(terms[3].coefficient == 2);
}

TEST_CASE("an equation that cannot be read says why") {
  CHECK_THROWS_WITH(parse_equation("A + B"), Catch::Contains("no equals sign"));
  CHECK_THROWS_WITH(parse_equation("A = B = C"), Catch::Contains("two equals signs"));
  CHECK_THROWS_WITH(parse_equation("A B = C"), Catch::Contains("lacks \" + \" before \"B\""));
  CHECK_THROWS_WITH(parse_equation("A = 2"), Catch::Contains("ends without a species"));
  CHECK_THROWS_WITH(parse_equation("-1 A = B"), Catch::Contains("not positive"));
}

TEST_CASE("an equation that lacks blanks is written with them") {
  CHECK(with_blanks("WO3+2OH-=WO4-2+H2O").value() == "WO3 + 2 OH- = WO4-2 + H2O");
  CHECK(with_blanks("Fe+3+3OH-=Fe(OH)3").value() == "Fe+3 + 3 OH- = Fe(OH)3");
  CHECK(with_blanks("H++OH- =H2O").value() == "H+ + OH- = H2O");
  CHECK(with_blanks("Co + 2H+ = Co+2 + H2").value() == "Co + 2 H+ = Co+2 + H2");
  CHECK(with_blanks("A+0.5B=C").value() == "A + 0.5 B = C");
  CHECK_FALSE(with_blanks("WO3 + 2 OH- = WO4-2 + H2O"));
  CHECK_FALSE(with_blanks("A+B"));
  CHECK_THROWS_WITH(parse_equation("NaCl=Na++Cl-"), "equation \"NaCl=Na++Cl-\" lacks blanks; write it as \"NaCl = Na+ + Cl-\"");
  CHECK_THROWS_WITH(parse_equation("A + B"), Catch::Contains("the pattern is \"A + 2 B = C + D\""));
}
