#include "studies/steady_finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>

#include "base/errors.hpp"
#include "solvers/pseudo_transient.hpp"
#include "solvers/slow_modes.hpp"
#include "studies/conservation.hpp"
#include "studies/simulate.hpp"

namespace raffinate::studies {

namespace {

constexpr double hour = 3600.0;  // [s]
/// Stretches of the transient; Newton's method is tried after each [h].
constexpr std::array stretches{10.0, 40.0, 120.0, 400.0, 1200.0, 4000.0, 12000.0, 40000.0, 120000.0};

/// Steps of the transient: ten times what the reference plant takes. A plant that swings would take any number.
constexpr long most_steps = 10000;

std::string duration_text(double seconds) {
  if (seconds >= hour) return fmt::format("{:.3g} h", seconds / hour);
  return seconds >= 60.0 ? fmt::format("{:.3g} min", seconds / 60.0) : fmt::format("{:.3g} s", seconds);
}

/// "e-fold in 20 min, swinging with a period of 3 h".
std::string growth_text(std::complex<double> mode) {
  constexpr double two_pi = 6.283185307179586;
  const std::string growth = "e-fold in " + duration_text(1.0 / mode.real());
  if (mode.imag() == 0) return growth;
  return growth + ", swinging with a period of " + duration_text(two_pi / std::abs(mode.imag()));
}

}  // namespace

SteadyFinder::SteadyFinder(std::shared_ptr<const model::Model> model)
    : model_(std::move(model)), workspace_(model_), newton_(workspace_), jacobian_(workspace_) {
  if (!model_->stop_times().empty()) time_ = model_->stop_times().back();
  workspace_.set_period_start(time_);
}

SteadyState SteadyFinder::find(const Progress& progress) {
  SteadyState state;
  state.x = model_->initial();
  state.rates.resize(state.x.size());
  Unrest unrest(*model_);
  const auto failure = go_through_time(state, unrest, progress);
  if (state.found || grows_without_end(state, unrest)) return state;
  state.x = unrest.mean();
  if (try_newton(state)) return state;
  state.x = unrest.after();
  if (try_pseudo_transient(state)) return state;
  state.x = unrest.after();
  state.reasons = unrest.swinging();
  for (auto& text : unrest.piling_up()) state.reasons.push_back(std::move(text));
  if (failure) state.reasons.push_back("the transient ended: " + *failure);
  if (state.reasons.empty()) state.reasons.emplace_back("neither Newton's method nor pseudo-transient continuation came to rest");
  return state;
}

/// Stretches of the transient, each followed by Newton's method, until one finds the steady state or the work is enough.
/// What made the integration fail, if it did; state.x is then where the last stretch ended.
std::optional<std::string> SteadyFinder::go_through_time(SteadyState& state, Unrest& unrest, const Progress& progress) {
  auto options = solver_options({.relative_tolerance = 1e-4});
  options.max_steps = most_steps;  // between two looks: a crawl ends, too
  solvers::DynamicSolver solver(workspace_, options);
  std::optional<std::string> failure;
  try {
    solver.start(time_, state.x);
    unrest.begin(time_, state.x);
    for (const double stretch : stretches) {
      const bool enough = !integrate(solver, time_ + stretch * hour, state, unrest);
      if (progress) progress(unrest.end() - time_);
      if (try_newton(state) || enough) break;
    }
  } catch (const base::RunError& error) {
    failure = error.what();
    state.path.push_back({"transient", *failure});
  }
  state.effort = solver.statistics();
  return failure;
}

SteadyState SteadyFinder::find_near(const std::vector<double>& x) {
  SteadyState state;
  state.x = x;
  state.rates.resize(x.size());
  if (!try_newton(state) && !try_pseudo_transient(state))
    state.reasons.emplace_back("the iteration did not come to rest near where it began");
  return state;
}

/// Goes on to `stop` [s]: false if it took too many steps to get there.
bool SteadyFinder::integrate(solvers::DynamicSolver& solver, double stop, SteadyState& state, Unrest& unrest) {
  constexpr int looks = 200;  // at the states on the way
  const double begin = unrest.end();
  const long before = solver.statistics().steps;
  long steps = before;
  if (begin > time_) unrest.begin(begin, solver.state());
  for (int k = 1; k <= looks && steps < most_steps; ++k) {
    const double next = k < looks ? begin + (stop - begin) * k / looks : stop;
    while (unrest.end() < next) unrest.add(solver.advance(next, stop).t, solver.state());
    steps = solver.statistics().steps;
  }
  state.x = unrest.after();
  state.path.push_back({"transient", fmt::format("{:.6g} h to {:.6g} h in {} steps{}", (begin - time_) / hour, (unrest.end() - time_) / hour,
                                                 steps - before, steps < most_steps ? "" : ", which is enough")});
  return steps < most_steps;
}

bool SteadyFinder::try_newton(SteadyState& state) {
  constexpr double tolerance = 1e-7;  // change of a state in an hour, of its size
  constexpr int most_iterations = 12;  // from further away a longer transient is the shorter way
  const auto result = newton_.solve(time_, state.x, hour, tolerance, most_iterations);
  const std::string cost = fmt::format("{} iteration{}", result.iterations, result.iterations == 1 ? "" : "s");
  state.path.push_back({"KINSOL", result.converged ? cost : cost + ", then " + result.reason});
  return result.converged && finish(state);
}

bool SteadyFinder::try_pseudo_transient(SteadyState& state) {
  constexpr double first_step = 60.0;  // [s]
  const auto result = solvers::pseudo_transient(workspace_, jacobian_, time_, state.x, first_step);
  state.path.push_back({"pseudo-transient", fmt::format("{} steps, {}", result.steps, result.converged ? "at rest" : "not at rest")});
  return result.converged && finish(state);
}

/// What the whole last stretch shows to grow and cannot be lost is a reason; what is too involved to be read is told by elements.
bool SteadyFinder::grows_without_end(SteadyState& state, const Unrest& unrest) {
  const Stretch seen{unrest.duration(), unrest.before(), unrest.after()};
  bool involved = false;
  for (const auto& conserved : conserved_quantities(workspace_, jacobian_, time_, unrest.after(), &seen)) {
    if (!conserved.grows) continue;
    if (conserved.readable) state.reasons.push_back(to_text(conserved));
    involved = involved || !conserved.readable;
  }
  if (state.reasons.empty() && involved) state.reasons = unrest.piling_up();
  return !state.reasons.empty();
}

void SteadyFinder::note_what_is_kept(SteadyState& state) {
  for (const auto& conserved : conserved_quantities(workspace_, jacobian_, time_, state.x))
    if (!conserved.grows) state.notes.push_back(to_text(conserved));
}

bool SteadyFinder::finish(SteadyState& state) {
  const auto polished = solvers::polish(workspace_, jacobian_, time_, state.x);
  state.path.push_back({"polish", fmt::format("{} step{}, the last changed no state by more than {:.1g} of its size",
                                              polished.steps, polished.steps == 1 ? "" : "s", polished.correction)});
  if (!polished.converged) return false;
  std::fill(state.x.begin() + model_->state_count(), state.x.end(), 0.0);
  state.found = workspace_.record(time_, state.x.data(), state.rates.data());
  if (!state.found) return false;
  judge_stability(state);
  note_what_is_kept(state);
  return true;
}

void SteadyFinder::judge_stability(SteadyState& state) {
  constexpr int looked_at = 12;
  constexpr std::size_t shown = 3;
  if (!jacobian_.evaluate(time_, state.x.data())) return;
  std::vector<std::string> slow, growing;
  const auto add = [](std::vector<std::string>& texts, const std::string& text) {
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  };
  for (const auto& mode : solvers::slow_modes(jacobian_, looked_at))
    if (mode.real() > 0) add(growing, growth_text(mode));
    else if (slow.size() < shown) add(slow, duration_text(1.0 / std::abs(mode)));
  for (const auto& mode : solvers::growing_modes(jacobian_, solvers::inverse_sizes(workspace_, state.x.data()))) add(growing, growth_text(mode));
  state.stable = growing.empty();
  if (!slow.empty()) state.path.push_back({"slowest modes", fmt::format("{}", fmt::join(slow, ", "))});
  if (!growing.empty()) state.path.push_back({"growing modes", fmt::format("{}", fmt::join(growing, "; "))});
}

}  // namespace raffinate::studies
