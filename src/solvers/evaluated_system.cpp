#include "solvers/evaluated_system.hpp"

#include <algorithm>

namespace raffinate::solvers {

EvaluatedSystem::EvaluatedSystem(numerics::EquationSystem& system, numerics::ParameterDependence& parameters)
    : system_(system),
      parameters_(parameters),
      states_(static_cast<std::size_t>(system.size() - system.integral_count())),
      rates_(static_cast<std::size_t>(system.size())),
      jacobian_(static_cast<std::size_t>(system.pattern().nonzeros())),
      slopes_(static_cast<std::size_t>(parameters.count()), std::vector<double>(rates_.size())) {}

bool EvaluatedSystem::Place::is(double time, N_Vector x) const {
  return known && time == t && std::equal(at.begin(), at.end(), N_VGetArrayPointer(x));
}

void EvaluatedSystem::Place::set(double time, N_Vector x) {
  known = true;
  t = time;
  at.assign(N_VGetArrayPointer(x), N_VGetArrayPointer(x) + N_VGetLength(x));
}

bool EvaluatedSystem::find_rates(double t, N_Vector x) {
  if (rates_at_.is(t, x)) return true;
  rates_at_.known = false;
  if (!system_.rhs(t, N_VGetArrayPointer(x), rates_.data())) return false;
  rates_at_.set(t, x);
  return true;
}

bool EvaluatedSystem::find_jacobian(double t, N_Vector x) {
  if (jacobian_at_.is(t, x)) return true;
  jacobian_at_.known = false;
  if (!system_.jacobian(t, N_VGetArrayPointer(x), jacobian_.data())) return false;
  jacobian_at_.set(t, x);
  return true;
}

bool EvaluatedSystem::find_slopes(double t, N_Vector x) {
  if (slopes_at_.is(t, x)) return true;
  slopes_at_.known = false;
  for (std::size_t k = 0; k < slopes_.size(); ++k)
    if (!parameters_.rate_slopes(static_cast<int>(k), t, N_VGetArrayPointer(x), slopes_[k].data())) return false;
  slopes_at_.set(t, x);
  return true;
}

void EvaluatedSystem::forget() { rates_at_.known = jacobian_at_.known = slopes_at_.known = false; }

}  // namespace raffinate::solvers
