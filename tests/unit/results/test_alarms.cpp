#include <catch2/catch.hpp>

#include "results/alarms.hpp"
#include "unit/results/small_plant.hpp"

using namespace raffinate;

namespace {
constexpr const char* high_level = "the slurry rose 10 % above the weir: check the weir time and the feeds";
}

TEST_CASE("what units watch for is a finding with when it came first and how often") {
  const auto model = tests::leach_plant();
  results::Alarms alarms(*model);
  alarms.add(3600.0, "leach", "high_level", high_level);
  alarms.add(5400.0, "leach", "high_level", "over");
  alarms.add(7200.0, "leach", "high_level", high_level);
  const auto findings = alarms.findings();
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].unit == "leach");
  CHECK(findings[0].severity == results::Severity::implausible);
  CHECK(findings[0].message == std::string(high_level) + " (at 1 h and 1 more)");
}

TEST_CASE("modes that begin are no alarms, nor is anything of a unit that is not there") {
  const auto model = tests::leach_plant();
  results::Alarms alarms(*model);
  alarms.add(3600.0, "leach", "step", "begins to filter");
  alarms.add(3600.0, "elsewhere", "high_level", high_level);
  CHECK(alarms.findings().empty());
}
