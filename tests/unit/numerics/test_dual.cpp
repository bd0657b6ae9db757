#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <type_traits>

#include "numerics/dual.hpp"

using namespace raffinate::numerics;

namespace {

/// x seeded in one direction, so that d[lane] is the derivative.
Dual variable(double x, int lane) {
  Dual r(x);
  r.d[static_cast<std::size_t>(lane)] = 1.0;
  return r;
}

struct Function {
  const char* name;
  std::function<Dual(const Dual&)> f;
  std::function<double(double)> value, slope;
};

const Function functions[] = {
    {"exp", [](const Dual& x) { return exp(x); }, [](double x) { return std::exp(x); }, [](double x) { return std::exp(x); }},
    {"log", [](const Dual& x) { return log(x); }, [](double x) { return std::log(x); }, [](double x) { return 1 / x; }},
    {"log1p", [](const Dual& x) { return log1p(x); }, [](double x) { return std::log1p(x); }, [](double x) { return 1 / (1 + x); }},
    {"sqrt", [](const Dual& x) { return sqrt(x); }, [](double x) { return std::sqrt(x); }, [](double x) { return 0.5 / std::sqrt(x); }},
    {"cbrt", [](const Dual& x) { return cbrt(x); }, [](double x) { return std::cbrt(x); }, [](double x) { return std::cbrt(x) / (3 * x); }},
    {"pow", [](const Dual& x) { return pow(x, -1.7); }, [](double x) { return std::pow(x, -1.7); }, [](double x) { return -1.7 * std::pow(x, -2.7); }},
    {"tanh", [](const Dual& x) { return tanh(x); }, [](double x) { return std::tanh(x); }, [](double x) { return 1 / std::pow(std::cosh(x), 2); }},
    {"negation", [](const Dual& x) { return -x; }, [](double x) { return -x; }, [](double) { return -1.0; }},
    {"reciprocal", [](const Dual& x) { return 3.0 / x; }, [](double x) { return 3 / x; }, [](double x) { return -3 / (x * x); }},
    {"constants", [](const Dual& x) { return 2.0 + (5.0 - x * 3.0) / 4.0 - 1.0; }, [](double x) { return 2 + (5 - 3 * x) / 4 - 1; }, [](double) { return -0.75; }},
};

}  // namespace

TEST_CASE("dual numbers carry values and derivatives of elementary functions") {
  for (const Function& f : functions)
    for (const double x : {0.03, 0.7, 1.0, 4.2}) {
      INFO(f.name << " at " << x);
      const Dual y = f.f(variable(x, 3));
      CHECK(y.v == Approx(f.value(x)).epsilon(1e-14));
      CHECK(y.d[3] == Approx(f.slope(x)).epsilon(1e-13));
      CHECK(y.d[2] == 0.0);
    }
}

TEST_CASE("dual numbers differentiate in eight directions at once") {
  const Dual x = variable(1.3, 0), y = variable(-0.4, 7);
  const Dual product = x * y, quotient = x / y, mixed = exp(x * y) - x + y;
  CHECK(product.d[0] == Approx(-0.4));
  CHECK(product.d[7] == Approx(1.3));
  CHECK(quotient.d[0] == Approx(1.0 / -0.4));
  CHECK(quotient.d[7] == Approx(-1.3 / 0.16));
  CHECK(mixed.d[0] == Approx(-0.4 * std::exp(-0.52) - 1.0));
  CHECK(mixed.d[7] == Approx(1.3 * std::exp(-0.52) + 1.0));
}

TEST_CASE("assignments of dual numbers agree with their operators") {
  const Dual x = variable(1.3, 0), y = variable(-0.4, 1);
  Dual sum = x, difference = x, product = x, quotient = x;
  sum += y;
  difference -= y;
  product *= y;
  quotient /= y;
  for (const auto& [assigned, direct] : {std::pair{sum, x + y}, {difference, x - y}, {product, x * y}, {quotient, x / y}}) {
    CHECK(assigned.v == direct.v);
    CHECK(assigned.d == direct.d);
  }
  product *= 2.0;
  quotient /= 2.0;
  sum += 1.0;
  difference -= 1.0;
  CHECK(product.d[1] == Approx(2.6));
  CHECK(quotient.d[0] == Approx(-1.25));
  CHECK(sum.v == Approx(1.9));
  CHECK(difference.v == Approx(0.7));
}

TEST_CASE("dual numbers live on the stack and never turn into plain numbers unasked") {
  CHECK(std::is_trivially_copyable_v<Dual>);
  CHECK_FALSE(std::is_convertible_v<Dual, double>);
  CHECK(value(variable(2.5, 1)) == 2.5);
}
