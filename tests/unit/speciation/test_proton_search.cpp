#include <catch2/catch.hpp>
#include <cmath>

#include "../phreeqc/small_database.hpp"
#include "aqueous/solvent.hpp"
#include "speciation/build.hpp"
#include "speciation/proton_search.hpp"
#include "speciation/result.hpp"

using namespace raffinate;
using namespace raffinate::speciation;
using aqueous::ln10;

namespace {

/// Sodium and chloride in water at a given pH, activities ideal.
struct Brine {
  explicit Brine(double sodium, double chloride) : totals{sodium, chloride} {
    ThermoChoice choice;
    choice.activity = "ideal";
    const std::vector<std::string> tokens{"Na", "Cl"};
    definition = make_chemistry(load_with(""), tokens, choice).definition;
    aqueous::Conditions conditions(aqueous::Energy::at_temperature);
    conditions.water = aqueous::WaterBasis::free;
    conditions.masters.resize(definition.masters.size());
    conditions.masters.front().given = aqueous::Given::ln_activity;
    conditions.masters[1].given = aqueous::Given::ln_activity;
    const int species = static_cast<int>(definition.masters.size() + definition.secondaries.size());
    equilibrium.emplace(aqueous::PhaseBasis(definition), species, conditions);
  }

  ProtonSearch search() {
    return {*equilibrium, [this](double pH) {
              return std::vector<double>{-pH * ln10, -4 * ln10, totals[0], totals[1], aqueous::water_molality, 1, 298.15};
            }};
  }

  double totals[2];
  aqueous::Definition definition;
  std::optional<RebasedEquilibrium> equilibrium;
};

}  // namespace

TEST_CASE("the pH that closes the charge is found by bracketing") {
  Brine brine(0.2, 0.21);
  const auto state = brine.search().close([&](const LiquidState& s) { return charge_of(brine.definition, s); });
  REQUIRE(state);
  // 0.01 mol/kg of chloride is left for the protons; OH- is 1e-12 of that.
  CHECK(-state->ln_activity.front() / ln10 == Approx(2).epsilon(1e-10));
  CHECK(std::abs(charge_of(brine.definition, *state)) < 1e-13);
}

TEST_CASE("a charge that jumps over zero is told with both of its sides") {
  Brine brine(0.2, 0.2);
  ProtonSearch search = brine.search();
  CHECK_FALSE(search.close([](const LiquidState& s) { return s.ln_activity.front() > -7.3 * ln10 ? 0.5 : -0.2; }));
  REQUIRE(search.jump());
  CHECK(search.jump()->pH == Approx(7.3).margin(1e-6).epsilon(0));
  CHECK(search.jump()->charge[0] == 0.5);
  CHECK(search.jump()->charge[1] == -0.2);
}
