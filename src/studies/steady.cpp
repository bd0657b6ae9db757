#include "studies/steady.hpp"

#include <fmt/format.h>

#include <chrono>

#include "results/coverage_findings.hpp"
#include "results/extremes.hpp"
#include "results/input_findings.hpp"
#include "results/recorder.hpp"
#include "results/restart_file.hpp"
#include "studies/specification_solver.hpp"
#include "studies/steady_plant.hpp"

namespace raffinate::studies {

namespace {

results::AuditResult audit(const SteadyPlant& plant, const std::vector<double>& after) {
  const auto& values = plant.finder->workspace().values();
  results::Extremes extremes(*plant.model);
  extremes.add(0.0, plant.state.x, values);
  extremes.add(SteadyPlant::day, after, values);
  auto result = results::audit(*plant.model, plant.state.x, after, extremes, {.still = -1});
  result.add(results::input_findings(*plant.model));
  auto findings = results::coverage_findings(*plant.model, values);
  for (const auto& note : plant.state.notes)
    findings.push_back({results::Severity::note, "", "inventory", note, 0, 0});
  if (!plant.state.stable)
    findings.push_back({results::Severity::wrong, "", "stability",
                        "the steady state is unstable: a plant left there would move away from it", 0, 0});
  result.add(std::move(findings));
  return result;
}

SteadyPlant find(flowsheet::Flowsheet sheet, const Progress& progress) {
  if (!sheet.specifications.empty()) return SpecificationSolver(std::move(sheet)).solve();
  constexpr double no_end = 0;
  return come_to_rest(std::move(sheet.plant), [&](double t) { if (progress) progress(t, no_end); });
}

}  // namespace

Outcome solve_steady(flowsheet::Flowsheet sheet, const std::filesystem::path& output, results::Manifest manifest,
                     const Progress& progress) {
  const auto strictness = sheet.run.strict ? results::Strictness::strict : results::Strictness::normal;
  const auto begin = std::chrono::steady_clock::now();
  const auto plant = find(std::move(sheet), progress);
  const auto& state = plant.state;
  manifest.study = "steady";
  std::filesystem::remove(results::restart_path(output));  // of a run whose results are about to be replaced
  results::Recorder recorder(output, *plant.model, manifest);
  for (const auto& step : state.path) recorder.event(0.0, "", step.method, step.text);
  auto& workspace = plant.finder->workspace();
  std::vector<double> rates(state.x.size());
  static_cast<void>(workspace.record(plant.finder->time(), state.x.data(), rates.data()));  // as far as it goes if none was found
  recorder.append(0.0, state.x, workspace.values());
  Outcome outcome;
  outcome.statistics = {state.effort, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()};
  if (!state.found) {
    outcome.status = fmt::format("failed: no steady state was found: {}", fmt::join(state.reasons, "; "));
    outcome.exit_code = base::ExitCode::not_solved;
    recorder.finish(outcome.status, outcome.statistics);
    return outcome;
  }
  const auto after = plant.a_day_later();
  recorder.append(SteadyPlant::day, after, workspace.values());
  outcome.status = "complete";
  outcome.audit = audit(plant, after);
  outcome.exit_code = results::exit_code(outcome.audit, strictness);
  recorder.finish(outcome.status, outcome.statistics, outcome.audit);
  return outcome;
}

}  // namespace raffinate::studies
