#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "base/errors.hpp"
#include "solvers/dynamic_solver.hpp"
#include "verification/solver/dense_system.hpp"

using namespace raffinate;

namespace {

/// A chain of decays with rate constants over eight decades: x_i' = k_(i-1) x_(i-1) - k_i x_i. `fails_after` is a time
/// from which the rates cannot be evaluated.
class Chain final : public numerics::EquationSystem {
 public:
  explicit Chain(double fails_after = 1e300) : fails_after_(fails_after) {
    pattern_.size = size();
    pattern_.column_start = {0, 2, 4, 5};
    pattern_.row = {0, 1, 1, 2, 2};
  }
  [[nodiscard]] int size() const override { return 3; }
  bool rhs(double t, const double* x, double* dx) override {
    dx[0] = -fast * x[0];
    dx[1] = fast * x[0] - slow * x[1];
    dx[2] = slow * x[1];
    return t < fails_after_;
  }
  [[nodiscard]] const numerics::Sparsity& pattern() const override { return pattern_; }
  bool jacobian(double, const double*, double* values) override {
    const double exact[] = {-fast, fast, -slow, slow, 0.0};
    std::copy(std::begin(exact), std::end(exact), values);
    return true;
  }
  [[nodiscard]] std::span<const double> absolute_scale() const override { return scale_; }
  [[nodiscard]] std::string state_name(int index) const override { return "link_" + std::to_string(index + 1); }
  [[nodiscard]] std::string last_failure() const override { return "the chain broke"; }

  static constexpr double fast = 1e4, slow = 1e-4;  // [1/s]

 private:
  double fails_after_;
  numerics::Sparsity pattern_;
  std::vector<double> scale_{1e-6, 1e-6, 1e-6};
};

}  // namespace

TEST_CASE("a stiff chain of decays follows its closed form") {
  Chain chain;
  solvers::DynamicSolver solver(chain, {.relative_tolerance = 1e-9});
  solver.start(0.0, std::vector<double>{1.0, 0.0, 0.0});
  for (const double t : {1e-5, 1e-3, 1.0, 1e3, 1e4, 5e4}) {
    for (double reached = -1.0; reached < t;) reached = solver.advance(t, t).t;
    const double first = std::exp(-Chain::fast * t);
    const double second = Chain::fast / (Chain::fast - Chain::slow) * (std::exp(-Chain::slow * t) - first);
    CHECK(solver.state()[0] == Approx(first).margin(1e-12));
    CHECK(solver.state()[1] == Approx(second).epsilon(1e-6));
    CHECK(solver.state()[2] == Approx(1.0 - first - second).margin(1e-7));
  }
  // Steps follow the slow decay once the fast one is over: explicit methods would need 5e8.
  CHECK(solver.statistics().steps < 5000);
}

TEST_CASE("an integration never steps beyond its stop time and goes on after a restart") {
  Chain chain;
  solvers::DynamicSolver solver(chain, {.relative_tolerance = 1e-8});
  solver.start(0.0, std::vector<double>{1.0, 0.0, 0.0});
  CHECK(solver.advance(1e4, 100.0).t == 100.0);
  const auto x = solver.state();
  const std::vector<double> doubled{2.0 * x[0], 2.0 * x[1], 2.0 * x[2]};
  solver.start(100.0, doubled);
  CHECK(solver.advance(1e4, 1e4).t == 1e4);
  CHECK(solver.state()[1] == Approx(2.0 * std::exp(-1.0)).epsilon(1e-6));
  CHECK(solver.statistics().steps > 0);
}

TEST_CASE("rates that cannot be evaluated end an integration with their reason and the fastest unknowns") {
  Chain chain(50.0);
  solvers::DynamicSolver solver(chain, {});
  solver.start(0.0, std::vector<double>{1.0, 0.0, 0.0});
  CHECK_THROWS_AS(
      [&] {
        try {
          while (solver.advance(100.0, 100.0).t < 100.0) continue;
        } catch (const base::RunError& error) {
          CHECK_THAT(error.what(), Catch::Contains("the chain broke"));
          throw;
        }
      }(),
      base::RunError);
}

TEST_CASE("a step of years is halved until something that sets in within seconds can be followed") {
  // As bacteria grow: x' = (x + 1e-3)(1 - x). Steps longer than a second lead below zero, where there are no rates.
  constexpr double seed = 1e-3, year = 3.15e7;
  test::DenseSystem growth(
      1,
      [](const double* x, double* dxdt) {
        dxdt[0] = x[0] < 0.0 ? std::numeric_limits<double>::quiet_NaN() : (x[0] + seed) * (1.0 - x[0]);
      },
      [](const double* x, int, int) { return 1.0 - seed - 2.0 * x[0]; });
  solvers::DynamicSolver solver(growth, {.relative_tolerance = 1e-6, .first_step = year});
  solver.start(0.0, std::vector<double>{0.0});
  for (double t = 0.0; t < 2 * year;) t = solver.advance(2 * year, 2 * year).t;
  CHECK(solver.state()[0] == Approx(1.0).epsilon(1e-6));
}
