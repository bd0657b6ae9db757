#include "studies/adjoint_sensitivities.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace raffinate::studies {

AdjointRun::AdjointRun(std::shared_ptr<const model::Model> model, RunParameters& parameters,
                       const flowsheet::RunOptions& options, const RunTimes& times, const Progress& progress)
    : model_(std::move(model)),
      parameters_(parameters),
      times_(times),
      progress_(progress),
      workspace_(model_),
      solver_(workspace_, parameters, solver_options(options)) {
  parameters_.set_plant(&workspace_);
}

AdjointRun::~AdjointRun() { parameters_.set_plant(nullptr); }

// Of the way forwards and back.
void AdjointRun::show(double done) const {
  if (progress_) progress_(done, 2 * times_.end());
}

void AdjointRun::set_period_start(double t) {
  workspace_.set_period_start(t);
  parameters_.set_period_start(t);
}

WindowEnds AdjointRun::go_forward() {
  WindowEnds ends;
  auto x = model_->initial();
  for (const double t : times_.outputs) {
    if (t > 0.0) {
      solver_.advance(t);
      x.assign(solver_.state().begin(), solver_.state().end());
    }
    if (t == times_.window_start()) ends.before = x;
    if (times_.begins_period(t)) {
      set_period_start(t);
      solver_.start(t, x, times_.period_end(t));
    }
    show(t);
  }
  ends.after = x;
  ends.t_start = times_.window_start();
  ends.t_end = times_.end();
  return ends;
}

void AdjointRun::add_window_start(const std::vector<WindowGradient>& gradients, solvers::Adjoints& adjoints) const {
  for (std::size_t r = 0; r < gradients.size(); ++r)
    for (std::size_t i = 0; i < gradients[r].before.size(); ++i) adjoints.by_unknowns[r][i] += gradients[r].before[i];
}

std::vector<std::vector<double>> AdjointRun::go_back(const std::vector<WindowGradient>& gradients) {
  solvers::Adjoints adjoints;
  for (const auto& gradient : gradients) {
    adjoints.by_unknowns.push_back(gradient.after);
    adjoints.by_parameters.emplace_back(static_cast<std::size_t>(parameters_.count()), 0.0);
    adjoints.sizes.push_back(gradient.size);
  }
  auto starts = times_.stops;
  starts.insert(starts.begin(), 0.0);
  double t = times_.end();
  const auto go_to = [&](double goal) {
    if (goal < t) solver_.go_back(t, goal, adjoints);
    t = goal;
    if (t == times_.window_start()) add_window_start(gradients, adjoints);
    show(2 * times_.end() - t);
  };
  for (auto start = starts.rbegin(); start != starts.rend(); ++start) {
    set_period_start(*start);
    if (times_.window_start() > *start && times_.window_start() < t) go_to(times_.window_start());
    go_to(*start);
    solver_.drop_period();
  }
  const auto initial = parameters_.initial_slopes();
  for (std::size_t r = 0; r < gradients.size(); ++r)
    for (std::size_t k = 0; k < initial.size(); ++k)
      adjoints.by_parameters[r][k] +=
          std::inner_product(initial[k].begin(), initial[k].end(), adjoints.by_unknowns[r].begin(), 0.0);
  for (std::size_t r = 0; r < gradients.size(); ++r)
    if (!gradients[r].exists) std::fill(adjoints.by_parameters[r].begin(), adjoints.by_parameters[r].end(), std::nan(""));
  return adjoints.by_parameters;
}

}  // namespace raffinate::studies
