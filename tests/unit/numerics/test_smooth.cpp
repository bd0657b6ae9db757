#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "numerics/dependency.hpp"
#include "numerics/smooth.hpp"

using namespace raffinate::numerics;

namespace {

Dual variable(double x) {
  Dual r(x);
  r.d[0] = 1.0;
  return r;
}

const std::vector<std::pair<const char*, std::function<Dual(const Dual&)>>> functions{
    {"positive", [](const Dual& x) { return smooth::positive(x, 0.1); }},
    {"step", [](const Dual& x) { return smooth::step(x, 0.1); }},
    {"clamp", [](const Dual& x) { return smooth::clamp(x, -1.0, 2.0, 0.1); }},
    {"softplus", [](const Dual& x) { return smooth::softplus(x, 0.1); }},
    {"presence", [](const Dual& x) { return smooth::presence(x, 0.1); }},
};

}  // namespace

TEST_CASE("smooth functions have the slopes that differences have") {
  for (const auto& [name, f] : functions)
    for (const double x : {-3.0, -0.31, -0.05, 0.0, 1e-3, 0.12, 1.9, 2.05, 5.0}) {
      INFO(name << " at " << x);
      const double h = 1e-6;
      CHECK(f(variable(x)).d[0] == Approx((f(x + h).v - f(x - h).v) / (2.0 * h)).margin(1e-8).epsilon(1e-6));
    }
}

TEST_CASE("positive is never negative and departs from max(x, 0) as documented") {
  for (double x = -5.0; x < 5.0; x += 0.01) CHECK(smooth::positive(x, 0.1) >= 0.0);
  CHECK(smooth::positive(0.0, 0.1) == Approx(0.05));
  CHECK(smooth::positive(5.0, 0.1) == Approx(5.0 + 0.01 / 20.0).epsilon(1e-6));
  CHECK(smooth::positive(-5.0, 0.1) == Approx(0.01 / 20.0).epsilon(1e-3));
}

TEST_CASE("softplus is smooth at its switch, exact far from it and safe anywhere") {
  CHECK(smooth::softplus(0.0, 0.1) == Approx(0.1 * std::log(2.0)));
  CHECK(smooth::softplus(1e-14, 0.1) == Approx(smooth::softplus(-1e-14, 0.1)).epsilon(1e-12));
  CHECK(smooth::softplus(4.0, 0.1) == 4.0);
  CHECK(smooth::softplus(-4.0, 0.1) < 1e-17);
  CHECK(smooth::softplus(1e6, 1e-3) == 1e6);
  CHECK(smooth::softplus(-1e6, 1e-3) == 0.0);
}

TEST_CASE("clamp stays within its limits but for the rounding, step runs from 0 to 1") {
  for (double x = -5.0; x < 5.0; x += 0.01) {
    CHECK(smooth::clamp(x, -1.0, 2.0, 0.01) > -1.0 - 1e-4);
    CHECK(smooth::clamp(x, -1.0, 2.0, 0.01) < 2.0 + 1e-4);
    CHECK(smooth::step(x, 0.1) >= 0.0);
    CHECK(smooth::step(x, 0.1) <= 1.0);
  }
  CHECK(smooth::clamp(0.5, -1.0, 2.0, 0.01) == Approx(0.5).margin(1e-4));
  CHECK(smooth::step(0.0, 0.1) == 0.5);
}

TEST_CASE("presence vanishes with the amount, turns around below zero and is one in plenty") {
  CHECK(smooth::presence(0.0, 0.1) == 0.0);
  CHECK(smooth::presence(-0.01, 0.1) < 0.0);
  CHECK(smooth::presence(0.1, 0.1) == Approx(0.5).epsilon(1e-3));
  CHECK(smooth::presence(1e4, 0.1) == Approx(1.0).epsilon(1e-4));
}

TEST_CASE("both sides of a smooth function depend on the same unknowns") {
  for (const double x : {-2.0, 0.0, 2.0}) {
    const auto a = Dependency::unknown(x, 3);
    CHECK(smooth::softplus(a, 0.1).depends_on(3));
    CHECK(smooth::positive(a, 0.1).depends_on(3));
    CHECK(smooth::step(a, 0.1).depends_on(3));
    CHECK(smooth::presence(a, 0.1).depends_on(3));
    CHECK(smooth::clamp(a, 0.0, 1.0, 0.1).depends_on(3));
  }
}
