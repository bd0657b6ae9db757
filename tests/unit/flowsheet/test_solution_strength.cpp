#include <catch2/catch.hpp>

#include "golden.hpp"
#include "model/workspace.hpp"

using namespace raffinate;
using test::golden;

namespace {

/// A tank that is filled with a material.
std::string tank(const std::string& material) {
  return "run: {duration: 2 h}\nunits:\n  water: {type: feed, mass_flow: 200 kg/h, material: {composition: {H2O: 100 %}}}\n"
         "  tank: {type: stirred_tank, filling: " + material + "}\n"
         "streams:\n  into: {from: water, to: tank.feed}\n  out: {from: tank.out, to: product}\n";
}

std::shared_ptr<const model::Model> model_of(const std::string& material) {
  return model::Model::compile(flowsheet::parse(tank(material), "plant.yaml").plant);
}

/// Mass fraction in the liquor of a salt with one of `ion` and a molar mass [kg/mol].
double fraction(const model::Model& model, const std::string& ion, double molar_mass) {
  double amount = 0.0, mass = 0.0;
  for (int i = 0; i < model.state_count(); ++i) {
    const double value = model.initial()[static_cast<std::size_t>(i)];
    if (model.unknown_name(i) == "tank." + ion) amount = value;
    if (model.unknown_name(i) == "tank.liquid_mass") mass = value;
  }
  return amount * molar_mass / mass;
}

std::vector<unitops::Doubt> doubts(const std::string& material) { return model_of(material)->doubts(); }

}  // namespace

TEST_CASE("a concentration has the mass fraction that handbooks give for it") {
  // CRC Handbook, 20 degC: 36 % NaOH has 1.390 g/mL, 30 % H2SO4 1.219 g/mL.
  CHECK(fraction(*model_of("{composition: {NaOH: 500.4 g/L}, temperature: 20 degC}"), "Na+", 0.039997) == Approx(0.36).epsilon(2e-3));
  CHECK(fraction(*model_of("{composition: {H2SO4: 3.728 mol/L}, temperature: 20 degC}"), "SO4-2", 0.098079) == Approx(0.30).epsilon(2e-3));
}

TEST_CASE("a litre of a slurry's solution is a litre without the solids") {
  const auto clear = model_of("{composition: {Na2WO4: 150 g/L}}"), slurry = model_of("{composition: {Na2WO4: 150 g/L, SiO2: 30 %}}");
  CHECK(fraction(*slurry, "WO4-2", 0.29382) == Approx(fraction(*clear, "WO4-2", 0.29382)).epsilon(1e-12));
}

TEST_CASE("two salts in a litre are both there") {
  // Their solution weighs what the mixing rule of Laliberte says, so that only the ratio is known beforehand.
  const auto model = model_of("{composition: {Na2SO4: 100 g/L, CoSO4: 1 mol/L}}");
  const double sodium = fraction(*model, "Na+", 1.0), cobalt = fraction(*model, "Co+2", 1.0);
  CHECK(sodium / cobalt == Approx(2.0 * 100.0 / 142.04).epsilon(1e-4));
  CHECK(cobalt * 1.0 > 1.0 / 1.3);  // [mol/kg] at 1.0 to 1.3 kg/L
  CHECK(cobalt * 1.0 < 1.0 / 1.0);
}

TEST_CASE("a concentration that no solution has is refused with the strongest that is known") {
  CHECK(golden(tank("{composition: {NaOH: 1600 g/L}}")) ==
        R"(plant.yaml: 1 problem, nothing was run

  4:54  tank.filling.composition.NaOH: 1600 g/L in all is more than a solution of known density holds: 763.8 g/L at 50.3 % by mass, where a litre weighs 1519 g (25 degC)
    4 |   tank: {type: stirred_tank, filling: {composition: {NaOH: 1600 g/L}}}
      |                                                      ^^^^ is it the strength before dilution, or the density of the reagent itself? Or give the mass fraction
)");
}

