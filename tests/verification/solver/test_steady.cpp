#include <catch2/catch.hpp>
#include <cmath>

#include "solvers/newton_solver.hpp"
#include "solvers/null_directions.hpp"
#include "solvers/pseudo_transient.hpp"
#include "solvers/slow_modes.hpp"
#include "verification/solver/dense_system.hpp"

using namespace raffinate;
using test::DenseSystem;

namespace {

constexpr double hour = 3600.0;

/// Three tanks in a ring: what is in them goes round for ever.
DenseSystem ring(std::vector<double> feed) {
  return {{{-1e-3, 0, 3e-3}, {1e-3, -2e-3, 0}, {0, 2e-3, -3e-3}}, std::move(feed)};
}

}  // namespace

TEST_CASE("KINSOL finds the steady state of a chain of tanks with rates over eight decades") {
  // x0' = 1 - 1e-6 x0, x1' = 1e-6 x0 - 1e2 x1: at rest x0 = 1e6, x1 = 1e-2.
  DenseSystem chain({{-1e-6, 0}, {1e-6, -1e2}}, {1, 0});
  std::vector<double> x{0, 0};
  solvers::NewtonSolver newton(chain);
  CHECK(newton.solve(0, x, hour, 1e-10, 20).converged);
  CHECK(solvers::StateJacobian(chain).states() == 2);
  solvers::StateJacobian jacobian(chain);
  CHECK(solvers::polish(chain, jacobian, 0, x).converged);
  CHECK(x[0] == Approx(1e6).epsilon(1e-12));
  CHECK(x[1] == Approx(1e-2).epsilon(1e-12));
}

TEST_CASE("what goes round without end keeps its amount, as it would in time") {
  auto system = ring({0, 0, 0});
  std::vector<double> x{6, 0, 0};
  solvers::NewtonSolver newton(system);
  CHECK(newton.solve(0, x, hour, 1e-10, 20).converged);
  // At rest 1e-3 x0 = 2e-3 x1 = 3e-3 x2, and x0 + x1 + x2 is still 6: 36/11, 18/11, 12/11.
  CHECK(x[0] == Approx(36.0 / 11).epsilon(1e-9));
  CHECK(x[1] == Approx(18.0 / 11).epsilon(1e-9));
  CHECK(x[2] == Approx(12.0 / 11).epsilon(1e-9));
}

TEST_CASE("Newton's method says that it did not converge where there is no steady state") {
  auto system = ring({1e-3, 0, 0});
  std::vector<double> x{1, 1, 1};
  const auto before = x;
  CHECK_FALSE(solvers::NewtonSolver(system).solve(0, x, hour, 1e-10, 20).converged);
  CHECK(x == before);
}

TEST_CASE("the sum of a closed ring is its one conserved quantity") {
  auto system = ring({0, 0, 0});
  const std::vector<double> x{1, 1, 1}, weights{1, 1, 1};
  solvers::StateJacobian jacobian(system);
  REQUIRE(jacobian.evaluate(0, x.data()));
  const auto left = null_directions(jacobian, weights, solvers::Side::left);
  REQUIRE(left.size() == 1);
  for (const double l : left[0]) CHECK(l == Approx(1).epsilon(1e-9));
  const auto right = null_directions(jacobian, weights, solvers::Side::right);
  REQUIRE(right.size() == 1);
  CHECK(right[0][1] / right[0][0] == Approx(0.5).epsilon(1e-9));
  CHECK(right[0][2] / right[0][0] == Approx(1.0 / 3).epsilon(1e-9));
}

TEST_CASE("a long train of tanks with an outlet conserves nothing, however small what reaches its end") {
  constexpr int tanks = 30;
  std::vector<std::vector<double>> a(tanks, std::vector<double>(tanks, 0.0));
  for (int i = 0; i < tanks; ++i) {
    const auto k = static_cast<std::size_t>(i);
    a[k][k] = -1e-3;
    if (i > 0) a[k][k - 1] = 1e-4;  // nine tenths react away
  }
  DenseSystem train(a, std::vector<double>(tanks, 0.0));
  const std::vector<double> x(tanks, 1.0), weights(tanks, 1.0);
  solvers::StateJacobian jacobian(train);
  REQUIRE(jacobian.evaluate(0, x.data()));
  CHECK(null_directions(jacobian, weights, solvers::Side::left).empty());
}

TEST_CASE("pseudo-transient continuation comes to rest where Newton's method overshoots") {
  // x' = -atan(x)/100 s: from 20, Newton's steps grow without end.
  DenseSystem system(1, [](const double* x, double* dx) { dx[0] = -std::atan(x[0]) / 100; },
                     [](const double* x, int, int) { return -1 / (100 * (1 + x[0] * x[0])); });
  std::vector<double> x{20};
  solvers::StateJacobian jacobian(system);
  CHECK(solvers::pseudo_transient(system, jacobian, 0, x, 60).converged);
  CHECK(std::abs(x[0]) < 1e-8);
}

TEST_CASE("the slowest modes are the eigenvalues next to zero, growing ones too") {
  DenseSystem system({{-1, 5, 0, 0}, {0, -1e-5, 0, 0}, {0, 0, 2e-4, 0}, {0, 0, 3, -1e-2}}, {0, 0, 0, 0});
  const std::vector<double> x(4, 1.0);
  solvers::StateJacobian jacobian(system);
  REQUIRE(jacobian.evaluate(0, x.data()));
  const auto modes = slow_modes(jacobian, 2);
  REQUIRE(modes.size() == 2);
  CHECK(modes[0].real() == Approx(-1e-5).epsilon(1e-5));
  CHECK(modes[1].real() == Approx(2e-4).epsilon(1e-5));
}

TEST_CASE("a mode that swings and grows is found among many slower ones that fade") {
  // A pair of 1e-3 (0.05 +- i) 1/s behind 40 tanks that are slower; of another pair, as fast, the swings fade.
  constexpr std::size_t slow = 40, size = slow + 4;
  std::vector<std::vector<double>> a(size, std::vector<double>(size, 0.0));
  for (std::size_t i = 0; i < slow; ++i) a[i][i] = -1e-5 * static_cast<double>(i + 1);
  const auto pair = [&](std::size_t at, double growth) {
    a[at][at] = a[at + 1][at + 1] = growth;
    a[at][at + 1] = 1.0;     // states of very different size, as moles and joules
    a[at + 1][at] = -1e-6;
  };
  pair(slow, 5e-5);
  pair(slow + 2, -5e-5);
  DenseSystem system(a, std::vector<double>(size, 0.0));
  std::vector<double> x(size, 1.0), inverse_sizes(size, 1.0);
  inverse_sizes[slow] = inverse_sizes[slow + 2] = 1e-3;
  solvers::StateJacobian jacobian(system);
  REQUIRE(jacobian.evaluate(0, x.data()));
  const auto modes = growing_modes(jacobian, inverse_sizes);
  REQUIRE(modes.size() == 2);
  for (const auto& mode : modes) {
    CHECK(mode.real() == Approx(5e-5).epsilon(1e-4));
    CHECK(std::abs(mode.imag()) == Approx(1e-3).epsilon(1e-4));
  }
}
