#include <catch2/catch.hpp>

#include "phreeqc/equation_text.hpp"
#include "small_database.hpp"

using namespace raffinate::phreeqc;

namespace {

/// NaCl or, if the options are for an ion, NaCl2- with these options.
Database with(const std::string& options) {
  return load_with("SOLUTION_SPECIES\nNa+ + Cl- = NaCl\n" + options + "\nNa+ + 2 Cl- = NaCl2-\n" + options + "\n");
}

}  // namespace

TEST_CASE("a species is what its association adds up to") {
  const auto database = load(small_database);
  const Species& carbon_dioxide = *database.species("CO2");
  REQUIRE(carbon_dioxide.association.size() == 3);
  CHECK(coefficient(carbon_dioxide.association, "HCO3-") == 1);
  CHECK(coefficient(carbon_dioxide.association, "H+") == 1);
  CHECK(coefficient(carbon_dioxide.association, "H2O") == -1);
  CHECK(equation_text(carbon_dioxide) == "HCO3- + H+ = CO2 + H2O");
}

TEST_CASE("an identity makes a species without association") {
  const auto database = load(small_database);
  CHECK(database.species("Na+")->association.empty());
  CHECK(equation_text(*database.species("Na+")) == "Na+ = Na+");
}

TEST_CASE("species are found under any spelling of their charge") {
  const auto database = load(small_database);
  CHECK(database.species("Fe+++") == database.species("Fe+3"));
  CHECK(database.species("Fe+3") != nullptr);
  CHECK(database.species("Fe+4") == nullptr);
  CHECK(database.species("nonsense+-") == nullptr);
}

TEST_CASE("ions have Davies, neutral species 0.1 I, water and the electron unity") {
  const auto database = load(small_database);
  CHECK(database.species("Na+")->activity.kind == ActivityKind::davies);
  CHECK(database.species("CO2")->activity.kind == ActivityKind::uncharged);
  CHECK(database.species("H2O")->activity.kind == ActivityKind::unity);
  CHECK(database.species("e-")->activity.kind == ActivityKind::unity);
}

TEST_CASE("-gamma gives ion size and slope, the last one counts") {
  const auto activity = with("-gamma 9 9\n-gamma 4.08 0.082").species("NaCl2-")->activity;
  CHECK(activity.kind == ActivityKind::debye_hueckel);
  CHECK(activity.ion_size == 4.08);
  CHECK(activity.slope == 0.082);
}

TEST_CASE("the equations of LLNL and of isotopes are told apart") {
  CHECK(with("-llnl_gamma 3.5").species("NaCl2-")->activity.kind == ActivityKind::bdot);
  CHECK(with("-llnl_gamma 3.5").species("NaCl2-")->activity.ion_size == 3.5);
  CHECK(with("-CO2_llnl_gamma").species("NaCl")->activity.kind == ActivityKind::drummond);
  CHECK(with("-activity_water").species("NaCl")->activity.kind == ActivityKind::water);
}

TEST_CASE("parameters of apparent volumes are kept, missing ones are zero") {
  const auto volume = with("-Vm 2.28 -4.38 -4.1 -0.586 0.09").species("NaCl")->volume;
  REQUIRE(volume);
  CHECK((*volume)[3] == -0.586);
  CHECK((*volume)[9] == 0);
}

TEST_CASE("a mole balance counts valence states in place of the formula") {
  const auto database = with("-mole_balance Fe(2)C(-4)2");
  const auto& counts = database.species("NaCl")->counts;
  REQUIRE(counts);
  CHECK(coefficient(*counts, "Fe(2)") == 1);
  CHECK(coefficient(*counts, "C(-4)") == 2);
}

TEST_CASE("a later definition of a species replaces the earlier one, options and all") {
  const auto database = load_with("SOLUTION_SPECIES\nCO3-2 + H+ = HCO3-\n-gamma 5 0\nCO3-2 + H+ = HCO3-\nlog_k 11\n");
  CHECK(database.species("HCO3-")->k.at_298 == Approx(11));
  CHECK(database.species("HCO3-")->activity.kind == ActivityKind::davies);
  REQUIRE(database.contents().skipped.size() == 2);
  CHECK(database.contents().skipped[1].entry == "HCO3-");
  CHECK(database.contents().skipped[1].reason == "replaced in line " + std::to_string(first_line_after() + 3));
}

TEST_CASE("an unbalanced reaction is accepted with -no_check") {
  const auto database = load_with("SOLUTION_SPECIES\nCl- = Cl2-2\n-no_check\n");
  CHECK_FALSE(database.species("Cl2-2")->checked);
}

TEST_CASE("options that are known and not used are listed with the reason") {
  const auto database = with("-dw 1.33e-9 75");
  REQUIRE(database.contents().skipped.size() == 2);
  CHECK(database.contents().skipped[0].block == "SOLUTION_SPECIES");
  CHECK(database.contents().skipped[0].entry == "-dw");
  CHECK_THAT(database.contents().skipped[0].reason, Catch::Contains("diffusion"));
}

TEST_CASE("an option that is not known is listed, not fatal") {
  const auto database = with("-shoe_size 43");
  REQUIRE(database.contents().skipped.size() == 2);
  CHECK(database.contents().skipped[0].entry == "-shoe_size");
}
