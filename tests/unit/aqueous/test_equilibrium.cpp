#include <catch2/catch.hpp>

#include <cmath>

#include "aqueous/ideal.hpp"
#include "solutions.hpp"

using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

namespace {

struct Solved {
  Equilibrium equilibrium;
  Equilibrium::Cache cache;
  Status status;

  Solved(Equilibrium e, const std::vector<double>& inputs)
      : equilibrium(std::move(e)), cache(equilibrium.make_cache()), status(equilibrium.solve(inputs, cache)) {}
  double m(const std::string& species) const { return molality(equilibrium, cache, species); }
  double pH() const { return test::pH(equilibrium, cache); }
  double out(int index) const { return value_of(equilibrium, cache, index); }
};

Solved solve_at_25C(const Definition& definition, const Recipe& recipe) {
  Equilibrium equilibrium(definition, Energy::at_temperature);
  const auto inputs = inputs_at_temperature(equilibrium, recipe);
  return {std::move(equilibrium), inputs};
}

Definition caustic() { return solution({{"H+", 1}, {"Na+", 1}}, {hydroxide()}, make_ideal); }

constexpr double kw = 1e-14;

}  // namespace

TEST_CASE("pure water has pH 7 at 25 C") {
  const Solved water = solve_at_25C(caustic(), {});
  REQUIRE(water.status.converged);
  CHECK(water.pH() == Approx(7).epsilon(1e-9));
  CHECK(water.m("OH-") == Approx(water.m("H+")).epsilon(1e-9));
  CHECK(water.out(Equilibrium::ionic_strength_output()) == Approx(1e-7).epsilon(1e-6));
}

TEST_CASE("caustic soda binds the water of its hydroxide") {
  const Solved soda = solve_at_25C(caustic(), {{{"Na+", 2}, {"H+", -2}}});
  REQUIRE(soda.status.converged);
  // Of 55.508 mol water two are in hydroxide, so molalities refer to less than a kilogram.
  const double free_water = 1 - 2 * water_molar_mass;
  CHECK(soda.out(soda.equilibrium.free_water_output()) == Approx(free_water).epsilon(1e-12));
  CHECK(soda.m("OH-") == Approx(2 / free_water).epsilon(1e-12));
  const double ln_aw = soda.out(Equilibrium::ln_water_output());
  CHECK(soda.pH() == Approx(14 + std::log10(soda.m("OH-")) - ln_aw / ln10).epsilon(1e-12));
}

TEST_CASE("sulfuric acid follows the closed form of its second dissociation") {
  const double total = 0.5, k2 = std::pow(10, -1.98);
  const Solved acid = solve_at_25C(solution({{"H+", 1}, {"SO4-2", -2}},
                                            {{"HSO4-", -1, {{"H+", 1}, {"SO4-2", 1}}, 0, 1.98}}, make_ideal),
                                   {{{"H+", 2 * total}, {"SO4-2", total}}});
  // h = total + x, sulfate x, bisulfate total - x, (total + x) x = k2 (total - x)
  const double b = total + k2, x = 2 * k2 * total / (b + std::sqrt(b * b + 4 * k2 * total));
  REQUIRE(acid.status.converged);
  CHECK(acid.m("SO4-2") == Approx(x).epsilon(1e-12));
  CHECK(acid.m("H+") == Approx(total + x).epsilon(1e-12));
}

TEST_CASE("a carbonate buffer follows its proton balance") {
  const double k1 = 10.33, k12 = 16.68, total = 0.1, sodium = 0.15;
  const Solved buffer = solve_at_25C(solution({{"H+", 1}, {"Na+", 1}, {"CO3-2", -2}},
                                              {hydroxide(),
                                               {"HCO3-", -1, {{"H+", 1}, {"CO3-2", 1}}, 0, k1},
                                               {"CO2(aq)", 0, {{"H+", 2}, {"CO3-2", 1}}, -1, k12}},
                                              make_ideal),
                                     {{{"Na+", sodium}, {"CO3-2", total}, {"H+", 2 * total - sodium}}});
  REQUIRE(buffer.status.converged);
  const double free_water = buffer.out(buffer.equilibrium.free_water_output());
  const double aw = std::exp(buffer.out(Equilibrium::ln_water_output()));
  // Bisection of the charge balance, written independently of the solver.
  double low = 1e-14, high = 1;
  for (int i = 0; i < 200; ++i) {
    const double h = std::sqrt(low * high), c1 = std::pow(10, k1) * h, c2 = std::pow(10, k12) * h * h / aw;
    const double carbonate = total / free_water / (1 + c1 + c2);
    const double charge = h + sodium / free_water - kw * aw / h - carbonate * (2 + c1);
    (charge > 0 ? high : low) = h;
  }
  CHECK(buffer.m("H+") == Approx(low).epsilon(1e-11));
}

