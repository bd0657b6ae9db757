#include <catch2/catch.hpp>
#include <cmath>

#include "aqueous/ideal.hpp"
#include "aqueous/redox_couple.hpp"
#include "solutions.hpp"

using namespace raffinate;
using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

namespace {

/// An acid solution of iron chlorides, activities ideal.
Equilibrium iron() {
  const auto ideal = [](const std::vector<double>& charges) { return make_ideal(charges); };
  return Equilibrium(solution({{"H+", 1}, {"Cl-", -1}, {"Fe+2", 2}, {"Fe+3", 3}}, {hydroxide()}, ideal), Energy::at_temperature);
}

RedoxCouple ferric_ferrous(const Equilibrium& equilibrium) {
  RedoxCouple couple{"Fe+3/Fe+2", {{equilibrium.species_index("Fe+2"), 1}, {equilibrium.species_index("Fe+3"), -1}}, 0, 1, {}};
  couple.k.at_298 = 13.05;
  couple.k.delta_h = -40239;
  return couple;
}

}  // namespace

TEST_CASE("the potential of a couple obeys Nernst's equation at any temperature") {
  const Equilibrium equilibrium = iron();
  auto cache = equilibrium.make_cache();
  for (const double T : {283.15, 298.15, 353.15})
    for (const double ferric : {1e-6, 0.02, 0.3}) {
      const Recipe recipe{{{"Cl-", 1.0}, {"Fe+2", 0.05}, {"Fe+3", ferric}, {"H+", 1.0 - 0.1 - 3 * ferric}}, T};
      REQUIRE(equilibrium.solve(inputs_at_temperature(equilibrium, recipe), cache).converged);
      const RedoxCouple couple = ferric_ferrous(equilibrium);
      const double pe = couple.pe(equilibrium.outputs(cache).data());
      const double standard = 8.31446261815324 * T / 96485.33212 *
                              (std::log(10.0) * 13.05 - 40239 / 8.31446261815324 * (1 / 298.15 - 1 / T));
      const double nernst = standard + 8.31446261815324 * T / 96485.33212 * std::log(ferric / 0.05);
      CHECK(redox_potential(pe, T) == Approx(nernst).epsilon(1e-12));
    }
}

TEST_CASE("a couple whose reduction needs protons is not a simple one") {
  RedoxCouple couple = ferric_ferrous(iron());
  CHECK(couple.is_simple());
  couple.terms.emplace_back(0, -2);
  CHECK_FALSE(couple.is_simple());
}
