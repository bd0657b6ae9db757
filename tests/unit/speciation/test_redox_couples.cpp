#include <catch2/catch.hpp>
#include <cmath>

#include "base/data_directory.hpp"
#include "speciation/build.hpp"
#include "../phreeqc/small_database.hpp"

using namespace raffinate;
using aqueous::RedoxCouple;

namespace {

double count(const RedoxCouple& couple, int species) {
  for (const auto& [index, coefficient] : couple.terms)
    if (index == species) return coefficient;
  return 0;
}

}  // namespace

TEST_CASE("a PHREEQC database has the couples of the valence states of a liquor") {
  const auto couples = speciation::redox_couples(load_with(""), {"H+", "Fe+3", "Na+", "Fe+2"});
  REQUIRE(couples.size() == 1);
  CHECK(couples[0].name == "Fe+3/Fe+2");
  CHECK(couples[0].electrons == 1);
  CHECK(couples[0].k.at_298 == 13);
  CHECK(count(couples[0], 1) == -1);
  CHECK(count(couples[0], 3) == 1);
}

TEST_CASE("a couple is written as a reduction whichever way the database forms it") {
  const auto couples = speciation::redox_couples(load_with(""), {"H+", "CH4", "CO3-2", "O2"});
  REQUIRE(couples.size() == 2);
  CHECK(couples[0].name == "O2/H2O");
  CHECK(couples[0].electrons == 4);
  CHECK(couples[0].water == 2);
  CHECK(couples[0].k.at_298 == 86);
  CHECK(count(couples[0], 0) == -4);
  CHECK(couples[1].name == "CO3-2/CH4");
  CHECK(couples[1].electrons == 8);
  CHECK(couples[1].k.at_298 == 41);
}

TEST_CASE("one valence state alone is no couple") {
  CHECK(speciation::redox_couples(load_with(""), {"H+", "Fe+3", "Na+"}).empty());
}

TEST_CASE("standard potentials of the project's couples are those of the textbooks") {
  const auto database = thermo::Database::load(base::data_directory());
  const std::pair<std::string, double> textbook[] = {{"Fe+3/Fe+2", 0.771}, {"Co+3/Co+2", 1.92}, {"H2O2/H2O", 1.763},
                                                     {"O2(aq)/H2O", 1.272}, {"NO3-/NO2-", 0.845}, {"SO4-2/HS-", 0.249}};
  const auto couples = speciation::redox_couples(
      database, {"H+", "Fe+2", "Fe+3", "Co+2", "Co+3", "H2O2", "O2(aq)", "NO3-", "NO2-", "SO4-2", "HS-"});
  REQUIRE(couples.size() == 6);
  for (std::size_t i = 0; i < couples.size(); ++i) {
    CHECK(couples[i].name == textbook[i].first);
    const double volts = aqueous::redox_potential(couples[i].k.at_298 / couples[i].electrons, 298.15);
    CHECK(volts == Approx(textbook[i].second).margin(0.005).epsilon(0));
  }
}
