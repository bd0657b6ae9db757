#pragma once

#include <cstddef>

namespace raffinate::aqueous {

/// to += factor * from, for n values that do not overlap.
inline void add_multiple(double* __restrict to, const double* __restrict from, double factor, std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i) to[i] += factor * from[i];
}

/// Factors a small dense row-major matrix in place, P A = L U with row exchanges.
/// `stride` is the distance between rows; returns false when a pivot vanishes or is not finite.
[[nodiscard]] bool factor(double* a, int n, int stride, int* pivots) noexcept;

/// Solves A x = b in place for one right-hand side.
void substitute(const double* a, int n, int stride, const int* pivots, double* b) noexcept;

}  // namespace raffinate::aqueous
