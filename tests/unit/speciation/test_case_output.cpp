#include <catch2/catch.hpp>
#include <algorithm>
#include <sstream>

#include "solve.hpp"
#include "speciation/case_output.hpp"

using namespace raffinate::speciation;
using Catch::Contains;
using Catch::StartsWith;

namespace {

std::vector<std::string> lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> result;
  for (std::string line; std::getline(stream, line);) result.push_back(line);
  return result;
}

Case salt(const std::string& name, double sodium) {
  Case row{name, {}};
  row.solution.totals = {{"Na", sodium}, {"Cl", 1}};
  return row;
}

/// One solution that converges, one that is refused.
std::vector<std::string> table(Detail detail) {
  const std::vector<Case> cases{salt("tank 1, top", 1), salt("wrong", -1)};
  std::vector<Result> results;
  for (const Case& row : cases) results.push_back(solve::with_brine(row.solution));
  return lines(to_csv(cases, results, detail));
}

}  // namespace

TEST_CASE("a table of results has a line for each case, refused ones with the reason") {
  const auto rows = table(Detail::summary);
  REQUIRE(rows.size() == 3);
  CHECK_THAT(rows[1], StartsWith("\"tank 1, top\",converged,298.15,"));
  CHECK_THAT(rows[2], StartsWith("wrong,\"refused: the amount of Na must not be negative\","));
}

TEST_CASE("the summary has totals and no species") {
  CHECK(table(Detail::summary)[0] ==
        "case,status,temperature [K],pH,pe,ionic_strength,la_H2O,charge,solvent_water,density [kg/m3],"
        "without_coefficients,enthalpy [J/kg],left_out,total_Na,total_Cl");
}

TEST_CASE("the whole table has molalities, activities and saturation indices") {
  const std::string header = table(Detail::all)[0];
  CHECK_THAT(header, Contains(",m_Na+") && Contains(",la_Na+") && Contains(",si_Halite"));
}

TEST_CASE("every line has as many fields as the header") {
  const auto rows = table(Detail::all);
  const auto commas = [](const std::string& line) { return std::count(line.begin(), line.end(), ','); };
  CHECK(commas(rows[1]) == commas(rows[0]) + 1);  // one within the quotes of the name
  CHECK(commas(rows[2]) == commas(rows[0]));
}
