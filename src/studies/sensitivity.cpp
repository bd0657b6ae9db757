#include "studies/sensitivity.hpp"

#include <algorithm>

#include "base/errors.hpp"
#include "model/workspace.hpp"
#include "numerics/parameter_dependence.hpp"
#include "solvers/sensitivity_solver.hpp"
#include "studies/parameter.hpp"
#include "studies/sensitivity_builder.hpp"

namespace raffinate::studies {

namespace {

/// The parameters of a run as solvers see them, with the steps of schedules in force.
class RunParameters final : public numerics::ParameterDependence {
 public:
  RunParameters(const flowsheet::Flowsheet& sheet, const std::vector<std::string>& paths, const model::Model& model)
      : unknowns_(static_cast<std::size_t>(model.unknown_count())) {
    for (const auto& path : paths) parameters_.emplace_back(sheet, path, model);
  }
  [[nodiscard]] int count() const override { return static_cast<int>(parameters_.size()); }
  [[nodiscard]] double size(int parameter) const override {
    return (*this)[static_cast<std::size_t>(parameter)].size();
  }
  bool rate_slopes(int parameter, double t, const double* x, double* slopes) override {
    return parameters_[static_cast<std::size_t>(parameter)].rate_slopes(t, period_start_, {x, unknowns_},
                                                                        {slopes, unknowns_});
  }
  void set_period_start(double t) { period_start_ = t; }
  [[nodiscard]] const Parameter& operator[](std::size_t k) const { return parameters_[k]; }
  [[nodiscard]] std::vector<std::vector<double>> initial_slopes() const {
    std::vector<std::vector<double>> slopes;
    for (const auto& p : parameters_) slopes.push_back(p.initial_slopes());
    return slopes;
  }

 private:
  std::size_t unknowns_;
  std::vector<Parameter> parameters_;
  double period_start_ = 0.0;
};

/// Output times of a run: multiples of the interval, steps of schedules, the end.
std::vector<double> output_times(const flowsheet::RunOptions& options, std::span<const double> stops) {
  std::vector<double> times{0.0};
  for (double k = 1; k * options.output_interval < options.duration; ++k) times.push_back(k * options.output_interval);
  for (double stop : stops)
    if (stop > 0 && stop < options.duration) times.push_back(stop);
  times.push_back(options.duration);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

/// Moves plant and sensitivities through time to both ends of the window.
class Integration {
 public:
  Integration(std::shared_ptr<const model::Model> model, RunParameters& parameters,
              const flowsheet::RunOptions& options, const Progress& progress)
      : model_(std::move(model)),
        parameters_(parameters),
        options_(options),
        progress_(progress),
        workspace_(model_),
        solver_(workspace_, parameters, {.relative_tolerance = options.relative_tolerance, .max_step = options.max_step}),
        x_(model_->initial()),
        slopes_(parameters.initial_slopes()) {}

  void go(const std::vector<double>& times, std::size_t window_start) {
    const auto stops = model_->stop_times();
    for (std::size_t k = 0; k < times.size(); ++k) {
      const double t = times[k];
      if (k > 0) advance(t);
      if (k == window_start) keep(t, &WindowEnds::before, &WindowEnds::t_start);
      if (k + 1 == times.size()) keep(t, &WindowEnds::after, &WindowEnds::t_end);
      if (k == 0 || std::binary_search(stops.begin(), stops.end(), t)) begin_period(t);
      if (progress_) progress_(t, times.back());
    }
  }

  WindowEnds ends;
  std::vector<WindowSlopes> slopes;  // by parameter
  [[nodiscard]] solvers::DynamicStatistics statistics() const { return solver_.statistics(); }

 private:
  void advance(double t) {
    const auto stops = model_->stop_times();
    const auto next = std::lower_bound(stops.begin(), stops.end(), t);
    solver_.advance(t, next == stops.end() ? options_.duration : std::min(*next, options_.duration));
    x_.assign(solver_.state().begin(), solver_.state().end());
    slopes_ = solver_.sensitivities();
  }
  void begin_period(double t) {
    workspace_.set_period_start(t);
    parameters_.set_period_start(t);
    solver_.start(t, x_, slopes_);
  }
  void keep(double t, std::vector<double> WindowEnds::* which, double WindowEnds::* time) {
    slopes.resize(slopes_.size());
    ends.*which = x_;
    ends.*time = t;
    for (std::size_t k = 0; k < slopes_.size(); ++k) slopes[k].*which = slopes_[k];
  }

  std::shared_ptr<const model::Model> model_;
  RunParameters& parameters_;
  const flowsheet::RunOptions& options_;
  const Progress& progress_;
  model::Workspace workspace_;
  solvers::SensitivitySolver solver_;
  std::vector<double> x_;
  std::vector<std::vector<double>> slopes_;
};

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

}  // namespace

SensitivityTable run_sensitivities(flowsheet::Flowsheet sheet, const SensitivityRequest& request,
                                   const Progress& progress) {
  const auto model = model::Model::compile(std::move(sheet.plant));
  refuse_jumps(*model);
  RunParameters parameters(sheet, request.to, *model);
  Integration integration(model, parameters, sheet.run, progress);
  const auto times = output_times(sheet.run, model->stop_times());
  integration.go(times, results::window_start(times, request.report.window));

  SensitivityBuilder builder(results::describe(*model), integration.ends, request);
  for (std::size_t k = 0; k < request.to.size(); ++k) builder.add(parameters[k], integration.slopes[k]);
  return builder.finish("run", integration.statistics());
}

}  // namespace raffinate::studies
