#include "aqueous/dense_lu.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::aqueous {

namespace {

/// Four partial sums, since a single one is bound by the latency of an addition.
double dot(const double* a, const double* b, int n) {
  double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (; i < n; ++i) s0 += a[i] * b[i];
  return (s0 + s1) + (s2 + s3);
}

void subtract(double* __restrict to, const double* __restrict from, double factor, int n) {
  for (int i = 0; i < n; ++i) to[i] -= factor * from[i];
}

}  // namespace

bool factor(double* a, int n, int stride, int* pivots) noexcept {
  for (int k = 0; k < n; ++k) {
    int pivot = k;
    double largest = std::abs(a[k * stride + k]);
    for (int i = k + 1; i < n; ++i) {
      const double candidate = std::abs(a[i * stride + k]);
      if (candidate > largest) largest = candidate, pivot = i;
    }
    if (!(largest > 0) || !std::isfinite(largest)) return false;
    pivots[k] = pivot;
    double* row = a + k * stride;
    if (pivot != k) std::swap_ranges(row, row + n, a + pivot * stride);
    const double inverse = 1 / row[k];
    for (int i = k + 1; i < n; ++i) {
      double* below = a + i * stride;
      const double multiplier = below[k] * inverse;
      below[k] = multiplier;
      if (multiplier != 0) subtract(below + k + 1, row + k + 1, multiplier, n - k - 1);
    }
    row[k] = inverse;  // substitution multiplies by the reciprocal
  }
  return true;
}

void substitute(const double* a, int n, int stride, const int* pivots, double* b) noexcept {
  for (int k = 0; k < n; ++k) std::swap(b[k], b[pivots[k]]);
  for (int i = 1; i < n; ++i) b[i] -= dot(a + i * stride, b, i);
  for (int i = n - 1; i >= 0; --i) {
    const double* row = a + i * stride;
    b[i] = (b[i] - dot(row + i + 1, b + i + 1, n - i - 1)) * row[i];
  }
}

}  // namespace raffinate::aqueous