TEST_CASE("what has no density as a solution is given by mass") {
  CHECK(golden(tank("{composition: {SiO2: 10 g/L, CoSO4: 100 g/L}, temperature: 10 degC}")) ==
        R"(plant.yaml: 2 problems, nothing was run

  4:54  tank.filling.composition.SiO2: the density of solutions of SiO2 is not known, so "per volume" says nothing
    4 |   tank: {type: stirred_tank, filling: {composition: {SiO2: 10 g/L, CoSO4: 100 g/L}, temperature: 10 degC}}
      |                                                      ^^^^ give its mass fraction, for example "SiO2: 20 %"
  4:68  tank.filling.composition.CoSO4: the density of solutions of CoSO4 is known from 25 to 75 degC, and this one has 10 degC
    4 |   tank: {type: stirred_tank, filling: {composition: {SiO2: 10 g/L, CoSO4: 100 g/L}, temperature: 10 degC}}
      |                                                                    ^^^^^ give its mass fraction, or the temperature at which it was measured
)");
}

TEST_CASE("a material needs room for its solution") {
  CHECK_THAT(golden(tank("{composition: {SiO2: 100 %, NaOH: 100 g/L}}")),
             Catch::Contains("what is given by mass leaves nothing for this solution"));
}

TEST_CASE("more than water dissolves is doubted where it stands, and hot it is not") {
  const auto cold = doubts("{composition: {NaOH: 60 %}, temperature: 25 degC}");
  REQUIRE(cold.size() == 1);
  CHECK(cold[0].path == "tank.filling.composition.NaOH");
  CHECK(cold[0].where.line == 4);
  CHECK(cold[0].implausible);
  CHECK(cold[0].value == Approx(0.6));
  CHECK(cold[0].limit == Approx(0.534).margin(0.005));  // 114 g per 100 g of water
  CHECK(doubts("{composition: {NaOH: 60 %}, temperature: 60 degC}").empty());
}

TEST_CASE("strengths as they are sold are not doubted") {
  CHECK(doubts("{composition: {NaOH: 50 %}}").empty());
  CHECK(doubts("{composition: {H2SO4: 70 %}}").empty());
  CHECK(doubts("{composition: {HCl: 37 %}}").empty());
}

TEST_CASE("a solution stronger than all whose density was measured is a note, as it may exist") {
  const auto found = doubts("{composition: {MgSO4: 30 %}}");
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found[0].implausible);
  CHECK(found[0].limit == Approx(0.2682));
}

TEST_CASE("solids beside a salt do not make its solution stronger") {
  CHECK(doubts("{composition: {NaOH: 20 %, SiO2: 40 %}}").empty());
  CHECK(doubts("{composition: {NaOH: 20 %, SiO2: 70 %}}").size() == 1);
}

TEST_CASE("concentrated sulfuric acid is dosed as it is sold, and its heat of dilution is doubted") {
  const std::string sheet = "run: {duration: 2 h}\nunits:\n"
                            "  acid: {type: feed, mass_flow: 20 kg/h, material: {composition: {H2SO4: 98 %}}}\n"
                            "  tank: {type: stirred_tank, filling: {composition: {H2O: 100 %}}}\n"
                            "streams:\n  into: {from: acid, to: tank.feed}\n  out: {from: tank.out, to: product}\n";
  const auto model = model::Model::compile(flowsheet::parse(sheet, "plant.yaml").plant);
  REQUIRE(model->doubts().size() == 2);  // and its density is not known
  CHECK_THAT(model->doubts()[1].message, Catch::Contains("sets free more heat than computed"));
  model::Workspace workspace(model);
  auto x = model->initial();
  std::vector<double> rates(x.size());
  REQUIRE(workspace.rhs(0.0, x.data(), rates.data()));
  for (int i = 0; i < model->state_count(); ++i)
    if (model->unknown_name(i) == "tank.SO4-2") CHECK(rates[static_cast<std::size_t>(i)] == Approx(20.0 * 0.98 / 0.098079 / 3600.0).epsilon(1e-4));
}
