#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "reactions/particle_flux.hpp"
#include "steady_tank.hpp"

using namespace particles_test;
using raffinate::reactions::nucleate;
using raffinate::reactions::size_change;
using raffinate::reactions::SizeGrid;

// A mixed-suspension, mixed-product-removal crystalliser: n(L) = n0 exp(-L/(G t)), n0 = B/G.
namespace {

constexpr double grown = 50e-6;            // G t [m], with t = 1 s
constexpr double births = 1e6;             // B [1/s]
constexpr double amount_per_cube = 5e4;    // [mol/m3]

SizeGrid crystal_grid(int classes) { return SizeGrid::geometric(1e-6, 1000e-6, classes); }

Amounts holdup(const SizeGrid& grid) {
  Amounts nuclei(static_cast<std::size_t>(grid.size()), 0.0);
  nucleate(grid, births, amount_per_cube, nuclei.data());
  return steady_holdup(nuclei, 1.0, [&](const Dual* amount, Dual* rate) {
    size_change(grid, Dual(grown), amount, rate);
  });
}

/// Total amount: integral of L^3 n = 6 n0 (G t)^4.
double exact_amount() { return 6.0 * amount_per_cube * births * std::pow(grown, 3); }

/// Share of the mass finer than a size.
double finer_than(double size) {
  const double z = size / grown;
  return 1.0 - std::exp(-z) * (1.0 + z + z * z / 2.0 + z * z * z / 6.0);
}

double worst_share(const SizeGrid& grid, const Amounts& amount) {
  double finer = 0.0;
  double worst = 0.0;
  for (int i = 0; i + 1 < grid.size(); ++i) {
    finer += amount[static_cast<std::size_t>(i)] / sum(amount);
    worst = std::max(worst, std::abs(finer - finer_than(grid.upper(i))));
  }
  return worst;
}

}  // namespace

TEST_CASE("a mixed crystalliser has the gamma distribution of sizes and the right crop") {
  const SizeGrid grid = crystal_grid(24);
  const Amounts amount = holdup(grid);
  CHECK(sum(amount) == Approx(exact_amount()).epsilon(0.02));
  CHECK(worst_share(grid, amount) < 0.015);
}

TEST_CASE("the population density of a mixed crystalliser falls as exp(-L/(G t))") {
  const SizeGrid grid = crystal_grid(36);
  const Amounts amount = holdup(grid);
  for (int i = 0; i < grid.size(); ++i) {
    const double lower = i == 0 ? 0.0 : grid.lower(i);
    if (grid.upper(i) > 4.0 * grown) break;
    const double number =
        amount[static_cast<std::size_t>(i)] / amount_per_cube / grid.mean_cube(i);
    const double exact = births * (std::exp(-lower / grown) - std::exp(-grid.upper(i) / grown));
    INFO("class " << i << " up to " << grid.upper(i));
    CHECK(number == Approx(exact).epsilon(0.06));
  }
}

TEST_CASE("the size error of a mixed crystalliser tends to the square of the class width") {
  std::vector<double> errors;
  for (const int classes : {24, 48, 96, 192}) {
    const SizeGrid grid = crystal_grid(classes);
    errors.push_back(worst_share(grid, holdup(grid)));
    UNSCOPED_INFO(classes << " classes: error of the share finer " << errors.back());
  }
  for (std::size_t i = 1; i < errors.size(); ++i)
    CHECK(std::log2(errors[i - 1] / errors[i]) > 1.4);
  CHECK(std::log2(errors[2] / errors[3]) > 1.7);
}

TEST_CASE("a crystalliser on far too wide classes stays bounded and settles") {
  const SizeGrid grid = crystal_grid(8);
  Amounts amount(static_cast<std::size_t>(grid.size()), 0.0);
  // A tenth of the time the finest class needs to empty.
  const double step = 0.1 * grid.upper(0) / (4.0 * grown);
  double crop = 0.0;
  for (const double until : {20.0, 30.0}) {
    const double before = crop;
    for (double t = until - (before > 0.0 ? 10.0 : 20.0); t < until; t += step) {
      Amounts rate(amount.size());
      for (std::size_t i = 0; i < amount.size(); ++i) rate[i] = -amount[i];
      nucleate(grid, births, amount_per_cube, rate.data());
      size_change(grid, grown, amount.data(), rate.data());
      for (std::size_t i = 0; i < amount.size(); ++i) amount[i] += step * rate[i];
    }
    crop = sum(amount);
    if (before > 0.0) CHECK(crop == Approx(before).epsilon(0.01));
  }
  CHECK(crop == Approx(exact_amount()).epsilon(0.3));
}
