#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

#include "base/errors.hpp"
#include "solvers/newton_solver.hpp"
#include "studies/sensitivity.hpp"
#include "studies/sensitivity_builder.hpp"
#include "studies/steady_plant.hpp"

namespace raffinate::studies {

namespace {

/// Solves J y = b, or with the transposed J, by iterative refinement: the factorised matrix has a shift, so that what
/// the plant keeps does not make it singular. Not a number: b has a part that no y can give.
std::vector<double> solve(const solvers::StateJacobian& jacobian, const std::vector<double>& b, bool transposed) {
  constexpr int most_refinements = 20;
  constexpr double enough = 1e-12, poor = 1e-2;
  std::vector<double> y(b.size(), 0.0), residue = b, product(b.size());
  double last_change = 0.0;
  for (int n = 0; n < most_refinements; ++n) {
    transposed ? jacobian.solve_transposed(residue) : jacobian.solve(residue);
    double change = 0.0, size = 0.0;
    for (std::size_t i = 0; i < y.size(); ++i) {
      y[i] += residue[i];
      change = std::max(change, std::abs(residue[i]));
      size = std::max(size, std::abs(y[i]));
    }
    last_change = size > 0 ? change / size : 0.0;
    if (last_change <= enough) break;
    transposed ? jacobian.multiply_transposed(y, product) : jacobian.multiply(y, product);
    for (std::size_t i = 0; i < y.size(); ++i) residue[i] = b[i] - product[i];
  }
  if (last_change > poor) std::fill(y.begin(), y.end(), std::nan(""));
  return y;
}

/// df/dp and dg/dp at the steady state.
std::vector<double> rate_slopes(SteadyPlant& plant, Parameter& parameter) {
  std::vector<double> slopes(plant.state.x.size());
  const double t = plant.finder->time();
  if (!parameter.rate_slopes(t, t, plant.state.x, slopes))
    throw base::RunError(fmt::format("the plant cannot be evaluated with another {}", parameter.path()));
  return slopes;
}

/// How states and flows of a day change with a parameter.
WindowSlopes slopes_of(SteadyPlant& plant, const std::vector<double>& direct) {
  const auto states = static_cast<std::size_t>(plant.model->state_count());
  const auto& jacobian = plant.finder->jacobian();
  std::vector<double> right(states);
  std::transform(direct.begin(), direct.begin() + static_cast<long>(states), right.begin(), std::negate<>());
  const auto x = solve(jacobian, right, false);
  std::vector<double> flows(direct.size() - states);
  jacobian.multiply_integrals(x, flows);
  WindowSlopes slopes;
  slopes.before.assign(direct.size(), 0.0);
  std::copy(x.begin(), x.end(), slopes.before.begin());
  slopes.after = slopes.before;
  for (std::size_t i = 0; i < flows.size(); ++i) slopes.after[states + i] = SteadyPlant::day * (flows[i] + direct[states + i]);
  return slopes;
}

/// Derivatives of a result by the rates of all unknowns, f and g: what multiplies df/dp and dg/dp. Not a number if the
/// result depends on what the plant keeps as it was filled.
std::vector<double> weights_of_rates(SteadyPlant& plant, const WindowGradient& gradient) {
  const auto states = static_cast<std::size_t>(plant.model->state_count());
  const auto& jacobian = plant.finder->jacobian();
  std::vector<double> weights(gradient.after.size()), right(states);
  const std::span<double> of_flows(weights.begin() + static_cast<long>(states), weights.end());
  for (std::size_t i = 0; i < of_flows.size(); ++i) of_flows[i] = SteadyPlant::day * gradient.after[states + i];
  jacobian.multiply_integrals_transposed(of_flows, right);
  for (std::size_t i = 0; i < states; ++i) right[i] = -(right[i] + gradient.before[i] + gradient.after[i]);
  const auto of_states = solve(jacobian, right, true);
  std::copy(of_states.begin(), of_states.end(), weights.begin());
  return weights;
}

/// By result; nothing if one of them cannot be had that way.
std::optional<std::vector<std::vector<double>>> all_weights(SteadyPlant& plant, const std::vector<WindowGradient>& gradients) {
  std::vector<std::vector<double>> weights;
  for (const auto& gradient : gradients) {
    if (!gradient.exists) {
      weights.emplace_back(gradient.after.size(), std::nan(""));
      continue;
    }
    weights.push_back(weights_of_rates(plant, gradient));
    if (std::isnan(weights.back().front())) return std::nullopt;
  }
  return weights;
}

SteadyPlant steady_plant(model::Plant plant) {
  auto result = come_to_rest(std::move(plant), {});
  if (!result.state.found)
    throw base::RunError(fmt::format("no steady state was found: {}", fmt::join(result.state.reasons, "; ")));
  auto& jacobian = result.finder->jacobian();
  if (!jacobian.evaluate(result.finder->time(), result.state.x.data()))
    throw base::RunError("the Jacobian of the steady state cannot be evaluated");
  if (!jacobian.factorise(solvers::NewtonSolver::shift)) throw base::RunError("the Jacobian of the steady state is singular");
  return result;
}

}  // namespace

SensitivityTable steady_sensitivities(flowsheet::Flowsheet sheet, const SensitivityRequest& request) {
  auto plant = steady_plant(std::move(sheet.plant));
  SensitivityRequest steady = request;
  steady.report.steady = true;
  const WindowEnds ends{0.0, SteadyPlant::day, plant.state.x, plant.a_day_later()};
  SensitivityBuilder builder(results::describe(*plant.model), ends, steady);
  std::optional<std::vector<std::vector<double>>> weights;
  const bool fewer_results = builder.results() < request.to.size();
  if (request.method == SensitivityMethod::adjoint || (request.method == SensitivityMethod::automatic && fewer_results))
    weights = all_weights(plant, builder.gradients());
  if (request.method == SensitivityMethod::adjoint && !weights)
    throw base::RunError("a result depends on what the plant keeps as it was filled, which its steady state does not "
                         "determine: use --method forward");
  for (const auto& path : request.to) {
    Parameter parameter(sheet, path, *plant.model);
    const auto direct = rate_slopes(plant, parameter);
    if (!weights) {
      builder.add(parameter, slopes_of(plant, direct));
      continue;
    }
    std::vector<double> derivatives;
    for (const auto& w : *weights) derivatives.push_back(std::inner_product(w.begin(), w.end(), direct.begin(), 0.0));
    builder.add(parameter, derivatives);
  }
  return builder.finish("steady", weights ? "adjoint" : "forward", plant.state.effort);
}

}  // namespace raffinate::studies
