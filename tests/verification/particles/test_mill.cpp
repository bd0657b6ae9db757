#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "reactions/breakage.hpp"
#include "reactions/size_distribution.hpp"
#include "steady_tank.hpp"

using namespace particles_test;
using raffinate::reactions::Breakage;
using raffinate::reactions::BreakageParameters;
using raffinate::reactions::class_shares;
using raffinate::reactions::passing_size;
using raffinate::reactions::RosinRammler;
using raffinate::reactions::SizeGrid;

namespace {

constexpr double residence = 600.0;

BreakageParameters quartz_like() {
  BreakageParameters p{};
  p.rate = 0.6 / 60.0;
  p.reference_size = 1e-3;
  p.selection_exponent = 0.8;
  p.ineffective_size = 2e-3;
  p.ineffective_exponent = 3.5;
  p.fines_fraction = 0.54;
  p.fines_exponent = 1.25;
  p.coarse_exponent = 3.9;
  return p;
}

Amounts milled(const Breakage& breakage, const Amounts& feed) {
  return steady_holdup(feed, residence, [&](const Dual* amount, Dual* rate) {
    breakage.rates(amount, rate);
  });
}

}  // namespace

TEST_CASE("a steady mill agrees with the direct solution of its linear balance") {
  const SizeGrid grid = SizeGrid::geometric(10e-6, 3e-3, 14);
  const Breakage breakage(grid, quartz_like());
  const Amounts feed = class_shares(RosinRammler::from_p80(1.2e-3, 1.0), grid);
  const Amounts amount = milled(breakage, feed);

  // Coarsest first: m_i (1/t + S_i) = f_i + sum over coarser j of b_ij S_j m_j.
  const int classes = grid.size();
  Amounts direct(feed.size(), 0.0);
  for (int i = classes - 1; i >= 0; --i) {
    double gained = feed[static_cast<std::size_t>(i)];
    for (int j = i + 1; j < classes; ++j)
      gained += breakage.fragments(i, j) * breakage.selection(j) *
                direct[static_cast<std::size_t>(j)];
    direct[static_cast<std::size_t>(i)] = gained / (1.0 / residence + breakage.selection(i));
  }
  for (std::size_t i = 0; i < feed.size(); ++i)
    CHECK(amount[i] == Approx(direct[i]).epsilon(1e-11));
  CHECK(sum(amount) == Approx(residence * sum(feed)).epsilon(1e-12));
  CHECK(passing_size(grid, amount, 0.8) < passing_size(grid, feed, 0.8));
}

TEST_CASE("a steady mill with compensated breakage has the closed-form oversize") {
  // Selection and fragments with one exponent: the oversize R of every edge x decays by itself,
  // dR/dt = -S(r x) R with r the ratio of the grid, so R = R_feed / (1 + S(r x) t).
  BreakageParameters p{};
  p.rate = 0.01;
  p.reference_size = 1e-3;
  p.selection_exponent = 0.9;
  p.ineffective_size = 1e6;
  p.ineffective_exponent = 3.0;
  p.fines_fraction = 1.0;
  p.fines_exponent = 0.9;
  p.coarse_exponent = 4.0;
  const SizeGrid grid = SizeGrid::geometric(10e-6, 3e-3, 16);
  const Amounts feed = class_shares(RosinRammler::from_p80(1.2e-3, 1.0), grid);
  const Amounts amount = milled(Breakage(grid, p), feed);

  const double ratio = grid.upper(0) / grid.lower(0);
  double oversize = 0.0;
  double feed_oversize = 0.0;
  for (int i = grid.size() - 1; i > 0; --i) {
    oversize += amount[static_cast<std::size_t>(i)] / residence;
    feed_oversize += feed[static_cast<std::size_t>(i)];
    const double selection =
        p.rate * std::pow(ratio * grid.lower(i) / p.reference_size, p.selection_exponent);
    CHECK(oversize == Approx(feed_oversize / (1.0 + selection * residence)).epsilon(1e-10));
  }
}
