#include <catch2/catch.hpp>

#include <cmath>

#include "aqueous/mixing_integral.hpp"

using raffinate::aqueous::mixing_integral;

namespace {

/// J(x) from its definition (Pitzer 1975, equation 46) by Simpson's rule over y = t^3, which takes off the singular
/// start. Loses digits to cancellation for small x.
double by_simpson(double x) {
  const int intervals = 20000;
  const double end = std::cbrt(60.0), h = end / intervals;
  const auto integrand = [x](double t) {
    if (t == 0) return 0.0;
    const double y = t * t * t;
    return -std::expm1(-x / y * std::exp(-y)) * y * y * 3 * t * t;
  };
  double sum = integrand(0) + integrand(end);
  for (int i = 1; i < intervals; ++i) sum += (i % 2 == 1 ? 4 : 2) * integrand(i * h);
  return x / 4 - 1 + sum * h / 3 / x;
}

double J(double x) { return mixing_integral().at(std::log(x)).value * x * x; }

}  // namespace

TEST_CASE("the mixing integral agrees with Simpson's rule on its definition") {
  for (const double x : {1e-3, 0.01, 0.1, 0.5, 1.0, 3.0, 10.0, 50.0, 300.0}) {
    CAPTURE(x);
    // The definition cancels to about 1e-16 of its terms of order one.
    CHECK(J(x) == Approx(by_simpson(x)).epsilon(1e-10).margin(1e-13));
  }
}

TEST_CASE("the mixing integral has its limits") {
  // Pitzer 1975: J = x/4 - 1 + small for large x.
  CHECK(J(1e5) == Approx(1e5 / 4 - 1).epsilon(1e-6));
  // J -> -x^2/6 ln x + c x^2 for small x: the difference of J/x^2 over one decade.
  const auto reduced = [](double x) { return J(x) / (x * x); };
  CHECK(reduced(1e-6) - reduced(1e-5) == Approx(std::log(10.0) / 6).epsilon(1e-4));
}

TEST_CASE("the mixing integral goes on smoothly below its table") {
  const double below = std::log(1e-9);
  CHECK(mixing_integral().at(below).first == Approx(-1.0 / 6).epsilon(1e-3));
}

TEST_CASE("derivatives of the mixing integral agree with differences") {
  for (const double u : {-9.0, -4.2, -1.0, 0.3, 2.5, 6.0}) {
    const double h = 1e-4;
    const auto at = mixing_integral().at(u), above = mixing_integral().at(u + h), below = mixing_integral().at(u - h);
    CHECK(at.first == Approx((above.value - below.value) / (2 * h)).epsilon(1e-7));
    CHECK(at.second == Approx((above.first - below.first) / (2 * h)).epsilon(1e-6));
  }
}
