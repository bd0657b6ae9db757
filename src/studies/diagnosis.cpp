#include "studies/diagnosis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "solvers/newton_solver.hpp"
#include "solvers/null_directions.hpp"
#include "solvers/slow_modes.hpp"
#include "studies/conservation.hpp"
#include "studies/direction_namer.hpp"

namespace raffinate::studies {

namespace {

constexpr double hour = 3600.0;  // [s]

std::vector<std::string> worst_residuals(const model::Workspace& workspace, const std::vector<double>& x,
                                         const std::vector<double>& rates) {
  constexpr std::size_t shown = 10;
  const auto weights = solvers::inverse_sizes(workspace, x.data());
  std::vector<std::pair<double, int>> speed;
  for (std::size_t i = 0; i < weights.size(); ++i)
    speed.emplace_back(std::abs(rates[i] * weights[i]), static_cast<int>(i));
  const auto end = speed.begin() + static_cast<long>(std::min(shown, speed.size()));
  std::partial_sort(speed.begin(), end, speed.end(), std::greater<>());
  std::vector<std::string> texts;
  for (auto s = speed.begin(); s != end; ++s) {
    const auto i = static_cast<std::size_t>(s->second);
    texts.push_back(fmt::format("{} = {:.6g}, changing by {:.3g}/h: {:.2g} of its size in an hour",
                                workspace.state_name(s->second), x[i], rates[i] * hour, s->first * hour));
  }
  return texts;
}

void write(const char* title, const std::vector<std::string>& lines, std::string& text) {
  text += fmt::format("  {}\n", title);
  if (lines.empty()) text += "    none\n";
  for (const auto& line : lines) text += fmt::format("    {}\n", line);
}

}  // namespace

Diagnosis diagnose(model::Workspace& workspace, double t, const std::vector<double>& x) {
  Diagnosis result;
  std::vector<double> rates(x.size());
  solvers::StateJacobian jacobian(workspace);
  if (!workspace.rhs(t, x.data(), rates.data()) || !jacobian.evaluate(t, x.data())) {
    result.failure = workspace.last_failure();
    return result;
  }
  result.residuals = worst_residuals(workspace, x, rates);
  for (const auto& conserved : conserved_quantities(workspace, jacobian, t, x)) result.conserved.push_back(to_text(conserved));
  const DirectionNamer namer(workspace.model());
  for (const auto& direction : null_directions(jacobian, namer.weights(), solvers::Side::right)) {
    const auto name = namer.name(direction);
    result.neutral.push_back(fmt::format("{} in {}", name.what, name.where));
  }
  constexpr int shown = 8;
  constexpr double noticeable = 0.01;  // equal modes in a row come out slightly complex
  for (const auto& mode : slow_modes(jacobian, shown)) {
    const bool swings = std::abs(mode.imag()) > noticeable * std::abs(mode);
    result.modes.push_back(fmt::format("{:.4g} h{}{}", 1.0 / std::abs(mode) / hour, swings ? ", swinging" : "",
                                       mode.real() > 0 ? ", growing" : ""));
  }
  return result;
}

Diagnosis diagnose(flowsheet::Flowsheet sheet, const results::ResultFile& file) {
  if (file.times().empty()) return {"nothing was recorded", {}, {}, {}, {}};
  const auto model = model::Model::compile(std::move(sheet.plant));
  model::Workspace workspace(model);
  const auto stops = model->stop_times();
  const auto next = file.steady() ? stops.end() : std::upper_bound(stops.begin(), stops.end(), file.times().back());
  const double begin = next == stops.begin() ? 0.0 : *std::prev(next);
  workspace.set_period_start(begin);
  return diagnose(workspace, file.steady() ? begin : file.times().back(), file.unknowns(file.times().size() - 1));
}

std::string to_text(const Diagnosis& d) {
  std::string text = "\nDiagnosis\n";
  if (!d.failure.empty()) return text + "  " + d.failure + "\n";
  write("Fastest states (worst residuals)", d.residuals, text);
  write("Conserved: singular directions of the Jacobian from the left", d.conserved, text);
  write("Neutral: singular directions from the right", d.neutral, text);
  write("Slowest modes", d.modes, text);
  return text;
}

}  // namespace raffinate::studies
