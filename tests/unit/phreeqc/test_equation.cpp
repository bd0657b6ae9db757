#include <catch2/catch.hpp>

#include "phreeqc/equation.hpp"

using namespace raffinate::phreeqc;

namespace {

Equation read(const std::string& text) { return parse_equation(split_lines(text).front()); }

/// "1 CO3-2|2 H+ = 1 CO2" style text of an equation, for comparing as a whole.
std::string text(const Equation& equation) {
  const auto side = [](const std::vector<EquationTerm>& terms) {
    std::string result;
    for (const auto& term : terms) {
      std::string number = std::to_string(term.coefficient);
      number.erase(number.find_last_not_of('0') + 1);
      if (number.back() == '.') number.pop_back();
      result += (result.empty() ? "" : "|") + number + " " + term.species;
    }
    return result;
  };
  return side(equation.left) + " = " + side(equation.right);
}

}  // namespace

TEST_CASE("an equation with space around everything") {
  CHECK(text(read("CO3-2 + 2 H+ = CO2 + H2O")) == "1 CO3-2|2 H+ = 1 CO2|1 H2O");
}

TEST_CASE("coefficients may stick to the name") {
  CHECK(text(read("1.000WO4-2 + 2.000H+ = H2WO4")) == "1 WO4-2|2 H+ = 1 H2WO4");
  CHECK(text(read("2H+ + 2e- = H2")) == "2 H+|2 e- = 1 H2");
  CHECK(text(read("0.5H2O=.5 H2 + 0.25O2")) == "0.5 H2O = 0.5 H2|0.25 O2");
}

TEST_CASE("an equation without any space") {
  CHECK(text(read("Ca+2+SO4-2=CaSO4")) == "1 Ca+2|1 SO4-2 = 1 CaSO4");
  CHECK(text(read("Fe+2+2H2O=Fe(OH)2+2H+")) == "1 Fe+2|2 H2O = 1 Fe(OH)2|2 H+");
  CHECK(text(read("H++OH-=H2O")) == "1 H+|1 OH- = 1 H2O");
  CHECK(text(read("CO2+H2O=HCO3-+H+")) == "1 CO2|1 H2O = 1 HCO3-|1 H+");
}

TEST_CASE("doubled signs are charges") {
  CHECK(text(read("WO4-- + 2 H+ = H2WO4")) == "1 WO4-2|2 H+ = 1 H2WO4");
  CHECK(text(read("Fe++ = Fe+++ + e-")) == "1 Fe+2 = 1 Fe+3|1 e-");
}

TEST_CASE("terms may be negative on either side") {
  CHECK(text(read("Co+2 - H+ + H2O = CoOH+")) == "1 Co+2|-1 H+|1 H2O = 1 CoOH+");
  CHECK(text(read("Cr(OH)3 = -3 H+ + Cr+3 + 3 H2O")) == "1 Cr(OH)3 = -3 H+|1 Cr+3|3 H2O");
  CHECK(text(read("UO3 = UO2+2 - 2H+ + H2O")) == "1 UO3 = 1 UO2+2|-2 H+|1 H2O");
}

TEST_CASE("names in square brackets may hold signs and digits") {
  CHECK(text(read("[13C]O3-2 + 2 H+ = [13C]O2 + H2O")) == "1 [13C]O3-2|2 H+ = 1 [13C]O2|1 H2O");
}

TEST_CASE("a faulty equation says where and why") {
  CHECK_THROWS_WITH(read("Na+ + Cl-"), Catch::Contains("no equals sign"));
  CHECK_THROWS_WITH(read("A = B = C"), Catch::Contains("two equals signs"));
  CHECK_THROWS_WITH(read("Na+ = "), Catch::Contains("side without species"));
  CHECK_THROWS_WITH(read("1.2.3 Na+ = X"), Catch::Contains("coefficient that is not a number"));
  try {
    (void)read("  Na+ + Cl-1+ = NaCl");
    FAIL("was read");
  } catch (const EquationError& error) {
    CHECK(error.place.column == 9);
    CHECK(error.place.text == "Cl-1+");
  }
}
