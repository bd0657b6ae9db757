#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "units/parse.hpp"

using namespace raffinate;

namespace {

/// Message and remedy of a refusal, "message | remedy"; "accepted" if there is none.
std::string refusal(const std::string& text, const std::string& unit) {
  try {
    static_cast<void>(units::to_si(text, unit));
  } catch (const units::UnitError& error) {
    return error.message() + " | " + error.remedy();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a quantity is read into SI whatever spelling of the unit is asked for") {
  CHECK(units::to_si("5 g/L", "kg/m3") == Approx(5));
  CHECK(units::to_si("5 g/L", "mg/L") == Approx(5));
  CHECK(units::to_si("10m3", "m3") == Approx(10));
  CHECK(units::to_si("  1.5e-3  m3/h ", "m3/s") == Approx(1.5e-3 / 3600));
  CHECK(units::to_si("-842.9 kJ/mol", "J/mol") == Approx(-842900));
  CHECK(units::to_si("+3 bar", "Pa") == Approx(3e5));
  CHECK(units::to_si("2500 t/a", "kg/s") == Approx(2.5e6 / (365 * 86400.)));
}

TEST_CASE("plain numbers may be percentages") {
  CHECK(units::to_si("0.3", "1") == Approx(0.3));
  CHECK(units::to_si("30 %", "1") == Approx(0.3));
  CHECK(units::to_si("30%", "1") == Approx(0.3));
  CHECK(units::to_si("45 wt%", "1") == Approx(0.45));
  CHECK(units::to_si("200 ppm", "1") == Approx(2e-4));
  CHECK(units::to_si("4 g/g", "1") == Approx(4));
}

TEST_CASE("a temperature has a zero, a difference of temperatures has none") {
  CHECK(units::to_si("95 degC", "K") == Approx(368.15).epsilon(1e-14));
  CHECK(units::to_si("95 °C", "degC") == Approx(368.15).epsilon(1e-14));
  CHECK(units::to_si("300 K", "degC") == 300);
  CHECK(units::from_si(368.15, "degC") == Approx(95));
  CHECK(units::to_si("10 K", "delta_K") == 10);
  CHECK(units::from_si(10, "delta_K", "delta_K") == 10);
  CHECK(refusal("10 degC", "delta_K") ==
        "expected a temperature difference, got \"10 degC\" (a temperature) | try \"10 K\"");
  CHECK(refusal("-300 degC", "K") == "\"-300 degC\" is below absolute zero | the lowest temperature is -273.15 degC");
}

TEST_CASE("values survive the way to SI and back") {
  const auto [unit, value] = GENERATE(table<std::string, double>(
      {{"g/L", 5}, {"degC", 60}, {"t/a", 2500}, {"bar", 1.01325}, {"kWh/t", 35}, {"%", 12}, {"kJ/mol", -1075.7}, {"L/min", 3}}));
  CAPTURE(unit);
  const double si = units::to_si(std::to_string(value) + " " + unit, unit);
  CHECK(units::from_si(si, unit) == Approx(value).epsilon(1e-12));
}

TEST_CASE("a wrong dimension is named and put right in the user's number") {
  CHECK(refusal("10 m", "m3") == "expected a volume, got \"10 m\" (a length) | try \"10 m3\" or \"10000 L\"");
  CHECK(refusal("95 m", "K") == "expected a temperature, got \"95 m\" (a length) | try \"95 degC\" or \"368.15 K\"");
  CHECK(refusal("3 kg", "t/a") == "expected a mass flow, got \"3 kg\" (a mass) | try \"3 t/a\" or \"0.342466 kg/h\"");
  CHECK(refusal("5 g/L", "1") ==
        "expected a plain number, got \"5 g/L\" (a density or mass concentration) | try \"5\" or \"500 %\"");
  CHECK(refusal("5 m5", "m3") == "expected a volume, got \"5 m5\" (a quantity in m5) | try \"5 m3\" or \"5000 L\"");
}

TEST_CASE("a bare number is no dimensional quantity") {
  CHECK(refusal("10", "m3") == "expected a volume, got the bare number \"10\" | add a unit, for example \"10 m3\" or \"10000 L\"");
  CHECK(refusal("0", "Pa") == "expected a pressure, got the bare number \"0\" | add a unit, for example \"0 bar\" or \"0 kPa\"");
}

TEST_CASE("what is no finite number is refused") {
  for (const char* text : {"nan m3", "NaN", ".nan", "inf m3", "-inf m3", "1e999 m3", "big", "", "m3", "1e308 km3"}) {
    CAPTURE(text);
    CHECK(refusal(text, "m3").find(" | write a number and a unit, for example \"10 m3\" or \"10000 L\"") != std::string::npos);
  }
  CHECK(refusal("", "m3").find("expected a volume, got nothing") == 0);
  CHECK(refusal("x", "1") == "expected a plain number, got \"x\" | write a number, for example \"0.5\" or \"50 %\"");
}

TEST_CASE("slips in the unit are explained") {
  CHECK(refusal("1,5 m3", "m3") == "expected a volume, got \"1,5 m3\" | write a decimal point, not a comma");
  CHECK(refusal("3 kWhh", "J") ==
        "expected an energy, got \"3 kWhh\": unknown unit \"kWhh\"; did you mean \"kWh\"? | try \"3 kJ\" or \"0.000833333 kWh\"");
  CHECK(refusal("3 Nm3/h", "m3/h") ==
        "expected a volume flow, got \"3 Nm3/h\": a normal cubic metre is an amount of gas, not a volume | "
        "1 Nm3 (0 degC, 101325 Pa) is 44.615 mol: write mol/s, kmol/h or kg/h");
  CHECK(refusal("3 ton", "kg") == "expected a mass, got \"3 ton\": \"ton\" may be 907, 1000 or 1016 kg | write \"t\" for 1000 kg");
  CHECK(refusal("1 000 m3", "m3").find("unknown unit \"000 m3\"") != std::string::npos);
}

TEST_CASE("of several admitted dimensions the one given is reported") {
  const std::vector<std::string> admitted{"kg/h", "mol/h"};
  CHECK(units::to_si("3.6 t/h", admitted).si == Approx(1));
  CHECK(units::to_si("3.6 t/h", admitted).unit == 0);
  CHECK(units::to_si("3.6 kmol/h", admitted).unit == 1);
  CHECK_THROWS_WITH(units::to_si("3 L", admitted),
                    "expected a mass flow or a molar flow, got \"3 L\" (a volume) (try \"3 kg/h\" or \"3 mol/h\")");
}

TEST_CASE("units have names and SI forms") {
  CHECK(units::dimension_name("m3") == "a volume");
  CHECK(units::dimension_name("g/L") == "a density or mass concentration");
  CHECK(units::dimension_name("delta_K") == "a temperature difference");
  CHECK(units::dimension_name("m5") == "a quantity in m5");
  CHECK(units::si_unit("g/L") == "kg/m3");
  CHECK(units::si_unit("degC") == "K");
  CHECK(units::si_unit("m5/h") == "m5.s-1");
  CHECK(units::same_dimension("kWh", "J"));
  CHECK_FALSE(units::same_dimension("K", "delta_K"));
  CHECK_THROWS_AS(units::from_si(1, "m3", "kg"), units::UnitError);
  CHECK_THROWS_AS(units::to_si("1 m", "nonsense"), units::UnitError);
}

TEST_CASE("values are shown with few digits") {
  CHECK(units::format(368.15, "degC") == "95 degC");
  CHECK(units::format(10, "m3") == "10 m3");
  CHECK(units::format(0.25, "1") == "0.25");
  CHECK(units::format(0.25, "%") == "25 %");
  CHECK(units::format(10, "delta_K") == "10 K");
}

TEST_CASE("quantities may be read in several threads at once") {
  std::vector<double> sums(4, 0);
  std::vector<std::thread> threads;
  for (double& sum : sums) {
    threads.emplace_back([&sum] {
      for (int i = 0; i < 500; ++i) sum += units::to_si("2 g/L", "kg/m3");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const double sum : sums) CHECK(sum == Approx(1000));
}
