#include <catch2/catch.hpp>

#include "speciation/case_table.hpp"

using namespace raffinate;
using namespace raffinate::speciation;

namespace {

double molar_mass(const std::string&) { return 0.1838; }  // [kg/mol]; any value will do

std::vector<Case> cases(const std::string& text) {
  base::Problems problems;
  auto result = read_cases(text, "cases.csv", "", molar_mass, problems);
  INFO(base::format(problems));
  REQUIRE(problems.empty());
  return result;
}

std::string refused(const std::string& text, const std::string& balance = "") {
  base::Problems problems;
  static_cast<void>(read_cases(text, "cases.csv", balance, molar_mass, problems));
  return base::format(problems);
}

/// The text of a single problem with its remedy.
std::string one_problem(const std::string& place, const std::string& what, const std::string& remedy) {
  return "cases.csv: 1 problem, nothing was run\n\n  " + place + "  " + what + "\n        " + remedy + "\n";
}

}  // namespace

TEST_CASE("a table without units is in degC and mol/kg") {
  const auto rows = cases("case,temperature,pH,pe,Na\nliquor,60,9.5,-2,0.25\n");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].name == "liquor");
  CHECK(rows[0].solution.temperature == Approx(333.15).epsilon(1e-14));
  CHECK(*rows[0].solution.pH == 9.5);
  CHECK(rows[0].solution.pe == -2);
  CHECK(rows[0].solution.totals[0].token == "Na");
  CHECK(rows[0].solution.totals[0].amount == 0.25);
}

TEST_CASE("units stand in brackets in the header") {
  const auto rows = cases("temperature [K], Na [mmol/kg]\n310, 250\n");
  CHECK(rows[0].solution.temperature == Approx(310).epsilon(1e-14));
  CHECK(rows[0].solution.totals[0].amount == Approx(0.25).epsilon(1e-14));
}

TEST_CASE("comments and empty lines are no cases") {
  CHECK(cases("# brines\n\ncase,Na\n# the first\na,1\n\nb,2\n").size() == 2);
}

TEST_CASE("a quoted name may hold commas") {
  const auto rows = cases("case,Na\n\"tank 1, top\",1\n");
  CHECK(rows[0].name == "tank 1, top");
}

TEST_CASE("a case without a name has its number") {
  CHECK(cases("Na\n1\n2\n")[1].name == "2");
}

TEST_CASE("an empty field is not given") {
  const auto rows = cases("case,pH,Na,Cl\na,,,1\n");
  CHECK_FALSE(rows[0].solution.pH.has_value());
  REQUIRE(rows[0].solution.totals.size() == 1);
  CHECK(rows[0].solution.totals[0].token == "Cl");
}

TEST_CASE("lines may end and files begin as spreadsheets write them") {
  const auto rows = cases("\xef\xbb\xbf" "case,Na\r\nliquor,1\r\n");
  CHECK(rows[0].name == "liquor");
  CHECK(rows[0].solution.totals[0].token == "Na");
}

TEST_CASE("a row with too few fields is refused with its place") {
  CHECK(refused("case,Na,Cl\na,1\n") ==
        one_problem("2:1", "row: expected 3 fields, got 2", "one field per column of the header"));
}

TEST_CASE("what is no number is refused with its place") {
  CHECK(refused("case,Na,Cl\na,1,none\n") ==
        one_problem("2:5", "Cl: expected a number, got \"none\"", "for example 0.25"));
}

TEST_CASE("nan is no number") {
  CHECK(refused("Na\nnan\n") == one_problem("2:1", "Na: expected a number, got \"nan\"", "for example 0.25"));
}

TEST_CASE("an unknown unit is refused once, in the header") {
  CHECK(refused("case,Na [foo]\na,1\nb,2\n") ==
        one_problem("1:6", "Na: expected a molality or a concentration or a density or mass concentration, got \"1 foo\": "
                    "unknown unit \"foo\"", "try \"1 mol/kg\" or \"1 mol/L\" or \"1 g/L\""));
}

TEST_CASE("a unit of the wrong dimension is refused") {
  CHECK(refused("temperature [m]\n1\n") ==
        one_problem("1:1", "temperature: expected a temperature, got \"1 m\" (a length)",
                    "try \"1 degC\" or \"274.15 K\""));
}

TEST_CASE("two columns of one name are refused") {
  CHECK(refused("Na,Na\n1,2\n") == one_problem("1:4", "Na: two columns have this name", "keep one of them"));
}

TEST_CASE("a column without a name is refused") {
  CHECK(refused("Na,\n1,\n") ==
        one_problem("1:4", "header: a column without a name", "name the component, or remove the column"));
}

TEST_CASE("an empty table is refused") {
  CHECK(refused("# nothing\n") == one_problem("1:1", "table: it is empty",
                                              "a header with the names of the columns, then one solution per line"));
}

TEST_CASE("a component that closes the charge needs a pH in every row") {
  CHECK(refused("case,pH,Na\na,7,1\nb,,1\n", "Na") ==
        one_problem("3:1", "row: no pH: only where it is given can Na close the charge balance",
                    "add the pH, or let the proton close it"));
}

TEST_CASE("all problems of a table are shown at once") {
  base::Problems problems;
  static_cast<void>(read_cases("Na,Cl\nx,y\n1\n", "cases.csv", "", molar_mass, problems));
  CHECK(problems.size() == 3);
}

TEST_CASE("a column per volume is in moles per cubic metre, by mass with the molar mass") {
  const auto rows = cases("Na [mol/L],W [g/L]\n1.5,18.38\n");
  CHECK(rows[0].solution.totals.empty());
  CHECK(rows[0].solution.per_volume[0].amount == Approx(1500).epsilon(1e-14));
  CHECK(rows[0].solution.per_volume[1].amount == Approx(100).epsilon(1e-14));
}

TEST_CASE("a column may be of a mineral that reacts, empty where it does not") {
  const auto rows = cases("Na,mineral:CaWO4 [mmol/kg]\n1,5\n1,\n");
  REQUIRE(rows[0].solution.minerals.size() == 1);
  CHECK(rows[0].solution.minerals[0].name == "CaWO4");
  CHECK(rows[0].solution.minerals[0].amount == Approx(0.005).epsilon(1e-14));
  CHECK(rows[1].solution.minerals.empty());
}
