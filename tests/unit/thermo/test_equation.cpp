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
