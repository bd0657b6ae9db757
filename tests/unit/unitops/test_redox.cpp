#include <catch2/catch.hpp>
#include <cmath>

#include "base/errors.hpp"
#include "support/small_plant.hpp"

using namespace raffinate::test;

namespace {

constexpr double gas_constant = 8.31446261815324, faraday = 96485.33212;

/// A tank that nothing flows through.
SmallPlant closed_tank(const SmallPlant::Chemistry& chemistry, const std::string& filling, const std::string& more) {
  SmallPlant plant(chemistry);
  plant.unit("none", "feed", "{mass_flow: 0 kg/s, material: {}}");
  plant.unit("tank", "stirred_tank", "{volume: 1 m3, outflow: 0 m3/s, filling: {composition: " + filling + "}" + more + "}");
  plant.stream("feed", "none.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  return plant;
}

const std::string iron_nitrate = R"({iron_nitrate: {equation: 2 Fe+2 + NO3- + 2 H+ = 2 Fe+3 + NO2- + H2O, source: test,
                                       rate: {law: redox, k: 1e-3 1/s}}})";

/// Ferrous iron and nitrate in sulfuric acid, which go some way towards ferric iron and nitrite.
SmallPlant exchanging_tank(const std::string& more) {
  return closed_tank({.components = {"H2O", "H+", "Na+", "SO4-2", "Fe+2", "Fe+3", "NO3-", "NO2-"},
                      .reactions = iron_nitrate},
                     "{FeSO4: 1 %, NaNO3: 0.5 %, H2SO4: 2 %}", ", reactions: [iron_nitrate]" + more);
}

