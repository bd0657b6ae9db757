#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "numerics/parameter_dependence.hpp"
#include "solvers/adjoint_solver.hpp"
#include "solvers/sensitivity_solver.hpp"

using namespace raffinate;

namespace {

/// x' = u - k x with a feed u that jumps at a known time, and the ledger of k x.
class FedDecay final : public numerics::EquationSystem, public numerics::ParameterDependence {
 public:
  FedDecay() {
    pattern_.size = 2;
    pattern_.column_start = {0, 2, 3};
    pattern_.row = {0, 1, 1};
  }
  void set_feed(double u) { feed_ = u; }

  [[nodiscard]] int size() const override { return 2; }
  [[nodiscard]] int integral_count() const override { return 1; }
  bool rhs(double, const double* x, double* dx) override {
    ++evaluations;
    // As of an equation solved inside, which starts from where it was: other last digits at every call.
    noise_ = std::fmod(noise_ + 0.618, 1.0);
    dx[0] = (feed_ - k * x[0]) * (1 + 1e-13 * noise_);
    dx[1] = k * x[0];
    return true;
  }
  [[nodiscard]] const numerics::Sparsity& pattern() const override { return pattern_; }
  bool jacobian(double, const double*, double* values) override {
    values[0] = -k;
    values[1] = k;
    values[2] = 0;
    return true;
  }
  [[nodiscard]] std::span<const double> absolute_scale() const override { return scale_; }
  [[nodiscard]] std::string state_name(int) const override { return "x"; }

  void forget() override { noise_ = 0; }

  // Of the rate constant.
  [[nodiscard]] int count() const override { return 1; }
  [[nodiscard]] double size(int) const override { return k; }
  bool rate_slopes(int, double, const double* x, double* slopes) override {
    slopes[0] = -x[0];
    slopes[1] = x[0];
    return true;
  }

  static constexpr double k = 0.5;
  int evaluations = 0;

 private:
  double feed_ = 0.0, noise_ = 0.0;
  numerics::Sparsity pattern_;
  std::array<double, 2> scale_{1.0, 0.0};
};

}  // namespace

// x = u/k + (x0 - u/k) e^(-kt) in either period. With a local error of 1e-9 a step some 1e-7 is expected after some
// hundred steps.
TEST_CASE("forward sensitivities of a fed decay equal the closed form across a jump of the feed") {
  FedDecay decay;
  solvers::SensitivitySolver solver(decay, decay, {.relative_tolerance = 1e-9});
  constexpr double k = FedDecay::k, jump = 2.0, end = 5.0, feed = 3.0, x0 = 2.0;
  solver.start(0.0, std::array{x0, 0.0}, {{0.0, 0.0}});
  solver.advance(jump, jump);
  const double x1 = x0 * std::exp(-k * jump), s1 = -jump * x1;
  CHECK(solver.state()[0] == Approx(x1).epsilon(1e-7));
  CHECK(solver.sensitivities()[0][0] == Approx(s1).epsilon(1e-7));
  CHECK(solver.sensitivities()[0][1] == Approx(-s1).epsilon(1e-7));

  decay.set_feed(feed);
  const std::vector<double> x(solver.state().begin(), solver.state().end());
  solver.start(jump, x, solver.sensitivities());
  solver.advance(end, end);
  const double t = end - jump, e = std::exp(-k * t);
  const double s2 = -feed / (k * k) * (1 - e) + feed / k * t * e + s1 * e - x1 * t * e;
  CHECK(solver.sensitivities()[0][0] == Approx(s2).epsilon(1e-7));
  // What is not there any more has gone through the ledger, whatever k is.
  CHECK(solver.sensitivities()[0][1] == Approx(-s2).epsilon(1e-7));
}

// The same in the other direction: of the x at the end, of what has gone through the ledger from t = 1 on, and of both the
// derivatives by k and by the x at the beginning.
struct BackFromTheEnd {
  explicit BackFromTheEnd(double memory) {
    solvers::AdjointSolver solver(decay, decay, {.relative_tolerance = 1e-9}, memory);
    solver.start(0.0, std::array{x0, 0.0}, jump);
    solver.advance(jump);
    const std::vector<double> x(solver.state().begin(), solver.state().end());
    decay.set_feed(feed);
    solver.start(jump, x, end);
    solver.advance(end);
    forwards = decay.evaluations;

    solver.go_back(end, jump, adjoints);
    solver.drop_period();
    decay.set_feed(0.0);
    solver.go_back(jump, window, adjoints);
    adjoints.by_unknowns[1][1] -= 1.0;  // the ledger at the beginning of the window
    solver.go_back(window, 0.0, adjoints);
    steps = solver.statistics().steps;
  }
  void check() const {
    const double x1 = x0 * std::exp(-k * jump), s1 = -jump * x1, t = end - jump, e = std::exp(-k * t);
    const double s2 = -feed / (k * k) * (1 - e) + feed / k * t * e + s1 * e - x1 * t * e;
    CHECK(adjoints.by_unknowns[0][0] == Approx(std::exp(-k * end)).epsilon(1e-7));
    CHECK(adjoints.by_parameters[0][0] == Approx(s2).epsilon(1e-7));
    // What was there at the beginning of the window and what was fed has gone through the ledger or is still there.
    CHECK(adjoints.by_unknowns[1][0] == Approx(std::exp(-k * window) - std::exp(-k * end)).epsilon(1e-7));
    CHECK(adjoints.by_parameters[1][0] == Approx(-window * x0 * std::exp(-k * window) - s2).epsilon(1e-7));
  }

  static constexpr double k = FedDecay::k, window = 1.0, jump = 2.0, end = 5.0, feed = 3.0, x0 = 2.0;
  FedDecay decay;
  solvers::Adjoints adjoints{{{1.0, 0.0}, {0.0, 1.0}}, {{0.0}, {0.0}}, {1.0, 1.0}};
  int forwards = 0;
  long steps = 0;
};

TEST_CASE("adjoints of a fed decay equal the closed form across a jump of the feed") {
  const BackFromTheEnd kept(64e6);
  kept.check();
  CHECK(kept.decay.evaluations == kept.forwards);  // nothing is integrated twice
}

TEST_CASE("adjoints are the same where the way forwards is repeated from checkpoints") {
  const BackFromTheEnd repeated(0.0);
  repeated.check();
  CHECK(repeated.decay.evaluations > repeated.forwards);
}
