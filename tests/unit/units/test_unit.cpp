#include <catch2/catch.hpp>

#include "units/unit.hpp"

using namespace raffinate;

TEST_CASE("a unit is known by scale, offset and powers") {
  const auto litre = units::find_unit("L");
  REQUIRE(litre);
  CHECK(litre->to_si(1) == Approx(1e-3));
  CHECK(units::spell(litre->dimension) == "m3");
  CHECK(units::spell(units::find_unit("g/L")->dimension) == "m-3.kg");
  CHECK(units::spell(units::Dimension{}) == "1");
}

TEST_CASE("temperature scales have their offsets") {
  CHECK(units::find_unit("degC")->to_si(95) == Approx(368.15).epsilon(1e-14));
  CHECK(units::find_unit("degF")->to_si(212) == Approx(373.15).epsilon(1e-12));
  CHECK(units::find_unit("degF")->from_si(273.15) == Approx(32).epsilon(1e-10));
  CHECK(units::find_unit("W/m2/degC")->offset == 0);
}

TEST_CASE("what is no plain unit is not found") {
  CHECK_FALSE(units::find_unit("furlongish"));
  CHECK_FALSE(units::find_unit("seconds since 2000-01-01"));
  CHECK_FALSE(units::find_unit("lg(re 1 mW)"));
}