std::string refusal(const SmallPlant::Chemistry& chemistry, const std::string& filling, const std::string& more) {
  try {
    (void)closed_tank(chemistry, filling, more);
  } catch (const raffinate::base::InputError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("the potential of a tank is that of the couple its input names, by Nernst") {
  const SmallPlant plant = closed_tank({.components = {"H2O", "H+", "Na+", "NO3-", "NO2-"}, .activity = "ideal"},
                                       "{NaOH: 0.1 %, NaNO3: 0.5 %, NaNO2: 0.2 %}", ", orp_couple: NO3-/NO2-");
  const double T = plant.channel("tank.temperature"), pe = plant.channel("tank.pe");
  CHECK(plant.channel("tank.Eh") == Approx(pe * std::log(10.0) * gas_constant * T / faraday).epsilon(1e-12));
  // log K 28.57 and the heat of reduction, -206.85 + 104.6 + 285.83 kJ/mol, are those of the data; ideal water.
  const double hydroxide = -plant.state("tank.H+"), water = plant.state("tank.H2O") - hydroxide;
  const double solutes = 2 * plant.state("tank.Na+");
  const double ln_k = 28.57 * std::log(10.0) - 183.58e3 / gas_constant * (1 / 298.15 - 1 / T);
  const double ln_ratio = std::log(plant.state("tank.NO3-") / plant.state("tank.NO2-"));
  const double ln_electron = -0.5 * (ln_k + ln_ratio - 2 * plant.channel("tank.pH") * std::log(10.0) + solutes / water);
  CHECK(pe == Approx(-ln_electron / std::log(10.0)).epsilon(1e-8));  // nitrous acid: 1e-9 of the nitrite
}

TEST_CASE("a tank with iron in two states shows the potential of iron unasked") {
  CHECK(exchanging_tank("").channel("tank.Eh") == exchanging_tank(", orp_couple: Fe+3/Fe+2").channel("tank.Eh"));
}

TEST_CASE("a couple that electrodes do not answer to is shown only when asked for") {
  const SmallPlant plant = closed_tank({.components = {"H2O", "H+", "Na+", "NO3-", "NO2-"}}, "{NaNO3: 1 %, NaNO2: 1 %}", "");
  CHECK_THROWS(plant.channel("tank.Eh"));
}

TEST_CASE("a couple that the liquor does not have is refused with those it has") {
  const SmallPlant::Chemistry nitrite{.components = {"H2O", "H+", "Na+", "NO3-", "NO2-"}};
  CHECK_THAT(refusal(nitrite, "{NaNO3: 1 %, NaNO2: 1 %}", ", orp_couple: Fe+3/Fe+2"),
             Catch::Contains("the liquor has no redox couple \"Fe+3/Fe+2\"") && Catch::Contains("it has NO3-/NO2-"));
  CHECK_THAT(refusal(nitrite, "{NaNO3: 1 %}", ", orp_couple: NO3-/NO2-"),
             Catch::Contains("it holds no element in two valence states"));
}

TEST_CASE("a controller of the redox potential doses the peroxide that oxidises the iron") {
  SmallPlant plant({.components = {"H2O", "H+", "SO4-2", "Fe+2", "Fe+3", "H2O2"},
                    .reactions = R"({Fe_peroxide: {equation: 2 Fe+2 + H2O2 + 2 H+ = 2 Fe+3 + 2 H2O, source: test,
                                     rate: {law: first_order, of: H2O2, k: 10 1/s, orders: {Fe+2: 1}}}})"});
  plant.unit("liquor", "feed", "{mass_flow: 1 kg/s, material: {composition: {FeSO4: 1 %, H2SO4: 2 %}}}");
  plant.unit("peroxide", "reagent", "{material: {composition: {H2O2: 30 %}}, dose: orp.output}");
  plant.unit("tank", "stirred_tank", "{volume: 1 m3, reactions: [Fe_peroxide]}");
  plant.unit("orp", "controller",
             "{measure: tank.Eh, setpoint: 700 mV, gain: 0.02 kg/s/V, reset_time: 10 min, maximum: 20 g/s, start: 1 g/s}");
  plant.stream("feed", "liquor.out", "tank.feed");
  plant.stream("dose", "peroxide.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  plant.run(2e5, 1e-8);
  CHECK(plant.jacobian_error() < 1e-5);
  // The limits of the output are rounded over a thousandth of its range, which leaves some microvolts.
  CHECK(plant.channel("tank.Eh") == Approx(0.700).margin(1e-5).epsilon(0));
  // What is dosed has oxidised two irons or leaves.
  const double used = plant.flow("dose", "H2O2") - plant.flow("out", "H2O2");
  CHECK(plant.flow("out", "Fe+3") == Approx(2 * used).epsilon(1e-6));
  CHECK(plant.flow("out", "Fe+3") > 0.1 * plant.flow("feed", "Fe+2"));
}

TEST_CASE("the law redox brings two couples to one potential") {
  SmallPlant iron = exchanging_tank(""), nitrogen = exchanging_tank(", orp_couple: NO3-/NO2-");
  for (auto* plant : {&iron, &nitrogen}) plant->run(10.0, 1e-9);
  CHECK(nitrogen.channel("tank.Eh") - iron.channel("tank.Eh") > 0.1);
  for (auto* plant : {&iron, &nitrogen}) plant->run(1e6, 1e-9);
  CHECK(nitrogen.channel("tank.Eh") == Approx(iron.channel("tank.Eh")).margin(1e-8).epsilon(0));
  CHECK(iron.state("tank.Fe+3") == Approx(2 * iron.state("tank.NO2-")).epsilon(1e-9));
  CHECK(iron.state("tank.Fe+3") > 0.01 * iron.state("tank.Fe+2"));
}

TEST_CASE("a tank that exchanges electrons has the exact Jacobian") {
  SmallPlant plant({.components = {"H2O", "H+", "Na+", "SO4-2", "Fe+2", "Fe+3", "NO3-", "NO2-"}, .reactions = iron_nitrate});
  plant.unit("liquor", "feed", "{mass_flow: 1 kg/s, material: {composition: {FeSO4: 1 %, NaNO3: 0.5 %, H2SO4: 2 %}}}");
  plant.unit("tank", "stirred_tank", "{volume: 1 m3, reactions: [iron_nitrate]}");
  plant.stream("feed", "liquor.out", "tank.feed");
  plant.product("out", "tank.out");
  plant.compile();
  plant.run(3600.0);
  CHECK(plant.jacobian_error() < 1e-5);
}

TEST_CASE("far from equilibrium the law redox is of first order in what is scarcest") {
  SmallPlant plant = closed_tank({.components = {"H2O", "H+", "SO4-2", "Fe+2", "Fe+3", "H2O2"},
                                  .reactions = R"({Fe_peroxide: {equation: 2 Fe+2 + H2O2 + 2 H+ = 2 Fe+3 + 2 H2O, source: test,
                                                   rate: {law: redox, k: 1e-4 1/s}}})"},
                                 "{FeSO4: 10 %, H2SO4: 10 %, H2O2: 1e-6}", ", reactions: [Fe_peroxide]");
  const double start = plant.state("tank.H2O2"), iron = plant.state("tank.Fe+2");
  plant.run(1e4, 1e-9);
  const double exact = start * std::exp(-1.0);  // the harmonic limit has start/iron less
  CHECK(plant.state("tank.H2O2") == Approx(exact).epsilon(2 * start / iron + 1e-6));
}

TEST_CASE("the law redox refuses a reaction that is no exchange between couples") {
  CHECK_THAT(refusal({.components = {"H2O", "H+", "Na+", "NH4+", "NO3-", "NO2-"},
                      .reactions = R"({ammonia: {equation: NH4+ + 3 NO3- = 4 NO2- + 2 H+ + H2O, source: test, rate: {law: redox, k: 1 1/s}}})"},
                     "{NaNO3: 1 %, NaNO2: 1 %, NH4+: 1e-6}", ", reactions: [ammonia]"),
             Catch::Contains("is not what two redox couples of stirred tank exchange"));
}
