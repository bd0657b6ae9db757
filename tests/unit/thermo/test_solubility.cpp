#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "data.hpp"

using namespace raffinate::thermo;

TEST_CASE("sodium tungstate dissolves as Funk measured") {
  // Funk, Ber. Dtsch. Chem. Ges. 33 (1900) 3696: wt% of the dihydrate branch.
  const std::vector<std::pair<double, double>> funk{{21, 42.27}, {43.5, 43.98}, {80.5, 47.65}, {100, 49.31}};
  for (const auto& [celsius, percent] : funk) {
    INFO(celsius << " C");
    const SolubilityCurve* curve = data().solubility("Na2WO4", celsius + 273.15);
    REQUIRE(curve != nullptr);
    CHECK(curve->solid == "Na2WO4:2H2O");
    const double s = curve->mass_ratio(celsius + 273.15);
    CHECK(100 * s / (1 + s) == Approx(percent).margin(0.4));
  }
}

TEST_CASE("the decahydrate of sodium tungstate is stable in the cold") {
  CHECK(data().solubility("Na2WO4", 273.15)->solid == "Na2WO4:10H2O");
  CHECK(data().solubility("Na2WO4", 283.15)->solid == "Na2WO4:2H2O");
}

TEST_CASE("cobalt sulfate has its solubilities") {
  CHECK(data().solubility("CoSO4", 293.15)->mass_ratio(293.15) == Approx(0.361).margin(0.005));
  CHECK(data().solubility("CoSO4", 363.15)->solid == "CoSO4:H2O");
}

TEST_CASE("there is no solubility outside the measurements") {
  CHECK(data().solubility("Na2WO4", 400) == nullptr);
  CHECK(data().solubility("unobtainium", 300) == nullptr);
}
