#include "studies/forward_sensitivities.hpp"

#include "model/workspace.hpp"
#include "solvers/sensitivity_solver.hpp"

namespace raffinate::studies {

namespace {

class Integration {
 public:
  Integration(std::shared_ptr<const model::Model> model, RunParameters& parameters, const flowsheet::RunOptions& options,
              const RunTimes& times)
      : parameters_(parameters),
        times_(times),
        workspace_(model),
        solver_(workspace_, parameters, {.relative_tolerance = options.relative_tolerance, .max_step = options.max_step}),
        x_(model->initial()),
        slopes_(parameters.initial_slopes()) {
    parameters_.set_plant(&workspace_);
  }
  ~Integration() { parameters_.set_plant(nullptr); }
  Integration(const Integration&) = delete;
  Integration& operator=(const Integration&) = delete;

  ForwardSensitivities go(const Progress& progress) {
    double period_end = 0.0;
    for (const double t : times_.outputs) {
      if (t > 0.0) advance(t, period_end);
      if (t == times_.window_start()) keep(t, &WindowEnds::before, &WindowEnds::t_start);
      if (t == times_.end()) keep(t, &WindowEnds::after, &WindowEnds::t_end);
      if (times_.begins_period(t)) {
        begin_period(t);
        period_end = times_.period_end(t);
      }
      if (progress) progress(t, times_.end());
    }
    result_.statistics = solver_.statistics();
    return std::move(result_);
  }

 private:
  void advance(double t, double period_end) {
    solver_.advance(t, period_end);
    x_.assign(solver_.state().begin(), solver_.state().end());
    slopes_ = solver_.sensitivities();
  }
  void begin_period(double t) {
    workspace_.set_period_start(t);
    parameters_.set_period_start(t);
    solver_.start(t, x_, slopes_);
  }
  void keep(double t, std::vector<double> WindowEnds::* which, double WindowEnds::* time) {
    result_.slopes.resize(slopes_.size());
    result_.ends.*which = x_;
    result_.ends.*time = t;
    for (std::size_t k = 0; k < slopes_.size(); ++k) result_.slopes[k].*which = slopes_[k];
  }

  RunParameters& parameters_;
  const RunTimes& times_;
  model::Workspace workspace_;
  solvers::SensitivitySolver solver_;
  std::vector<double> x_;
  std::vector<std::vector<double>> slopes_;
  ForwardSensitivities result_;
};

}  // namespace

ForwardSensitivities forward_sensitivities(std::shared_ptr<const model::Model> model, RunParameters& parameters,
                                           const flowsheet::RunOptions& options, const RunTimes& times,
                                           const Progress& progress) {
  return Integration(std::move(model), parameters, options, times).go(progress);
}

}  // namespace raffinate::studies
