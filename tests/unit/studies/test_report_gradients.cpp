#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "studies/report_gradients.hpp"
#include "unit/studies/leach_circuit.hpp"

#include "flowsheet/flowsheet.hpp"
#include "model/trajectory.hpp"

using namespace raffinate;

namespace {

/// Four hours of the leach circuit.
struct Window {
  Window() {
    const auto model = model::Model::compile(flowsheet::parse(test::leach_circuit, "circuit.yaml").plant);
    plant = results::describe(*model);
    model::Workspace workspace(model);
    solvers::DynamicSolver solver(workspace, {.relative_tolerance = 1e-6});
    model::Trajectory trajectory(workspace, solver);
    auto x = model->initial();
    trajectory.start(0.0, x);
    constexpr double hour = 3600.0;
    ends.t_start = 3 * hour;
    ends.t_end = 7 * hour;
    trajectory.advance(ends.t_start, ends.t_end);
    ends.before.assign(trajectory.state().begin(), trajectory.state().end());
    rates.resize(ends.before.size());
    workspace.rhs(ends.t_start, ends.before.data(), rates.data());
    trajectory.advance(ends.t_end, ends.t_end);
    ends.after.assign(trajectory.state().begin(), trajectory.state().end());
  }
  results::PlantRecord plant;
  studies::WindowEnds ends;
  std::vector<double> rates;  // at the beginning
};

}  // namespace

// A direction in which a plant can move: its window begins a little later. Both derivatives are extrapolated from changes of
// the numbers over an hour or less, to some 1e-10 of these.
TEST_CASE("gradients of the numbers of a report give their slopes along a direction") {
  const Window window;
  const studies::WindowSlopes later{0, 0, window.rates, std::vector<double>(window.rates.size(), 0.0)};
  constexpr double hour = 3600.0;
  const auto slopes = studies::report_slopes(window.plant, window.ends, later, hour, {});
  const auto numbers = results::numbers_of(
      results::make_window_report(window.plant, window.ends.before, window.ends.after, window.ends.t_start, window.ends.t_end));
  std::vector<std::size_t> all(numbers.size());
  std::iota(all.begin(), all.end(), 0);
  const auto gradients = studies::report_gradients(window.plant, window.ends, all, {});
  REQUIRE(gradients.size() == slopes.size());
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    INFO(numbers[i].name);
    const auto& by = gradients[i].before;
    const double tolerance = numbers[i].name == "reagents.NaOH" ? 1e-5 : 1e-8;  // a minimum of Na+ and OH-
    if (!gradients[i].exists) {
      CHECK(numbers[i].value == 0.0);  // heat that may flow either way and has two names
      continue;
    }
    CHECK(std::inner_product(by.begin(), by.end(), window.rates.begin(), 0.0) == Approx(slopes[i]).epsilon(tolerance).margin(1e-10 * std::abs(numbers[i].value) / hour));
  }
}
