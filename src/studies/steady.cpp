#include "studies/steady.hpp"

#include <fmt/format.h>

#include <chrono>

#include "results/coverage_findings.hpp"
#include "results/extremes.hpp"
#include "results/recorder.hpp"
#include "studies/steady_finder.hpp"

namespace raffinate::studies {

namespace {

constexpr double day = 86400.0;  // [s]

/// The unknowns a day later: nothing but the ledger has changed.
std::vector<double> a_day_later(const model::Model& model, const SteadyState& state) {
  std::vector<double> x = state.x;
  for (auto i = static_cast<std::size_t>(model.state_count()); i < x.size(); ++i) x[i] += day * state.rates[i];
  return x;
}

results::AuditResult audit(const model::Model& model, const SteadyState& state, const std::vector<double>& after,
                           const model::Buffers& values) {
  results::Extremes extremes(model);
  extremes.add(0.0, state.x, values);
  extremes.add(day, after, values);
  auto result = results::audit(model, state.x, after, extremes, {.still = -1});
  auto findings = results::coverage_findings(model, values);
  for (const auto& note : state.notes) findings.push_back({results::Severity::note, "", "inventory", note, 0, 0});
  if (!state.stable)
    findings.push_back({results::Severity::wrong, "", "stability",
                        "the steady state is unstable: a plant left there would move away from it", 0, 0});
  result.add(std::move(findings));
  return result;
}

}  // namespace

Outcome solve_steady(flowsheet::Flowsheet sheet, const std::filesystem::path& output, results::Manifest manifest,
                     const Progress& progress) {
  const auto strictness = sheet.run.strict ? results::Strictness::strict : results::Strictness::normal;
  const auto begin = std::chrono::steady_clock::now();
  const auto model = model::Model::compile(std::move(sheet.plant));
  manifest.study = "steady";
  results::Recorder recorder(output, *model, manifest);
  SteadyFinder finder(model);
  constexpr double no_end = 0;
  const auto state = finder.find([&](double t) { if (progress) progress(t, no_end); });
  for (const auto& step : state.path) recorder.event(0.0, "", step.method, step.text);
  Outcome outcome;
  outcome.statistics = {state.effort, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()};
  if (!state.found) {
    outcome.status = fmt::format("failed: no steady state was found: {}", fmt::join(state.reasons, "; "));
    outcome.exit_code = base::ExitCode::not_solved;
    recorder.finish(outcome.status, outcome.statistics);
    return outcome;
  }
  const auto after = a_day_later(*model, state);
  recorder.append(0.0, state.x, finder.workspace().values());
  recorder.append(day, after, finder.workspace().values());
  outcome.status = "complete";
  outcome.audit = audit(*model, state, after, finder.workspace().values());
  outcome.exit_code = results::exit_code(outcome.audit, strictness);
  recorder.finish(outcome.status, outcome.statistics, outcome.audit);
  return outcome;
}

}  // namespace raffinate::studies
