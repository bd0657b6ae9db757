#include <catch2/catch.hpp>

#include "small_database.hpp"

using namespace raffinate::phreeqc;

TEST_CASE("a database without a block of its own has Davies and extended Debye-Hueckel") {
  CHECK(load(small_database).activity_model() == ActivityModel::ion_association);
}

TEST_CASE("Pitzer parameters keep species in the order written and up to six coefficients") {
  const auto database = load_with(R"(
PITZER
-B0
  Cl-   Na+   7.534e-2  9598.4  35.48  -5.8731e-2  1.798e-5  -5e5  # 6
  Fe++  Cl-   0.3359
-LAMBDA
  CO2   Na+   0.085
-psi
  Cl- Na+ OH- -0.006
-ALPHAS
  Fe+2 CO3-2 1.4 12
)");
  CHECK(database.activity_model() == ActivityModel::pitzer);
  const auto& parameters = database.contents().pitzer;
  REQUIRE(parameters.size() == 5);
  CHECK(parameters[0].kind == PitzerKind::b0);
  CHECK(parameters[0].species == std::vector<std::string>{"Cl-", "Na+"});
  CHECK(parameters[0].coefficients[5] == -5e5);
  CHECK(parameters[1].species[0] == "Fe+2");
  CHECK(parameters[1].coefficients[1] == 0);
  CHECK(parameters[2].kind == PitzerKind::lambda);
  CHECK(parameters[3].kind == PitzerKind::psi);
  CHECK(parameters[3].species.size() == 3);
  CHECK(parameters[3].coefficients[0] == -0.006);
  CHECK(parameters[4].kind == PitzerKind::alphas);
  CHECK(parameters[4].coefficients[1] == 12);
}

TEST_CASE("lambda may be written with one m less") {
  CHECK(load_with("PITZER\n-lamda\nCO2 Na+ 0.1\n").contents().pitzer.at(0).kind == PitzerKind::lambda);
}

TEST_CASE("the switches of a Pitzer block have the defaults of PHREEQC") {
  const auto plain = load_with("PITZER\n").contents().pitzer_options;
  CHECK(plain.macinnes);
  CHECK(plain.unsymmetrical);
  CHECK_FALSE(plain.redox);
  const auto set = load_with("PITZER\n-MacInnes false\n-use_etheta F\n-redox\n").contents().pitzer_options;
  CHECK_FALSE(set.macinnes);
  CHECK_FALSE(set.unsymmetrical);
  CHECK(set.redox);
}

TEST_CASE("a Pitzer line with a species too few is refused") {
  CHECK_THAT(refusal("PITZER\n-psi\nCl- Na+ -0.006\n"), Catch::Contains("expected 3 species and a number"));
}

TEST_CASE("SIT coefficients are told apart by kind") {
  const auto database =
      load_with("SIT\n-epsilon\nNa+ Cl- 0.03\n-epsilon1\nH+ Cl- 0.1 2 3 4 5\n");
  CHECK(database.activity_model() == ActivityModel::sit);
  const auto& parameters = database.contents().sit;
  REQUIRE(parameters.size() == 2);
  CHECK(parameters[0].kind == SitKind::epsilon);
  CHECK(parameters[0].species[1] == "Cl-");
  CHECK(parameters[1].kind == SitKind::epsilon1);
  CHECK(parameters[1].coefficients[4] == 5);
}

TEST_CASE("a kind of SIT coefficient that PHREEQC does not have is refused") {
  CHECK_THAT(refusal("SIT\n-epsilon2\nH+ Cl- 0.2\n"), Catch::Contains("stands before an option that says what follows"));
}

TEST_CASE("a Pitzer block wins over a SIT block") {
  CHECK(load_with("PITZER\nSIT\n").activity_model() == ActivityModel::pitzer);
}

TEST_CASE("the table of LLNL is read over several lines, temperatures in kelvin") {
  const auto database = load_with(R"(
LLNL_AQUEOUS_MODEL_PARAMETERS
-temperatures
   0.01 25
   60
-dh_a
   0.49 0.51 0.55
-dh_b 0.32 0.33 0.34
-bdot
   0.037 0.041 0.044
-co2_coefs
   -1.03 0.0013
   256 0.44
   -0.0016
)");
  CHECK(database.activity_model() == ActivityModel::bdot);
  const auto& table = *database.contents().bdot;
  REQUIRE(table.temperature.size() == 3);
  CHECK(table.temperature[1] == Approx(298.15));
  CHECK(table.b[2] == 0.34);
  CHECK(table.co2[4] == -0.0016);
}

TEST_CASE("a table of LLNL with columns of unlike length is refused") {
  CHECK_THAT(refusal("LLNL_AQUEOUS_MODEL_PARAMETERS\n-temperatures 0 25\n-dh_a 0.5\n-dh_b 0.3 0.3\n-bdot 0 0\n"),
             Catch::Contains("2 temperatures, 1 of dh_a"));
}
