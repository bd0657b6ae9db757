#include "studies/sensitivity.hpp"

#include <algorithm>

#include "base/errors.hpp"
#include "studies/adjoint_sensitivities.hpp"
#include "studies/compile.hpp"
#include "studies/forward_sensitivities.hpp"
#include "studies/sensitivity_builder.hpp"

namespace raffinate::studies {

namespace {

SensitivityTable forward_table(const std::shared_ptr<const model::Model>& model, RunParameters& parameters,
                               const flowsheet::RunOptions& options, const RunTimes& times, const SensitivityRequest& request,
                               const Progress& progress) {
  const auto found = forward_sensitivities(model, parameters, options, times, progress);
  SensitivityBuilder builder(results::describe(*model), found.ends, request);
  for (std::size_t k = 0; k < request.to.size(); ++k) builder.add(parameters[k], found.slopes[k]);
  return builder.finish("run", "forward", found.statistics);
}

SensitivityTable adjoint_table(const std::shared_ptr<const model::Model>& model, RunParameters& parameters,
                               const flowsheet::RunOptions& options, const RunTimes& times, const SensitivityRequest& request,
                               const Progress& progress) {
  AdjointRun run(model, parameters, options, times, progress);
  SensitivityBuilder builder(results::describe(*model), run.go_forward(), request);
  const auto by_result = run.go_back(builder.gradients());
  for (std::size_t k = 0; k < request.to.size(); ++k) {
    std::vector<double> derivatives;
    for (const auto& by_parameter : by_result) derivatives.push_back(by_parameter[k]);
    builder.add(parameters[k], derivatives);
  }
  return builder.finish("run", "adjoint", run.statistics());
}

// Where states jump, their slopes do too, and by when the jump comes; that is not followed.
void refuse_jumps(const model::Model& model) {
  for (int u = 0; u < static_cast<int>(model.units().size()); ++u) {
    const auto& unit = model.units()[static_cast<std::size_t>(u)];
    if (!unit.layout.modes.empty() || model.block(u).begins_anew())
      throw base::InputError({base::whole_file("sensitivity"), unit.name,
                              "unit \"" + unit.name + "\" of type " + unit.type +
                                  " begins anew during the run: sensitivities do not follow such jumps",
                              "vary the input with --set and compare two runs"});
  }
}

/// How many results the report has that are asked for by default, or those asked for.
std::size_t results_asked_for(const SensitivityRequest& request, const model::Model& model) {
  if (!request.of.empty()) return request.of.size();
  const auto is_product = [](const auto& s) { return s.destination == model::Destination::product; };
  const auto products = std::count_if(model.streams().begin(), model.streams().end(), is_product);
  return request.report.elements.size() + 2 * static_cast<std::size_t>(products);
}

// Of the reference plant (docs/methods/sensitivities.md) another input costs twice as much forwards as backwards, another
// result next to nothing backwards. One input costs the same, and forwards needs no memory.
bool adjoint_is_cheaper(std::size_t results, std::size_t inputs) {
  constexpr std::size_t results_that_cost_an_input = 10;
  return inputs > 1 && results < results_that_cost_an_input * inputs;
}

}  // namespace

SensitivityTable run_sensitivities(flowsheet::Flowsheet sheet, const SensitivityRequest& request, const Progress& progress) {
  const auto model = compile(std::move(sheet.plant));
  refuse_jumps(*model);
  RunParameters parameters(sheet, request.to, *model);
  const RunTimes times(*model, sheet.run, request.report.window);
  const bool adjoint = request.method == SensitivityMethod::adjoint ||
                       (request.method == SensitivityMethod::automatic &&
                        adjoint_is_cheaper(results_asked_for(request, *model), request.to.size()));
  return adjoint ? adjoint_table(model, parameters, sheet.run, times, request, progress)
                 : forward_table(model, parameters, sheet.run, times, request, progress);
}

}  // namespace raffinate::studies
