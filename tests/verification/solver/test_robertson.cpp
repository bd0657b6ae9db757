#include <catch2/catch.hpp>
#include <cmath>

#include "robertson.hpp"
#include "solvers/dynamic_solver.hpp"

using namespace raffinate;
using raffinate::test::Robertson;

namespace {

struct Point {
  double t, y1, y2, y3;
};

// The last point is the reference solution of the Test Set for IVP Solvers (Mazzia and Magherini, problem ROBER, from
// Hairer and Wanner, Solving Ordinary Differential Equations II). The others come from a Radau IIA method of order 5 with
// 80 steps a decade, written for the purpose: halving its steps changes them by less than 2e-10, and it reproduces the
// last point to all of its digits shown.
constexpr Point reference[] = {
    {4e-1, 9.851721138610e-01, 3.386395378975e-05, 1.479402218522e-02},
    {4e0, 9.055186785842e-01, 2.240475687562e-05, 9.445891665889e-02},
    {4e1, 7.158270687191e-01, 9.185534764548e-06, 2.841637457461e-01},
    {4e2, 4.505186684706e-01, 3.222901441669e-06, 5.494781086279e-01},
    {4e3, 1.832022577762e-01, 8.942371252743e-07, 8.167968479867e-01},
    {4e4, 3.898337708528e-02, 1.621768315901e-07, 9.610164607379e-01},
    {4e5, 4.938274520967e-03, 1.984994087949e-08, 9.950617056291e-01},
    {4e6, 5.168096014921e-04, 2.068294491223e-09, 9.994831883302e-01},
    {4e7, 5.203071844120e-05, 2.081335731892e-10, 9.999479690734e-01},
    {1e11, 2.083340149701e-08, 8.333360770335e-14, 9.999999791665e-01},
};

struct Result {
  double worst = 0.0;     ///< relative error of any component at any point
  double invariant = 0.0; ///< largest departure from y1 + y2 + y3 = 1
  double ledger = 0.0;    ///< largest departure from ledger = 1 - y1
  std::vector<double> roots;
  solvers::DynamicStatistics statistics;
};

Result solve(double tolerance) {
  Robertson system;
  solvers::DynamicSolver solver(system, {.relative_tolerance = tolerance});
  solver.start(0.0, std::vector<double>{1.0, 0.0, 0.0, 0.0});
  Result result;
  double t = 0.0;
  for (const Point& point : reference) {
    while (t < point.t) {
      const auto reached = solver.advance(point.t, reference[9].t);
      t = reached.t;
      if (!reached.roots.empty()) result.roots.push_back(t);
    }
    const auto y = solver.state();
    const double exact[] = {point.y1, point.y2, point.y3};
    for (std::size_t i = 0; i < 3; ++i) result.worst = std::max(result.worst, std::abs(y[i] / exact[i] - 1.0));
    result.invariant = std::max(result.invariant, std::abs(y[0] + y[1] + y[2] - 1.0));
    result.ledger = std::max(result.ledger, std::abs(y[3] - (1.0 - y[0])));
  }
  result.statistics = solver.statistics();
  return result;
}

}  // namespace

TEST_CASE("Robertson's problem is solved over twelve decades of time") {
  const auto result = solve(1e-9);
  CHECK(result.worst < 1e-6);
  CHECK(result.statistics.jacobian_evaluations < result.statistics.steps);
}

TEST_CASE("the error follows the tolerance") {
  const double loose = solve(1e-4).worst, middle = solve(1e-6).worst, tight = solve(1e-8).worst;
  CHECK(loose < 1e-2);
  CHECK(middle < 0.1 * loose);  // a factor of 100 in tolerance is worth at least 10 in error
  CHECK(tight < 0.1 * middle);
}

TEST_CASE("sums that the equations keep are kept to round-off at any tolerance, a ledger without error control included") {
  for (const double tolerance : {1e-2, 1e-4, 1e-8}) {
    const auto result = solve(tolerance);
    INFO(tolerance);
    CHECK(result.invariant < 1e-12);
    CHECK(result.ledger < 1e-12);
  }
}

TEST_CASE("events are found where they happen") {
  const auto result = solve(1e-9);
  REQUIRE(result.roots.size() == 2);
  // Example cvRoberts_dns of SUNDIALS prints 2.6391e-01 and 2.0795e+07 at a relative tolerance of 1e-4.
  CHECK(result.roots[0] == Approx(2.6391e-1).epsilon(1e-3));
  CHECK(result.roots[1] == Approx(2.0795e7).epsilon(1e-2));
}
