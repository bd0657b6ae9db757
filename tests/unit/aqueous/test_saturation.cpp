#include <catch2/catch.hpp>

#include <cmath>

#include "aqueous/davies.hpp"
#include "aqueous/saturation.hpp"
#include "solutions.hpp"

using namespace raffinate;
using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

TEST_CASE("a saturation index is the ion activity product over the solubility product") {
  const Equilibrium equilibrium(plant(make_davies), Energy::at_temperature);
  auto cache = equilibrium.make_cache();
  const Recipe recipe{{{"Mg+2", 0.01}, {"SO4-2", 0.005}, {"H+", -0.005}, {"Na+", 0.001}}, 313.15};
  REQUIRE(equilibrium.solve(inputs_at_temperature(equilibrium, recipe), cache).converged);
  thermo::LogK k;
  k.at_298 = 17.1;
  k.delta_h = -114500;
  const std::vector<thermo::Term> brucite{{"Mg+2", 1}, {"H2O", 2}, {"H+", -2}};
  const SaturationIndex index = make_saturation_index(equilibrium, brucite, k);
  const auto outputs = equilibrium.outputs(cache);
  const auto ln_a = [&](const char* name) {
    return outputs[static_cast<std::size_t>(Equilibrium::ln_activity_output(equilibrium.species_index(name)))];
  };
  const double expected = ln_a("Mg+2") + 2 * outputs[2] - 2 * ln_a("H+") - k.ln(313.15);
  CHECK(index.ln_omega(outputs.data()) == Approx(expected));
}

TEST_CASE("a mineral whose species the solution lacks is named") {
  const Equilibrium equilibrium(plant(make_davies));
  const std::vector<thermo::Term> scheelite{{"Ca+2", 1}, {"WO4-2", 1}};
  CHECK_FALSE(can_form(equilibrium, scheelite));
  CHECK_THROWS_WITH(make_saturation_index(equilibrium, scheelite, {}), Catch::Contains("Ca+2"));
}
