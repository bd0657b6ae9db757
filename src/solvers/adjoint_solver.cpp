#include "solvers/adjoint_solver.hpp"

#include <algorithm>
#include <cmath>

#include "solvers/backward_problem.hpp"
#include "solvers/evaluated_system.hpp"
#include "solvers/recorded_period.hpp"
#include "solvers/state_jacobian.hpp"

namespace raffinate::solvers {

namespace {

/// How many steps of a period are kept whole: two vectors of states each.
long steps_that_fit(double memory, std::size_t states) {
  constexpr long least = 50, most = 10000;
  return std::clamp(static_cast<long>(memory / (2.0 * sizeof(double) * static_cast<double>(states))), least, most);
}

}  // namespace

struct AdjointSolver::Impl {
  struct Period {
    std::unique_ptr<RecordedPeriod> forwards;
    std::unique_ptr<BackwardProblem> backwards;
  };

  Impl(numerics::EquationSystem& system, numerics::ParameterDependence& parameters, const DynamicOptions& o, double memory)
      : options(o),
        at(system, parameters),
        jacobian(system),
        steps_kept(steps_that_fit(memory, at.states())),
        largest(at.states()) {
    const auto scale = system.absolute_scale();
    std::copy_n(scale.begin(), largest.size(), largest.begin());
  }
  void note(std::span<const double> x) {
    for (std::size_t i = 0; i < largest.size(); ++i) largest[i] = std::max(largest[i], std::abs(x[i]));
  }

  DynamicOptions options;
  EvaluatedSystem at;
  StateJacobian jacobian;
  long steps_kept;
  std::vector<double> largest;  // of every state so far
  std::vector<Period> periods;
  DynamicStatistics dropped;
};

AdjointSolver::AdjointSolver(numerics::EquationSystem& system, numerics::ParameterDependence& parameters,
                             const DynamicOptions& options, double memory)
    : impl_(std::make_unique<Impl>(system, parameters, options, memory)) {}
AdjointSolver::~AdjointSolver() = default;

void AdjointSolver::start(double t, std::span<const double> x, double t_end) {
  impl_->note(x);
  impl_->periods.push_back(
      {std::make_unique<RecordedPeriod>(impl_->at, impl_->options, impl_->steps_kept, t, x, t_end), nullptr});
}

void AdjointSolver::advance(double t_out) {
  impl_->periods.back().forwards->advance(t_out);
  impl_->note(state());
}

std::span<const double> AdjointSolver::state() const { return impl_->periods.back().forwards->unknowns(); }

void AdjointSolver::go_back(double t_from, double t_to, Adjoints& adjoints) {
  auto& period = impl_->periods.back();
  if (!period.backwards) {
    impl_->at.forget();
    period.backwards = std::make_unique<BackwardProblem>(*period.forwards, impl_->at, impl_->jacobian, impl_->options,
                                                         impl_->largest);
  }
  period.backwards->go_back(t_from, t_to, adjoints);
}

void AdjointSolver::drop_period() {
  const auto& period = impl_->periods.back();
  impl_->dropped += period.forwards->statistics();
  if (period.backwards) impl_->dropped += period.backwards->statistics();
  impl_->periods.pop_back();
}

DynamicStatistics AdjointSolver::statistics() const {
  DynamicStatistics sum = impl_->dropped;
  for (const auto& period : impl_->periods) {
    sum += period.forwards->statistics();
    if (period.backwards) sum += period.backwards->statistics();
  }
  return sum;
}

}  // namespace raffinate::solvers
