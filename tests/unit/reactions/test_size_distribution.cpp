#include "reactions/size_distribution.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>

using namespace raffinate::reactions;

namespace {

double sum(const std::vector<double>& shares) {
  return std::accumulate(shares.begin(), shares.end(), 0.0);
}

}  // namespace

TEST_CASE("class shares of every distribution sum to one") {
  const SizeGrid grid = SizeGrid::geometric(1e-6, 500e-6, 12);
  CHECK(sum(class_shares(RosinRammler{60e-6, 1.1}, grid)) == Approx(1.0).epsilon(1e-14));
  CHECK(sum(class_shares(LogNormal{60e-6, 0.7}, grid)) == Approx(1.0).epsilon(1e-14));
  CHECK(sum(class_shares(MassShares{std::vector<double>(12, 3.0)}, grid)) ==
        Approx(1.0).epsilon(1e-14));
}

TEST_CASE("Rosin-Rammler passes 63.2 per cent at its size") {
  const SizeGrid grid = SizeGrid::linear(0.0, 200e-6, 2);
  const std::vector<double> shares = class_shares(RosinRammler{100e-6, 0.9}, grid);
  CHECK(shares[0] == Approx(1.0 - std::exp(-1.0)));
}

TEST_CASE("a distribution given by its P80 has that P80 back from the classes") {
  const SizeGrid grid = SizeGrid::geometric(1e-6, 500e-6, 24);
  const std::vector<double> shares = class_shares(RosinRammler::from_p80(75e-6, 1.2), grid);
  CHECK(passing_size(grid, shares, 0.8) == Approx(75e-6).epsilon(0.01));
}

TEST_CASE("the median of a log-normal population is its P50") {
  const SizeGrid grid = SizeGrid::geometric(1e-6, 500e-6, 24);
  const std::vector<double> shares = class_shares(LogNormal{40e-6, 0.5}, grid);
  CHECK(passing_size(grid, shares, 0.5) == Approx(40e-6).epsilon(0.01));
  // D32 of a log-normal mass distribution is median * exp(-s^2/2).
  CHECK(sauter_mean(grid, shares) == Approx(40e-6 * std::exp(-0.125)).epsilon(0.01));
}

TEST_CASE("everything off the grid lands in its end classes") {
  const SizeGrid grid = SizeGrid::geometric(10e-6, 100e-6, 5);
  CHECK(class_shares(LogNormal{1e-6, 0.1}, grid)[0] == Approx(1.0));
  const std::vector<double> coarse = class_shares(LogNormal{1e-2, 0.1}, grid);
  CHECK(coarse[4] == Approx(1.0));
  CHECK(coarsest_share(coarse) == Approx(1.0));
}

TEST_CASE("an empty population has no size and no share") {
  const SizeGrid grid = SizeGrid::geometric(10e-6, 100e-6, 5);
  const std::vector<double> empty(5, 0.0);
  CHECK(passing_size(grid, empty, 0.8) == 0.0);
  CHECK(sauter_mean(grid, empty) == 0.0);
  CHECK(coarsest_share(empty) == 0.0);
}

TEST_CASE("the passing size grows with the share passing") {
  const SizeGrid grid = SizeGrid::geometric(1e-6, 500e-6, 10);
  const std::vector<double> shares = class_shares(RosinRammler{60e-6, 1.0}, grid);
  double previous = 0.0;
  for (int percent = 5; percent <= 100; percent += 5) {
    const double size = passing_size(grid, shares, percent / 100.0);
    CHECK(size > previous);
    previous = size;
  }
  CHECK(previous <= grid.largest() * (1.0 + 1e-12));
}

TEST_CASE("distributions that make no sense are refused") {
  const SizeGrid grid = SizeGrid::geometric(10e-6, 100e-6, 3);
  CHECK_THROWS_AS(class_shares(RosinRammler{0.0, 1.0}, grid), std::invalid_argument);
  CHECK_THROWS_AS(class_shares(LogNormal{50e-6, -1.0}, grid), std::invalid_argument);
  CHECK_THROWS_AS(class_shares(MassShares{{0.5, 0.5}}, grid), std::invalid_argument);
  CHECK_THROWS_AS(class_shares(MassShares{{0.5, 0.7, -0.2}}, grid), std::invalid_argument);
  CHECK_THROWS_AS(class_shares(MassShares{{0.0, 0.0, 0.0}}, grid), std::invalid_argument);
}
