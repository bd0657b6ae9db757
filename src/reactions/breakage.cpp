#include "reactions/breakage.hpp"

#include <cmath>
#include <stdexcept>

namespace raffinate::reactions {
namespace {

void check(const BreakageParameters& p) {
  const bool positive = p.rate >= 0.0 && p.reference_size > 0.0 && p.ineffective_size > 0.0 &&
                        p.fines_exponent > 0.0 && p.coarse_exponent > 0.0;
  if (!positive) throw std::invalid_argument("breakage sizes and exponents must be positive");
  if (!(p.fines_fraction >= 0.0 && p.fines_fraction <= 1.0))
    throw std::invalid_argument("the fines fraction of breakage must lie in 0..1");
}

/// S(L) = a (L/L_ref)^alpha / (1 + (L/mu)^Lambda) [1/s].
double selection_at(const BreakageParameters& p, double size) {
  return p.rate * std::pow(size / p.reference_size, p.selection_exponent) /
         (1.0 + std::pow(size / p.ineffective_size, p.ineffective_exponent));
}

/// Share of fragments finer than `ratio` times the lower edge of the broken class.
double finer_fragments(const BreakageParameters& p, double ratio) {
  return p.fines_fraction * std::pow(ratio, p.fines_exponent) +
         (1.0 - p.fines_fraction) * std::pow(ratio, p.coarse_exponent);
}

}  // namespace

Breakage::Breakage(const SizeGrid& grid, const BreakageParameters& parameters)
    : size_(grid.size()),
      selection_(static_cast<std::size_t>(size_), 0.0),
      fragments_(static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_), 0.0) {
  check(parameters);
  for (int from = 1; from < size_; ++from) {
    selection_[static_cast<std::size_t>(from)] = selection_at(parameters, grid.upper(from));
    double finer = 0.0;
    for (int to = 0; to < from; ++to) {
      const double passing = finer_fragments(parameters, grid.upper(to) / grid.lower(from));
      fragments_[static_cast<std::size_t>(from * size_ + to)] = passing - finer;
      finer = passing;
    }
  }
}

}  // namespace raffinate::reactions
