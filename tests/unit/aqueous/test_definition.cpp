#include <catch2/catch.hpp>

#include <cmath>
#include <random>

#include "aqueous/equilibrium.hpp"
#include "aqueous/saturation.hpp"
#include "base/data_directory.hpp"
#include "thermo/database.hpp"

using namespace raffinate;
using namespace raffinate::aqueous;

namespace {

const thermo::Database& database() {
  static const thermo::Database loaded = thermo::Database::load(base::data_directory());
  return loaded;
}

const std::vector<std::string> tungsten_masters{"H2O", "H+", "Na+", "WO4-2", "CO3-2", "SO4-2", "Co+2"};

}  // namespace

TEST_CASE("every secondary species whose masters are present is taken") {
  const Equilibrium liquor(define(database(), tungsten_masters));
  for (const char* name : {"OH-", "HWO4-", "HCO3-", "CO2(aq)", "HSO4-", "CoSO4(aq)", "W7O24-6"}) {
    CAPTURE(name);
    CHECK(liquor.species_index(name) >= liquor.master_count());
  }
  CHECK(liquor.species_index("H2O") == -1);
  CHECK(liquor.species_index("HPO4-2") == -1);
}

TEST_CASE("slow species stay out unless asked for, and any species can be suppressed") {
  ActivityChoice choice;
  CHECK(Equilibrium(define(database(), tungsten_masters, choice)).species_index("H2W12O42-10") == -1);
  choice.equilibrated = {"H2W12O42-10"};
  choice.suppressed = {"W7O24-6"};
  const Equilibrium chosen(define(database(), tungsten_masters, choice));
  CHECK(chosen.species_index("H2W12O42-10") >= 0);
  CHECK(chosen.species_index("W7O24-6") == -1);
}

TEST_CASE("unknown names in a definition are refused by name") {
  CHECK_THROWS_WITH(define(database(), {"H+", "Unobtainium+2"}), Catch::Contains("Unobtainium+2"));
  ActivityChoice choice;
  choice.suppressed = {"W8O99-5"};
  CHECK_THROWS_WITH(define(database(), tungsten_masters, choice), Catch::Contains("W8O99-5"));
  choice = {};
  choice.model = "pitcher";
  CHECK_THROWS_WITH(define(database(), tungsten_masters, choice), Catch::Contains("pitcher"));
}

TEST_CASE("acidified tungstate with all polyanions is solved from nothing") {
  std::mt19937 engine(21);
  std::uniform_real_distribution<double> unit(0, 1);
  for (const char* model : {"ideal", "davies", "extended_debye_huckel", "sit"}) {
    ActivityChoice choice;
    choice.model = model;
    choice.equilibrated = {"H2W12O42-10"};
    const Equilibrium liquor(define(database(), tungsten_masters, choice), Energy::at_temperature);
    auto cache = liquor.make_cache();
    int failed = 0;
    for (int trial = 0; trial < 200; ++trial) {
      const double tungstate = std::pow(10, -4 + 4.3 * unit(engine)), acid = 3 * tungstate * unit(engine);
      // Order of masters: H+ Na+ WO4-2 CO3-2 SO4-2 Co+2, then water, heat capacity, temperature.
      const std::vector<double> inputs{acid, 2 * tungstate, tungstate, 0, 0.5 * acid, 0, water_molality, 4000,
                                       283.15 + 80 * unit(engine)};
      cache.reset();
      failed += liquor.solve(inputs, cache).converged ? 0 : 1;
    }
    CAPTURE(model);
    CHECK(failed == 0);
  }
}

TEST_CASE("minerals and gases of the database give saturation indices") {
  const Equilibrium liquor(define(database(), tungsten_masters), Energy::at_temperature);
  auto cache = liquor.make_cache();
  REQUIRE(liquor.solve(std::vector<double>{-0.2, 2.2, 0.5, 0.5, 0, 1e-3, water_molality, 4000, 298.15}, cache).converged);
  const auto* hydroxide = database().dissolution("Co(OH)2");
  const auto* carbon_dioxide = database().absorption("CO2(g)");
  REQUIRE(hydroxide != nullptr);
  REQUIRE(carbon_dioxide != nullptr);
  const auto outputs = liquor.outputs(cache);
  CHECK(make_saturation_index(liquor, hydroxide->products, hydroxide->k).ln_omega(outputs.data()) > 0);
  CHECK(make_saturation_index(liquor, carbon_dioxide->products, carbon_dioxide->k).ln_omega(outputs.data()) < -10);
}
