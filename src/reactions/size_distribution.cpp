#include "reactions/size_distribution.hpp"

#include <cmath>
#include <numeric>
#include <stdexcept>

namespace raffinate::reactions {
namespace {

double finer_than(const RosinRammler& d, double size) {
  return -std::expm1(-std::pow(size / d.size, d.spread));
}

double finer_than(const LogNormal& d, double size) {
  return 0.5 * std::erfc(-std::log(size / d.median) / (d.ln_deviation * std::sqrt(2.0)));
}

void check(double size, double width) {
  if (!(size > 0.0 && width > 0.0))
    throw std::invalid_argument("a size distribution needs a positive size and width");
}
void check(const RosinRammler& d) { check(d.size, d.spread); }
void check(const LogNormal& d) { check(d.median, d.ln_deviation); }

template <class Distribution>
std::vector<double> shares_of(const Distribution& distribution, const SizeGrid& grid) {
  check(distribution);
  std::vector<double> shares;
  double finer = 0.0;
  for (int i = 0; i < grid.size(); ++i) {
    const bool coarsest = i + 1 == grid.size();
    const double passing = coarsest ? 1.0 : finer_than(distribution, grid.upper(i));
    shares.push_back(passing - finer);
    finer = passing;
  }
  return shares;
}

std::vector<double> shares_of(const MassShares& measured, const SizeGrid& grid) {
  std::vector<double> shares = measured.shares;
  if (static_cast<int>(shares.size()) != grid.size())
    throw std::invalid_argument("mass shares must have one number per size class");
  double sum = 0.0;
  for (const double share : shares) {
    if (!(share >= 0.0)) throw std::invalid_argument("mass shares must not be negative");
    sum += share;
  }
  if (!(sum > 0.0) || !std::isfinite(sum))
    throw std::invalid_argument("mass shares must have a positive sum");
  for (double& share : shares) share /= sum;
  return shares;
}

double sum_of(std::span<const double> amount) {
  return std::accumulate(amount.begin(), amount.end(), 0.0);
}

}  // namespace

RosinRammler RosinRammler::from_p80(double p80, double spread) {
  check(p80, spread);
  // 1 - exp(-(p80/size)^n) = 0.8, so (p80/size)^n = ln 5.
  return {p80 / std::pow(std::log(5.0), 1.0 / spread), spread};
}

std::vector<double> class_shares(const SizeDistribution& distribution, const SizeGrid& grid) {
  return std::visit([&grid](const auto& d) { return shares_of(d, grid); }, distribution);
}

double passing_size(const SizeGrid& grid, std::span<const double> amount, double passing) {
  const double wanted = passing * sum_of(amount);
  if (!(wanted > 0.0)) return 0.0;
  double finer = 0.0;
  for (int i = 0; i < grid.size(); ++i) {
    const double here = amount[static_cast<std::size_t>(i)];
    if (here > 0.0 && finer + here >= wanted) {
      const double part = (wanted - finer) / here;
      if (i == 0) return part * grid.upper(0);
      return grid.lower(i) * std::pow(grid.upper(i) / grid.lower(i), part);
    }
    finer += here;
  }
  return grid.largest();
}

double sauter_mean(const SizeGrid& grid, std::span<const double> amount) {
  double per_size = 0.0;
  for (int i = 0; i < grid.size(); ++i)
    per_size += amount[static_cast<std::size_t>(i)] / grid.mean(i);
  return per_size > 0.0 ? sum_of(amount) / per_size : 0.0;
}

double coarsest_share(std::span<const double> amount) {
  const double sum = sum_of(amount);
  return sum > 0.0 ? amount.back() / sum : 0.0;
}

}  // namespace raffinate::reactions
