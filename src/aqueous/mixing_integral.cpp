#include "aqueous/mixing_integral.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace raffinate::aqueous {

namespace {

constexpr double lowest_u = -12, width = 0.4;
constexpr int piece_count = 65;

/// 1 - q + q^2/2 - exp(-q) for q >= 0, without cancellation.
double remainder(double q) {
  if (q > 1) return 1 - q + 0.5 * q * q - std::exp(-q);
  double term = q * q * q / 6, sum = 0;
  for (int n = 4; std::abs(term) > 1e-18 * sum; ++n) {
    sum += term;
    term *= -q / n;
  }
  return sum;
}

double scaled_integral(double u) {
  const double x = std::exp(u);
  return MixingIntegral::by_quadrature(x) / (x * x);
}

/// Coefficients of the polynomial through values at the zeros of a Chebyshev polynomial of t in [-1, 1].
template <std::size_t n>
std::array<double, n> interpolate(const std::array<double, n>& zeros, std::array<double, n> values) {
  for (std::size_t k = 1; k < n; ++k)  // divided differences
    for (std::size_t j = n - 1; j >= k; --j) values[j] = (values[j] - values[j - 1]) / (zeros[j] - zeros[j - k]);
  for (std::size_t k = n - 1; k-- > 0;)  // from Newton's form to powers of t
    for (std::size_t j = k; j + 1 < n; ++j) values[j] -= zeros[k] * values[j + 1];
  return values;
}

/// A polynomial and its first two derivatives.
template <std::size_t n>
MixingValue polynomial(const std::array<double, n>& c, double t) {
  double value = c[n - 1], first = 0, half_second = 0;
  for (std::size_t k = n - 1; k-- > 0;) {
    half_second = half_second * t + first;
    first = first * t + value;
    value = value * t + c[k];
  }
  return {value, first, 2 * half_second};
}

}  // namespace

double MixingIntegral::by_quadrature(double x) {
  // With y = exp(s - exp(-s)) the integrand dies off doubly exponentially both ways and the trapezoidal rule
  // converges geometrically.
  constexpr double step = 1.0 / 24, first = -4, last = 4.5;
  double sum = 0;
  for (double s = first; s <= last; s += step) {
    const double decay = std::exp(-s), y = std::exp(s - decay);
    sum += remainder(x / y * std::exp(-y)) * y * y * y * (1 + decay);
  }
  return step * sum / x;
}

MixingIntegral::MixingIntegral() {
  std::array<double, degree + 1> zeros{}, values{};
  for (int j = 0; j <= degree; ++j) zeros[j] = std::cos(std::numbers::pi * (j + 0.5) / (degree + 1));
  for (int piece = 0; piece < piece_count; ++piece) {
    const double middle = lowest_u + (piece + 0.5) * width;
    for (int j = 0; j <= degree; ++j) values[j] = scaled_integral(middle + 0.5 * width * zeros[j]);
    pieces_.push_back(interpolate(zeros, values));
  }
}

MixingValue MixingIntegral::at(double u) const noexcept {
  const double inside = std::clamp(u, lowest_u, lowest_u + piece_count * width);
  const int piece = std::min(static_cast<int>((inside - lowest_u) / width), piece_count - 1);
  const double per_u = 2 / width, t = (inside - lowest_u - (piece + 0.5) * width) * per_u;
  MixingValue v = polynomial(pieces_[static_cast<std::size_t>(piece)], t);
  v.first *= per_u;
  v.second *= per_u * per_u;
  if (u != inside) v = {v.value + v.first * (u - inside), v.first, 0};
  return v;
}

const MixingIntegral& mixing_integral() {
  static const MixingIntegral table;
  return table;
}

}  // namespace raffinate::aqueous
