#pragma once
#include <array>
#include <cmath>

namespace raffinate::numerics {

/// Forward-mode dual number: a value and its derivatives in `Width` directions at once.
///
/// Fixed width on the stack, trivially copyable, no heap. There is no conversion back to double:
/// derivatives are never lost by accident, `value(x)` says so in the text.
template <int Width>
class DualOf {
 public:
  static constexpr int width = Width;

  DualOf() = default;
  DualOf(double value) : v(value) {}  // NOLINT: constants are written as plain numbers

  double v = 0.0;
  std::array<double, width> d{};
};

/// What Jacobians are made with: wide enough for a vector register or two, narrow enough for sparse rows.
using Dual = DualOf<8>;

inline double value(double x) { return x; }
template <int W>
double value(const DualOf<W>& x) { return x.v; }

namespace detail {
/// f(a) with known value f and derivative factor f'(a).
template <int W>
DualOf<W> chain(double f, double slope, const DualOf<W>& a) {
  DualOf<W> r(f);
  for (int i = 0; i < W; ++i) r.d[i] = slope * a.d[i];
  return r;
}
}  // namespace detail

template <int W>
DualOf<W>& operator+=(DualOf<W>& a, const DualOf<W>& b) {
  a.v += b.v;
  for (int i = 0; i < W; ++i) a.d[i] += b.d[i];
  return a;
}
template <int W>
DualOf<W>& operator-=(DualOf<W>& a, const DualOf<W>& b) {
  a.v -= b.v;
  for (int i = 0; i < W; ++i) a.d[i] -= b.d[i];
  return a;
}
template <int W>
DualOf<W> operator+(DualOf<W> a, const DualOf<W>& b) { return a += b; }
template <int W>
DualOf<W> operator-(DualOf<W> a, const DualOf<W>& b) { return a -= b; }
template <int W>
DualOf<W> operator-(const DualOf<W>& a) { return detail::chain(-a.v, -1.0, a); }
template <int W>
DualOf<W> operator*(const DualOf<W>& a, const DualOf<W>& b) {
  DualOf<W> r(a.v * b.v);
  for (int i = 0; i < W; ++i) r.d[i] = a.d[i] * b.v + a.v * b.d[i];
  return r;
}
template <int W>
DualOf<W> operator/(const DualOf<W>& a, const DualOf<W>& b) {
  const double inverse = 1.0 / b.v;
  DualOf<W> r(a.v * inverse);
  for (int i = 0; i < W; ++i) r.d[i] = (a.d[i] - r.v * b.d[i]) * inverse;
  return r;
}

template <int W>
DualOf<W>& operator+=(DualOf<W>& a, double b) { a.v += b; return a; }
template <int W>
DualOf<W>& operator-=(DualOf<W>& a, double b) { a.v -= b; return a; }
template <int W>
DualOf<W> operator+(DualOf<W> a, double b) { return a += b; }
template <int W>
DualOf<W> operator+(double a, DualOf<W> b) { return b += a; }
template <int W>
DualOf<W> operator-(DualOf<W> a, double b) { return a -= b; }
template <int W>
DualOf<W> operator-(double a, const DualOf<W>& b) { return detail::chain(a - b.v, -1.0, b); }
template <int W>
DualOf<W> operator*(const DualOf<W>& a, double b) { return detail::chain(a.v * b, b, a); }
template <int W>
DualOf<W> operator*(double a, const DualOf<W>& b) { return b * a; }
template <int W>
DualOf<W> operator/(const DualOf<W>& a, double b) { return a * (1.0 / b); }
template <int W>
DualOf<W> operator/(double a, const DualOf<W>& b) {
  const double f = a / b.v;
  return detail::chain(f, -f / b.v, b);
}
template <int W>
DualOf<W>& operator*=(DualOf<W>& a, const DualOf<W>& b) { return a = a * b; }
template <int W>
DualOf<W>& operator/=(DualOf<W>& a, const DualOf<W>& b) { return a = a / b; }
template <int W>
DualOf<W>& operator*=(DualOf<W>& a, double b) { return a = a * b; }
template <int W>
DualOf<W>& operator/=(DualOf<W>& a, double b) { return a = a / b; }

template <int W>
DualOf<W> exp(const DualOf<W>& a) {
  const double f = std::exp(a.v);
  return detail::chain(f, f, a);
}
template <int W>
DualOf<W> log(const DualOf<W>& a) { return detail::chain(std::log(a.v), 1.0 / a.v, a); }
template <int W>
DualOf<W> sqrt(const DualOf<W>& a) {
  const double f = std::sqrt(a.v);
  return detail::chain(f, 0.5 / f, a);
}
template <int W>
DualOf<W> cbrt(const DualOf<W>& a) {
  const double f = std::cbrt(a.v);
  return detail::chain(f, f / (3.0 * a.v), a);
}
template <int W>
DualOf<W> pow(const DualOf<W>& a, double exponent) {
  const double f = std::pow(a.v, exponent);
  return detail::chain(f, exponent * f / a.v, a);
}
template <int W>
DualOf<W> tanh(const DualOf<W>& a) {
  const double f = std::tanh(a.v);
  return detail::chain(f, 1.0 - f * f, a);
}
template <int W>
DualOf<W> log1p(const DualOf<W>& a) { return detail::chain(std::log1p(a.v), 1.0 / (1.0 + a.v), a); }

}  // namespace raffinate::numerics
