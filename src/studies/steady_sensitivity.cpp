#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/errors.hpp"
#include "solvers/newton_solver.hpp"
#include "studies/sensitivity.hpp"
#include "studies/sensitivity_builder.hpp"
#include "studies/steady_plant.hpp"

namespace raffinate::studies {

namespace {

/// Solves J y = b by iterative refinement: the factorised matrix has a shift, so that what the plant keeps
/// does not make it singular.
std::vector<double> solve(solvers::StateJacobian& jacobian, const std::vector<double>& b) {
  constexpr int most_refinements = 20;
  constexpr double enough = 1e-12;
  if (!jacobian.factorise(solvers::NewtonSolver::shift)) throw base::RunError("the Jacobian of the steady state is singular");
  std::vector<double> y(b.size(), 0.0), residue = b, product(b.size());
  for (int n = 0; n < most_refinements; ++n) {
    jacobian.solve(residue);
    double change = 0.0, size = 0.0;
    for (std::size_t i = 0; i < y.size(); ++i) {
      y[i] += residue[i];
      change = std::max(change, std::abs(residue[i]));
      size = std::max(size, std::abs(y[i]));
    }
    if (change <= enough * size) break;
    jacobian.multiply(y, product);
    for (std::size_t i = 0; i < y.size(); ++i) residue[i] = b[i] - product[i];
  }
  return y;
}

/// How states and flows of a day change with a parameter.
WindowSlopes slopes_of(SteadyPlant& plant, Parameter& parameter) {
  const auto states = static_cast<std::size_t>(plant.model->state_count());
  auto& jacobian = plant.finder->jacobian();
  std::vector<double> direct(plant.state.x.size());
  const double t = plant.finder->time();
  if (!parameter.rate_slopes(t, t, plant.state.x, direct))
    throw base::RunError(fmt::format("the plant cannot be evaluated with another {}", parameter.path()));
  std::vector<double> right(states);
  std::transform(direct.begin(), direct.begin() + static_cast<long>(states), right.begin(), std::negate<>());
  const auto x = solve(jacobian, right);
  std::vector<double> flows(direct.size() - states);
  jacobian.multiply_integrals(x, flows);
  WindowSlopes slopes;
  slopes.before.assign(direct.size(), 0.0);
  std::copy(x.begin(), x.end(), slopes.before.begin());
  slopes.after = slopes.before;
  for (std::size_t i = 0; i < flows.size(); ++i) slopes.after[states + i] = SteadyPlant::day * (flows[i] + direct[states + i]);
  return slopes;
}

}  // namespace

SensitivityTable steady_sensitivities(flowsheet::Flowsheet sheet, const SensitivityRequest& request) {
  auto plant = come_to_rest(std::move(sheet.plant), {});
  if (!plant.state.found)
    throw base::RunError(fmt::format("no steady state was found: {}", fmt::join(plant.state.reasons, "; ")));
  SensitivityRequest steady = request;
  steady.report.steady = true;
  SensitivityBuilder builder(results::describe(*plant.model), {0.0, SteadyPlant::day, plant.state.x, plant.a_day_later()}, steady);
  if (!plant.finder->jacobian().evaluate(plant.finder->time(), plant.state.x.data()))
    throw base::RunError("the Jacobian of the steady state cannot be evaluated");
  for (const auto& path : request.to) {
    Parameter parameter(sheet, path, *plant.model);
    builder.add(parameter, slopes_of(plant, parameter));
  }
  return builder.finish("steady", plant.state.effort);
}

}  // namespace raffinate::studies
