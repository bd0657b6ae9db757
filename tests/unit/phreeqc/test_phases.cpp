#include <catch2/catch.hpp>

#include "phreeqc/equation_text.hpp"
#include "small_database.hpp"

using namespace raffinate::phreeqc;

TEST_CASE("a phase is what it dissolves to") {
  const auto database = load(small_database);
  const Phase& oxide = *database.phase("Ironoxide");
  CHECK(oxide.formula_text == "Fe2O3");
  CHECK(oxide.formula.count("Fe") == 2);
  CHECK(coefficient(oxide.dissolution, "Fe+3") == 2);
  CHECK(coefficient(oxide.dissolution, "H+") == -6);
  CHECK(equation_text(oxide) == "Fe2O3 + 6 H+ = 2 Fe+3 + 3 H2O");
}

TEST_CASE("phases are found in any case") {
  const auto database = load(small_database);
  CHECK(database.phase("CALCITE") == database.phase("Calcite"));
  CHECK(database.phase("calcit") == nullptr);
}

TEST_CASE("a name that ends in (g) is a gas") {
  const auto database = load(small_database);
  CHECK(database.phase("CO2(g)")->is_gas);
  CHECK_FALSE(database.phase("Calcite")->is_gas);
}

TEST_CASE("a dissolution may have a negative term on the right") {
  const auto database = load_with("PHASES\nRust(s)\nFe(OH)3(s) = -3 H+ + Fe+3 + 3 H2O\nlog_k 4\n");
  CHECK(coefficient(database.phase("Rust(s)")->dissolution, "H+") == -3);
  CHECK(equation_text(*database.phase("Rust(s)")) == "Fe(OH)3 + 3 H+ = Fe+3 + 3 H2O");
}

TEST_CASE("dissolved species may be marked (aq)") {
  const auto database = load_with("PHASES\nIce\nH2O = H2O(l)\nDryIce\nCO2(s) = CO2(aq)\n");
  CHECK(coefficient(database.phase("Ice")->dissolution, "H2O") == 1);
  CHECK(coefficient(database.phase("DryIce")->dissolution, "CO2") == 1);
}

TEST_CASE("critical data of a gas are kept") {
  const auto database = load_with("PHASES\nCO2(g)\nCO2 = CO2\n-log_k -1.468; T_c 304.2; -P_c 72.86 ; -Omega 0.225\n");
  const Phase& gas = *database.phase("CO2(g)");
  CHECK(gas.critical_temperature == 304.2);
  CHECK(gas.critical_pressure == 72.86);
  CHECK(gas.acentric_factor == 0.225);
}

TEST_CASE("molar volumes are in cm3/mol unless a unit is written") {
  const auto volume = [](const std::string& text) {
    return *load_with("PHASES\nCalcite\nCaCO3 = CO3-2 + Ca+2\n-Vm " + text + "\n").phase("Calcite")->molar_volume;
  };
  CHECK(volume("36.9") == Approx(36.9e-6));
  CHECK(volume("36.9 cm3/mol # M/rho") == Approx(36.9e-6));
  CHECK(volume("0.0369 dm3/mol") == Approx(36.9e-6));
  CHECK(volume("36.9e-6 m3/mol") == Approx(36.9e-6));
}

TEST_CASE("a later definition of a phase replaces the earlier one") {
  const auto database = load_with("PHASES\ncalcite\nCaCO3 = CO3-2 + Ca+2\nlog_k -9\n");
  CHECK(database.contents().phases.size() == 3);
  CHECK(database.phase("Calcite")->k.at_298 == Approx(-9));
}