TEST_CASE("mixing acid and alkali releases the heat of neutralisation") {
  const Equilibrium warm(solution({{"H+", 1}, {"Na+", 1}, {"Cl-", -1}}, {hydroxide()}, make_ideal));
  const double water = 100, heat_capacity = 7500;
  // Sensible heat counts from the masters: one mol of hydroxide formed from H2O carries 55.8 kJ.
  const std::vector<double> alkali{-1, 1, 0, water, heat_capacity, 55800};
  const std::vector<double> acid{1, 0, 1, water, heat_capacity, 0};
  auto cache = warm.make_cache();
  REQUIRE(warm.solve(alkali, cache).converged);
  CHECK(value_of(warm, cache, 0) == Approx(298.15).epsilon(1e-9));
  REQUIRE(warm.solve(acid, cache).converged);
  CHECK(value_of(warm, cache, 0) == Approx(298.15).epsilon(1e-9));
  std::vector<double> mixed(alkali.size());
  for (std::size_t i = 0; i < mixed.size(); ++i) mixed[i] = alkali[i] + acid[i];
  REQUIRE(warm.solve(mixed, cache).converged);
  CHECK(value_of(warm, cache, 0) - 298.15 == Approx(55800 / (2 * heat_capacity)).epsilon(1e-5));
}

TEST_CASE("every total is met to round-off") {
  const Definition definition = plant(plant_sit);
  const Equilibrium equilibrium(definition, Energy::at_temperature);
  auto cache = equilibrium.make_cache();
  std::mt19937 engine(3);
  for (int trial = 0; trial < 50; ++trial) {
    const auto inputs = inputs_at_temperature(equilibrium, random_liquor(engine));
    REQUIRE(equilibrium.solve(inputs, cache).converged);
    const double free_kg = value_of(equilibrium, cache, equilibrium.free_water_output());
    for (std::size_t b = 0; b < definition.masters.size(); ++b) {
      double sum = free_kg * molality(equilibrium, cache, definition.masters[b].name), magnitude = std::abs(sum);
      for (const SecondarySpecies& s : definition.secondaries)
        for (const auto& [master, nu] : s.masters)
          if (static_cast<std::size_t>(master) == b) {
            const double part = nu * free_kg * molality(equilibrium, cache, s.name);
            sum += part;
            magnitude += std::abs(part);
          }
      CHECK(std::abs(sum - inputs[b]) <= 4e-13 * magnitude + 2e-14);
    }
  }
}

TEST_CASE("mass action holds for every species, with water and activity coefficients") {
  const Definition definition = plant(plant_sit);
  const Equilibrium equilibrium(definition, Energy::at_temperature);
  auto cache = equilibrium.make_cache();
  std::mt19937 engine(4);
  const Recipe liquor = random_liquor(engine);
  REQUIRE(equilibrium.solve(inputs_at_temperature(equilibrium, liquor), cache).converged);
  const auto ln_a = [&](int i) { return value_of(equilibrium, cache, Equilibrium::ln_activity_output(i)); };
  for (std::size_t s = 0; s < definition.secondaries.size(); ++s) {
    const SecondarySpecies& secondary = definition.secondaries[s];
    double expected = secondary.k.ln(liquor.temperature) +
                      secondary.water * value_of(equilibrium, cache, Equilibrium::ln_water_output());
    for (const auto& [master, nu] : secondary.masters) expected += nu * ln_a(master);
    CHECK(ln_a(static_cast<int>(definition.masters.size() + s)) == Approx(expected).epsilon(1e-12));
  }
}

TEST_CASE("a definition that refers to a missing master is refused") {
  Definition broken = caustic();
  broken.secondaries[0].masters[0].first = 7;
  CHECK_THROWS_AS(Equilibrium(broken), std::invalid_argument);
}
