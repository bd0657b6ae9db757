#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "units/spelling.hpp"

using namespace raffinate;

TEST_CASE("plant spellings mean what an engineer means") {
  const auto [text, si, value] = GENERATE(table<std::string, std::string, double>({
      {"t/a", "kg.s-1", 1000. / (8760 * 3600)},
      {"h/a", "1", 1. / 8760},
      {"%", "1", 0.01},
      {"wt%", "1", 0.01},
      {"ppm", "1", 1e-6},
      {"L", "m3", 1e-3},
      {"m³/h", "m3.s-1", 1. / 3600},
      {"m^3/h", "m3.s-1", 1. / 3600},
      {"m3 h-1", "m3.s-1", 1. / 3600},
      {"m3·h⁻¹", "m3.s-1", 1. / 3600},
      {"µm", "m", 1e-6},
      {"μm", "m", 1e-6},
      {"um", "m", 1e-6},
      {"bar", "m-1.kg.s-2", 1e5},
      {"kWh", "m2.kg.s-2", 3.6e6},
      {"kWh/t", "m2.s-2", 3600},
      {"rpm", "s-1", 1. / 60},
      {"1/min", "s-1", 1. / 60},
      {"min-1", "s-1", 1. / 60},
      {"mol/L", "m-3.mol", 1000},
      {"M", "m-3.mol", 1000},
      {"cP", "m-1.kg.s-1", 1e-3},
      {"kcal/mol", "m2.kg.s-2.mol-1", 4184},
      {"kJ/(mol K)", "m2.kg.s-2.mol-1.K-1", 1000},
      {"W/m2/K", "kg.s-3.K-1", 1},
      {"g/t", "1", 1e-6},
      {"mol/m2/s", "m-2.s-1.mol", 1},
      {"1/a2", "s-2", 1. / (8760. * 3600 * 8760 * 3600)},
      {"d", "s", 86400},
      {"min", "s", 60},
  }));
  CAPTURE(text);
  const auto spelled = units::read_unit(text);
  REQUIRE(spelled.unit);
  CHECK(units::spell(spelled.unit->dimension) == si);
  CHECK(spelled.unit->to_si(1) == Approx(value).epsilon(1e-12));
}

TEST_CASE("temperatures may be written in several ways") {
  for (const char* text : {"degC", "°C", "C", "deg C", "celsius"}) {
    CAPTURE(text);
    REQUIRE(units::read_unit(text).unit);
    CHECK(units::read_unit(text).unit->to_si(25) == Approx(298.15));
  }
}

TEST_CASE("ambiguous units are refused with a reason") {
  for (const char* text : {"Nm3", "Nm3/h", "Nm³", "Sm3", "barg", "ton", "tons/h"}) {
    CAPTURE(text);
    const auto spelled = units::read_unit(text);
    CHECK_FALSE(spelled.unit);
    CHECK_FALSE(spelled.reason.empty());
    CHECK_FALSE(spelled.remedy.empty());
  }
  CHECK(units::read_unit("Nm").unit);  // a torque
}

TEST_CASE("numbers hidden in a unit are not taken for factors") {
  for (const char* text : {"m 3", "000 m3", "m3 2", "m*5", "2 m", "1", "K @ 5", "m3,", "m/3", "m.5"}) {
    CAPTURE(text);
    CHECK((std::string(text) == "1" || !units::read_unit(text).unit));
  }
}
