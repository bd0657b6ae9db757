#include <catch2/catch.hpp>
#include <cmath>

#include "solvers/dynamic_solver.hpp"
#include "verification/solver/dense_system.hpp"

using namespace raffinate;

// A trace y at saturation: below 1 a solid dissolves at once, above it the solid forms slowly. A source that grows with time
// is negative at first, so that the solid holds y at 1, and then lifts y above it:
//   y' = a (t - 100) - k (y - 1),   k fast below, slow above;   y = 1 + a (s/k - (1 - exp(-k s))/k^2),  s = t - 100 > 0
// The integrator arrives with large steps and a Jacobian that knows only that y hardly moves. Kept beyond y = 1 it makes
// corrections that are next to nothing however wrong y is.
TEST_CASE("an outdated Jacobian does not pass for convergence where the equations have a kink") {
  constexpr double fast = 1e6, slow = 0.01, a = 1e-3;
  const auto k = [](double y) { return y < 1.0 ? fast : slow; };
  test::DenseSystem system(
      2,
      [&](const double* x, double* dx) {
        dx[0] = a * (x[1] - 100.0) - k(x[0]) * (x[0] - 1.0);
        dx[1] = 1.0;  // time
      },
      [&](const double* x, int row, int column) { return row == 1 ? 0.0 : column == 1 ? a : -k(x[0]); });
  const double tolerance = GENERATE(1e-3, 1e-4, 1e-5);
  solvers::DynamicSolver solver(system, {.relative_tolerance = tolerance});
  solver.start(0.0, std::vector<double>{1.0, 0.0});
  for (const double t : {90.0, 120.0, 150.0, 200.0, 300.0}) {
    solver.advance(t, 300.0);
    INFO(t << " at tolerance " << tolerance);
    const double s = std::max(t - 100.0, 0.0);
    const double exact = 1.0 + a * (s / slow - (1.0 - std::exp(-slow * s)) / (slow * slow));
    CHECK(solver.state()[0] == Approx(exact).epsilon(50.0 * tolerance));  // of some fifty steps, each within the tolerance
  }
}
