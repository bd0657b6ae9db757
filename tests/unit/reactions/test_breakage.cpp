#include "reactions/breakage.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

using raffinate::reactions::Breakage;
using raffinate::reactions::BreakageParameters;
using raffinate::reactions::SizeGrid;

namespace {

constexpr int classes = 10;

BreakageParameters typical() {
  BreakageParameters p{};
  p.rate = 0.5 / 60.0;
  p.reference_size = 1e-3;
  p.selection_exponent = 0.8;
  p.ineffective_size = 2e-3;
  p.ineffective_exponent = 3.0;
  p.fines_fraction = 0.4;
  p.fines_exponent = 0.6;
  p.coarse_exponent = 4.0;
  return p;
}

}  // namespace

TEST_CASE("fragments of every class add up to the whole and are finer than their parent") {
  const SizeGrid grid = SizeGrid::geometric(10e-6, 5e-3, classes);
  const Breakage breakage(grid, typical());
  for (int from = 1; from < classes; ++from) {
    double sum = 0.0;
    for (int to = 0; to < classes; ++to) {
      CHECK(breakage.fragments(to, from) >= 0.0);
      if (to >= from) CHECK(breakage.fragments(to, from) == 0.0);
      sum += breakage.fragments(to, from);
    }
    CHECK(sum == Approx(1.0).epsilon(1e-14));
  }
}

TEST_CASE("a mill makes no mass and cannot break the finest class") {
  const SizeGrid grid = SizeGrid::geometric(10e-6, 5e-3, classes);
  const Breakage breakage(grid, typical());
  CHECK(breakage.selection(0) == 0.0);
  std::array<double, classes> amount{};
  for (std::size_t i = 0; i < amount.size(); ++i) amount[i] = 1.0 + static_cast<double>(i % 3);
  std::array<double, classes> rate{};
  breakage.rates(amount.data(), rate.data());
  double sum = 0.0;
  for (const double r : rate) sum += r;
  CHECK(std::abs(sum) < 1e-16);
  CHECK(rate[0] > 0.0);
  CHECK(rate[classes - 1] < 0.0);
}

TEST_CASE("selection peaks where the particles become too large for the media") {
  const SizeGrid grid = SizeGrid::geometric(10e-6, 20e-3, 30);
  const Breakage breakage(grid, typical());
  int fastest = 0;
  for (int i = 1; i < grid.size(); ++i)
    if (breakage.selection(i) > breakage.selection(fastest)) fastest = i;
  // dS/dL = 0 at mu (alpha/(Lambda - alpha))^(1/Lambda)
  const double peak = 2e-3 * std::pow(0.8 / 2.2, 1.0 / 3.0);
  CHECK(peak > 0.8 * grid.lower(fastest));
  CHECK(peak < 1.2 * grid.upper(fastest));
}

TEST_CASE("intensity multiplies every breakage rate") {
  const SizeGrid grid = SizeGrid::geometric(10e-6, 5e-3, classes);
  const Breakage breakage(grid, typical());
  std::array<double, classes> amount{};
  amount.fill(1.0);
  std::array<double, classes> full{};
  std::array<double, classes> half{};
  breakage.rates(amount.data(), full.data());
  breakage.rates(amount.data(), 0.5, half.data());
  for (std::size_t i = 0; i < full.size(); ++i) CHECK(half[i] == Approx(0.5 * full[i]));
}

TEST_CASE("breakage parameters outside their range are refused") {
  const SizeGrid grid = SizeGrid::geometric(10e-6, 5e-3, classes);
  BreakageParameters share = typical();
  share.fines_fraction = 1.2;
  CHECK_THROWS_AS(Breakage(grid, share), std::invalid_argument);
  BreakageParameters size = typical();
  size.reference_size = 0.0;
  CHECK_THROWS_AS(Breakage(grid, size), std::invalid_argument);
}
