#include "reactions/particle_flux.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "numerics/dependency.hpp"
#include "numerics/dual.hpp"

using raffinate::numerics::Dependency;
using raffinate::numerics::Dual;
using raffinate::reactions::nucleate;
using raffinate::reactions::size_change;
using raffinate::reactions::SizeGrid;

namespace {

constexpr int classes = 12;
using Amounts = std::array<double, classes>;

SizeGrid test_grid() { return SizeGrid::geometric(1e-6, 500e-6, classes); }

/// Reproducible amounts in 0..1, every third class empty.
Amounts patchy(std::uint32_t seed) {
  Amounts amounts{};
  std::uint32_t state = seed;
  for (int i = 0; i < classes; ++i) {
    state = state * 1664525U + 1013904223U;
    const double drawn = static_cast<double>(state >> 8U) / 16777216.0;
    amounts[static_cast<std::size_t>(i)] = (state >> 4U) % 3U == 0U ? 0.0 : drawn;
  }
  return amounts;
}

double sum(const Amounts& amounts) {
  double total = 0.0;
  for (const double a : amounts) total += a;
  return total;
}

}  // namespace

TEST_CASE("what the classes gain together is what the solution is told") {
  const SizeGrid grid = test_grid();
  for (const double velocity : {-1e-8, 2e-8}) {
    for (std::uint32_t seed = 1; seed < 50; ++seed) {
      const Amounts amounts = patchy(seed);
      Amounts rate{};
      const double total = size_change(grid, velocity, amounts.data(), rate.data());
      CHECK(sum(rate) == Approx(total).epsilon(1e-12));
      CHECK((velocity > 0.0 ? total > 0.0 : total < 0.0));
    }
  }
}

TEST_CASE("an empty class never loses") {
  const SizeGrid grid = test_grid();
  for (const double velocity : {-1e-8, 2e-8}) {
    for (std::uint32_t seed = 1; seed < 200; ++seed) {
      const Amounts amounts = patchy(seed);
      Amounts rate{};
      size_change(grid, velocity, amounts.data(), rate.data());
      for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (amounts[i] == 0.0) CHECK(rate[i] >= 0.0);
      }
    }
  }
}

TEST_CASE("an empty population and a resting surface change nothing") {
  const SizeGrid grid = test_grid();
  const Amounts empty{};
  Amounts rate{};
  CHECK(size_change(grid, -1e-8, empty.data(), rate.data()) == 0.0);
  const Amounts amounts = patchy(7);
  CHECK(size_change(grid, 0.0, amounts.data(), rate.data()) == 0.0);
  for (const double r : rate) CHECK(r == 0.0);
}

TEST_CASE("rates are added to what is already there") {
  const SizeGrid grid = test_grid();
  const Amounts amounts = patchy(3);
  Amounts fresh{};
  Amounts loaded{};
  loaded.fill(2.0);
  size_change(grid, -1e-8, amounts.data(), fresh.data());
  size_change(grid, -1e-8, amounts.data(), loaded.data());
  for (std::size_t i = 0; i < fresh.size(); ++i) CHECK(loaded[i] == Approx(2.0 + fresh[i]));
}

TEST_CASE("twice the population changes twice as fast, however little there is") {
  const SizeGrid grid = test_grid();
  const Amounts amounts = patchy(11);
  for (const double scale : {2.0, 1e-12, 1e12}) {
    Amounts scaled = amounts;
    for (double& a : scaled) a *= scale;
    Amounts rate{};
    Amounts scaled_rate{};
    size_change(grid, -3e-8, amounts.data(), rate.data());
    size_change(grid, -3e-8, scaled.data(), scaled_rate.data());
    for (std::size_t i = 0; i < rate.size(); ++i)
      CHECK(scaled_rate[i] == Approx(scale * rate[i]).epsilon(1e-9));
  }
}

TEST_CASE("plenty of shrinking particles does not notice the trace") {
  const SizeGrid grid = test_grid();
  const Amounts amounts = patchy(11);
  Amounts exact{}, plenty{};
  size_change(grid, -3e-8, amounts.data(), exact.data());
  size_change(grid, -3e-8, amounts.data(), plenty.data(), 1e-6);
  for (std::size_t i = 0; i < exact.size(); ++i) CHECK(plenty[i] == Approx(exact[i]).epsilon(1e-9));
}

TEST_CASE("traces of shrinking particles do not know of each other") {
  const SizeGrid grid = test_grid();
  const Amounts one = patchy(3), other = patchy(5);
  Amounts both{}, rate_of_both{}, sum{};
  for (std::size_t i = 0; i < both.size(); ++i) both[i] = one[i] + other[i];
  constexpr double trace = 1e6;  // far above the amounts: what the limiter leaves is of the order of 1e-12
  size_change(grid, -3e-8, both.data(), rate_of_both.data(), trace);
  size_change(grid, -3e-8, one.data(), sum.data(), trace);
  size_change(grid, -3e-8, other.data(), sum.data(), trace);
  for (std::size_t i = 0; i < sum.size(); ++i) CHECK(rate_of_both[i] == Approx(sum[i]).epsilon(1e-9));
}

