#pragma once
#include <array>
#include <cmath>

namespace raffinate::numerics {

/// Forward-mode dual number: a value and its derivatives in `width` directions at once.
///
/// Fixed width on the stack, trivially copyable, no heap. There is no conversion back to double:
/// derivatives are never lost by accident, `value(x)` says so in the text.
class Dual {
 public:
  static constexpr int width = 8;

  Dual() = default;
  Dual(double value) : v(value) {}  // NOLINT: constants are written as plain numbers

  double v = 0.0;
  std::array<double, width> d{};
};

inline double value(double x) { return x; }
inline double value(const Dual& x) { return x.v; }

namespace detail {
/// f(a) with known value f and derivative factor f'(a).
inline Dual chain(double f, double slope, const Dual& a) {
  Dual r(f);
  for (int i = 0; i < Dual::width; ++i) r.d[i] = slope * a.d[i];
  return r;
}
}  // namespace detail

inline Dual& operator+=(Dual& a, const Dual& b) {
  a.v += b.v;
  for (int i = 0; i < Dual::width; ++i) a.d[i] += b.d[i];
  return a;
}
inline Dual& operator-=(Dual& a, const Dual& b) {
  a.v -= b.v;
  for (int i = 0; i < Dual::width; ++i) a.d[i] -= b.d[i];
  return a;
}
inline Dual operator+(Dual a, const Dual& b) { return a += b; }
inline Dual operator-(Dual a, const Dual& b) { return a -= b; }
inline Dual operator-(const Dual& a) { return detail::chain(-a.v, -1.0, a); }
inline Dual operator*(const Dual& a, const Dual& b) {
  Dual r(a.v * b.v);
  for (int i = 0; i < Dual::width; ++i) r.d[i] = a.d[i] * b.v + a.v * b.d[i];
  return r;
}
inline Dual operator/(const Dual& a, const Dual& b) {
  const double inverse = 1.0 / b.v;
  Dual r(a.v * inverse);
  for (int i = 0; i < Dual::width; ++i) r.d[i] = (a.d[i] - r.v * b.d[i]) * inverse;
  return r;
}

inline Dual& operator+=(Dual& a, double b) { a.v += b; return a; }
inline Dual& operator-=(Dual& a, double b) { a.v -= b; return a; }
inline Dual operator+(Dual a, double b) { return a += b; }
inline Dual operator+(double a, Dual b) { return b += a; }
inline Dual operator-(Dual a, double b) { return a -= b; }
inline Dual operator-(double a, const Dual& b) { return detail::chain(a - b.v, -1.0, b); }
inline Dual operator*(const Dual& a, double b) { return detail::chain(a.v * b, b, a); }
inline Dual operator*(double a, const Dual& b) { return b * a; }
inline Dual operator/(const Dual& a, double b) { return a * (1.0 / b); }
inline Dual operator/(double a, const Dual& b) {
  const double f = a / b.v;
  return detail::chain(f, -f / b.v, b);
}
inline Dual& operator*=(Dual& a, const Dual& b) { return a = a * b; }
inline Dual& operator/=(Dual& a, const Dual& b) { return a = a / b; }
inline Dual& operator*=(Dual& a, double b) { return a = a * b; }
inline Dual& operator/=(Dual& a, double b) { return a = a / b; }

inline Dual exp(const Dual& a) {
  const double f = std::exp(a.v);
  return detail::chain(f, f, a);
}
inline Dual log(const Dual& a) { return detail::chain(std::log(a.v), 1.0 / a.v, a); }
inline Dual sqrt(const Dual& a) {
  const double f = std::sqrt(a.v);
  return detail::chain(f, 0.5 / f, a);
}
inline Dual cbrt(const Dual& a) {
  const double f = std::cbrt(a.v);
  return detail::chain(f, f / (3.0 * a.v), a);
}
inline Dual pow(const Dual& a, double exponent) {
  const double f = std::pow(a.v, exponent);
  return detail::chain(f, exponent * f / a.v, a);
}
inline Dual tanh(const Dual& a) {
  const double f = std::tanh(a.v);
  return detail::chain(f, 1.0 - f * f, a);
}
inline Dual log1p(const Dual& a) { return detail::chain(std::log1p(a.v), 1.0 / (1.0 + a.v), a); }

}  // namespace raffinate::numerics