TEST_CASE("growth keeps particles in the coarsest class") {
  const SizeGrid grid = test_grid();
  Amounts amounts{};
  amounts[classes - 1] = 1.0;
  Amounts rate{};
  const double total = size_change(grid, 1e-8, amounts.data(), rate.data());
  CHECK(rate[classes - 1] == Approx(total));
  CHECK(rate[classes - 1] > 0.0);
  // 3 G/L for some size inside the class
  CHECK(total < 3.0 * 1e-8 / grid.lower(classes - 1));
  CHECK(total > 3.0 * 1e-8 / grid.upper(classes - 1));
}

TEST_CASE("growth keeps the number of an even population") {
  const SizeGrid grid = test_grid();
  Amounts amounts{};
  for (int i = 0; i < classes; ++i) {
    const double width = i == 0 ? grid.upper(0) : grid.upper(i) - grid.lower(i);
    amounts[static_cast<std::size_t>(i)] = width * grid.mean_cube(i);
  }
  Amounts rate{};
  const double velocity = 1e-8;
  size_change(grid, velocity, amounts.data(), rate.data());
  // One particle per length everywhere: each inner class gains as many as it loses, so its amount
  // stays; the finest, without nuclei, loses them at the rate they grow out, G per second.
  for (int i = 1; i < classes - 1; ++i) {
    const auto k = static_cast<std::size_t>(i);
    CHECK(std::abs(rate[k]) < 1e-9 * velocity * grid.mean_cube(i));
  }
  CHECK(rate[0] / grid.mean_cube(0) == Approx(-velocity));
}

TEST_CASE("a shrinking even population keeps the exact rate of dissolution") {
  // Constant number density n up to the largest edge: the amount lost is n G L^3 at that edge.
  const SizeGrid grid = SizeGrid::linear(0.0, 1.0, 400);
  std::vector<double> amounts;
  for (int i = 0; i < grid.size(); ++i) {
    const double width = i == 0 ? grid.upper(0) : grid.upper(i) - grid.lower(i);
    amounts.push_back(width * grid.mean_cube(i));
  }
  std::vector<double> rate(amounts.size(), 0.0);
  const double total = size_change(grid, -0.5, amounts.data(), rate.data());
  CHECK(total == Approx(-0.5).epsilon(1e-3));
}

TEST_CASE("nuclei arrive with the mean particle of the finest class") {
  const SizeGrid grid = test_grid();
  Amounts rate{};
  const double amount_per_cube = 5e4;
  const double gained = nucleate(grid, 1e6, amount_per_cube, rate.data());
  CHECK(gained == Approx(1e6 * amount_per_cube * grid.mean_cube(0)));
  CHECK(rate[0] == gained);
  CHECK(sum(rate) == gained);
}

TEST_CASE("the derivatives of the size change are those of its values") {
  const SizeGrid grid = test_grid();
  for (const double velocity : {-1e-8, 2e-8}) {
    Amounts base{};
    for (std::size_t i = 0; i < base.size(); ++i)
      base[i] = 1.0 + std::sin(1.7 * static_cast<double>(i)) * 0.8;
    for (std::size_t seeded = 0; seeded < base.size(); ++seeded) {
      std::array<Dual, classes> amounts{};
      std::array<Dual, classes> rate{};
      for (std::size_t i = 0; i < base.size(); ++i) amounts[i] = Dual(base[i]);
      amounts[seeded].d[0] = 1.0;
      Dual speed(velocity);
      speed.d[1] = 1.0;
      const Dual total = size_change(grid, speed, amounts.data(), rate.data());

      const double step = 1e-6;
      Amounts above = base;
      Amounts below = base;
      above[seeded] += step;
      below[seeded] -= step;
      Amounts rate_above{};
      Amounts rate_below{};
      size_change(grid, velocity, above.data(), rate_above.data());
      size_change(grid, velocity, below.data(), rate_below.data());
      const double scale = std::abs(velocity) / grid.lower(1);
      for (std::size_t i = 0; i < base.size(); ++i) {
        const double slope = (rate_above[i] - rate_below[i]) / (2.0 * step);
        CHECK(rate[i].d[0] == Approx(slope).margin(1e-6 * scale));
        CHECK(rate[i].d[1] == Approx(rate[i].v / velocity));  // linear in the velocity
      }
      CHECK(total.d[1] == Approx(total.v / velocity));
    }
  }
}

TEST_CASE("the sparsity pattern covers growth and shrinkage at once") {
  const SizeGrid grid = test_grid();
  std::vector<Dependency> amounts;
  for (int i = 0; i < classes; ++i) amounts.push_back(Dependency::unknown(1.0 + i, i));
  const Dependency velocity = Dependency::unknown(-1e-8, classes);
  std::vector<Dependency> rate(classes, Dependency(0.0));
  const Dependency total = size_change(grid, velocity, amounts.data(), rate.data());

  Amounts plain{};
  for (std::size_t i = 0; i < plain.size(); ++i) plain[i] = 1.0 + static_cast<double>(i);
  Amounts plain_rate{};
  CHECK(total.v == Approx(size_change(grid, -1e-8, plain.data(), plain_rate.data())));
  for (int i = 2; i + 2 < classes; ++i) {
    const auto k = static_cast<std::size_t>(i);
    CHECK(rate[k].v == Approx(plain_rate[k]));
    for (int j = 0; j < classes; ++j) CHECK(rate[k].depends_on(j) == (std::abs(i - j) <= 2));
    CHECK(rate[k].depends_on(classes));
    CHECK(total.depends_on(i));
  }
}
