#include "solvers/sensitivity_solver.hpp"

#include <cvodes/cvodes.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/errors.hpp"
#include "solvers/cvode_settings.hpp"
#include "solvers/error_weights.hpp"
#include "solvers/evaluated_system.hpp"
#include "solvers/direct_newton.hpp"
#include "solvers/sundials_handles.hpp"

namespace raffinate::solvers {

namespace {

/// One vector for each parameter, as CVODES takes them.
struct VectorList {
  VectorList(std::size_t count, std::size_t length, SUNContext context) {
    for (std::size_t k = 0; k < count; ++k) {
      owned.push_back(make_vector(length, context));
      pointers.push_back(owned.back().get());
    }
  }
  std::vector<Vector> owned;
  std::vector<N_Vector> pointers;
};

}  // namespace

struct SensitivitySolver::Impl {
  Impl(numerics::EquationSystem& s, numerics::ParameterDependence& p, const DynamicOptions& o)
      : system(s),
        options(o),
        count(static_cast<std::size_t>(p.count())),
        size(static_cast<std::size_t>(s.size())),
        states(size - static_cast<std::size_t>(s.integral_count())),
        state(make_vector(states, own.get())),
        integrals(make_vector(size - states, own.get())),
        state_slopes(count, states, own.get()),
        integral_slopes(count, size - states, own.get()),
        error_weight(s.absolute_scale().first(states), o.relative_tolerance, o.absolute_factor),
        newton(s.pattern(), state.get(), own.get()),
        at(s, p),
        unknowns(size),
        sensitivities(count, std::vector<double>(size)) {
    for (std::size_t k = 0; k < count; ++k) sizes.push_back(p.size(static_cast<int>(k)));
  }
  ~Impl() {
    if (memory != nullptr) CVodeFree(&memory);
  }

  [[nodiscard]] bool has_integrals() const { return states < size; }
  void set(std::span<const double> x, const std::vector<std::vector<double>>& s);
  void create(double t);
  void create_sensitivities();
  void restart(double t);
  void hand_out();
  void collect();
  /// J s + df/dp of the rows from `first` on.
  void apply(std::size_t parameter, N_Vector s, std::size_t first, N_Vector result) const;
  [[noreturn]] void fail(int flag, double t);

  static int rhs(double t, N_Vector x, N_Vector dx, void* user);
  static int integrands(double t, N_Vector x, N_Vector result, void* user);
  static int sensitivity_rhs(int n, double t, N_Vector x, N_Vector dx, N_Vector* s, N_Vector* ds, void* user, N_Vector,
                             N_Vector);
  static int sensitivity_integrands(int n, double t, N_Vector x, N_Vector* s, N_Vector, N_Vector* ds, void* user,
                                    N_Vector, N_Vector);
  static int newton_matrix(double t, N_Vector x, N_Vector fx, SUNMatrix m, int reuse, int* renewed, double gamma,
                           void* user, N_Vector, N_Vector, N_Vector);

  numerics::EquationSystem& system;
  DynamicOptions options;
  std::size_t count, size, states;
  Context own = make_context();
  Vector state, integrals;
  VectorList state_slopes, integral_slopes;
  ErrorWeights error_weight;
  DirectNewton newton;
  void* memory = nullptr;
  EvaluatedSystem at;
  std::vector<double> sizes;  // of parameters
  std::vector<double> unknowns;
  std::vector<std::vector<double>> sensitivities;
  DynamicStatistics finished;
};

// Rows of states come first in every column.
void SensitivitySolver::Impl::apply(std::size_t parameter, N_Vector s, std::size_t first, N_Vector result) const {
  const auto& pattern = system.pattern();
  const double* direction = N_VGetArrayPointer(s);
  double* sum = N_VGetArrayPointer(result);
  const auto rows = static_cast<std::size_t>(N_VGetLength(result));
  std::copy_n(at.slopes(parameter).begin() + static_cast<long>(first), rows, sum);
  const auto& jacobian = at.jacobian();
  for (std::size_t j = 0; j < states; ++j) {
    if (direction[j] == 0.0) continue;
    for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k) {
      const auto row = static_cast<std::size_t>(pattern.row[k]);
      if (row >= first && row - first < rows) sum[row - first] += jacobian[k] * direction[j];
    }
  }
}

int SensitivitySolver::Impl::rhs(double t, N_Vector x, N_Vector dx, void* user) {
  auto& self = *static_cast<Impl*>(user);
  if (!self.at.find_rates(t, x)) return 1;
  std::copy_n(self.at.rates().begin(), self.states, N_VGetArrayPointer(dx));
  return 0;
}

int SensitivitySolver::Impl::integrands(double t, N_Vector x, N_Vector result, void* user) {
  auto& self = *static_cast<Impl*>(user);
  if (!self.at.find_rates(t, x)) return 1;
  std::copy(self.at.rates().begin() + static_cast<long>(self.states), self.at.rates().end(), N_VGetArrayPointer(result));
  return 0;
}

int SensitivitySolver::Impl::sensitivity_rhs(int, double t, N_Vector x, N_Vector, N_Vector* s, N_Vector* ds, void* user,
                                             N_Vector, N_Vector) {
  auto& self = *static_cast<Impl*>(user);
  if (!self.at.find_jacobian(t, x) || !self.at.find_slopes(t, x)) return 1;
  for (std::size_t k = 0; k < self.count; ++k) self.apply(k, s[k], 0, ds[k]);
  return 0;
}

int SensitivitySolver::Impl::sensitivity_integrands(int, double t, N_Vector x, N_Vector* s, N_Vector, N_Vector* ds,
                                                    void* user, N_Vector, N_Vector) {
  auto& self = *static_cast<Impl*>(user);
  if (!self.at.find_jacobian(t, x) || !self.at.find_slopes(t, x)) return 1;
  for (std::size_t k = 0; k < self.count; ++k) self.apply(k, s[k], self.states, ds[k]);
  return 0;
}

int SensitivitySolver::Impl::newton_matrix(double t, N_Vector x, N_Vector, SUNMatrix m, int reuse, int* renewed,
                                           double gamma, void* user, N_Vector, N_Vector, N_Vector) {
  auto& self = *static_cast<Impl*>(user);
  // The Jacobian of the last step is newer than the one CVODES would reuse.
  if (reuse == 0 && !self.at.find_jacobian(t, x)) return 1;
  *renewed = reuse == 0 ? 1 : 0;
  self.newton.renew(self.at.jacobian(), gamma, m);
  return 0;
}

void SensitivitySolver::Impl::set(std::span<const double> x, const std::vector<std::vector<double>>& s) {
  const auto write = [this](std::span<const double> from, N_Vector to_states, N_Vector to_integrals) {
    std::copy_n(from.begin(), states, N_VGetArrayPointer(to_states));
    std::copy(from.begin() + static_cast<long>(states), from.end(), N_VGetArrayPointer(to_integrals));
  };
  write(x, state.get(), integrals.get());
  for (std::size_t k = 0; k < count; ++k) write(s[k], state_slopes.pointers[k], integral_slopes.pointers[k]);
  // Rates may jump at a discontinuity without a change of x.
  at.forget();
}

void SensitivitySolver::Impl::create(double t) {
  memory = CVodeCreate(CV_BDF, own.get());
  check(CVodeInit(memory, rhs, t, state.get()), "CVodeInit");
  check(CVodeSetUserData(memory, this), "CVodeSetUserData");
  const auto weigh = [](N_Vector x, N_Vector w, void* user) {
    static_cast<Impl*>(user)->error_weight.write(x, w);
    return 0;
  };
  check(CVodeWFtolerances(memory, weigh), "CVodeWFtolerances");
  newton.attach(memory, newton_matrix);
  set_limits(memory, options);
  be_patient(memory);
  create_sensitivities();
}

void SensitivitySolver::Impl::create_sensitivities() {
  if (has_integrals()) add_integrals(memory, integrands, integrals);
  check(CVodeSensInit(memory, static_cast<int>(count), CV_STAGGERED, sensitivity_rhs, state_slopes.pointers.data()),
        "CVodeSensInit");
  check(CVodeSetSensParams(memory, nullptr, sizes.data(), nullptr), "CVodeSetSensParams");
  check(CVodeSensEEtolerances(memory), "CVodeSensEEtolerances");
  check(CVodeSetSensErrCon(memory, SUNTRUE), "CVodeSetSensErrCon");
  if (!has_integrals()) return;
  check(CVodeQuadSensInit(memory, sensitivity_integrands, integral_slopes.pointers.data()), "CVodeQuadSensInit");
  std::vector<double> limits(count, no_tolerance);
  check(CVodeSetQuadSensErrCon(memory, SUNTRUE), "CVodeSetQuadSensErrCon");
  check(CVodeQuadSensSStolerances(memory, 0.0, limits.data()), "CVodeQuadSensSStolerances");
}

void SensitivitySolver::Impl::restart(double t) {
  collect();
  check(CVodeReInit(memory, t, state.get()), "CVodeReInit");
  check(CVodeSensReInit(memory, CV_STAGGERED, state_slopes.pointers.data()), "CVodeSensReInit");
  if (!has_integrals()) return;
  check(CVodeQuadReInit(memory, integrals.get()), "CVodeQuadReInit");
  check(CVodeQuadSensReInit(memory, integral_slopes.pointers.data()), "CVodeQuadSensReInit");
}

void SensitivitySolver::Impl::hand_out() {
  double t = 0.0;
  check(CVodeGetSens(memory, &t, state_slopes.pointers.data()), "CVodeGetSens");
  if (has_integrals()) {
    check(CVodeGetQuad(memory, &t, integrals.get()), "CVodeGetQuad");
    check(CVodeGetQuadSens(memory, &t, integral_slopes.pointers.data()), "CVodeGetQuadSens");
  }
  const auto read = [this](N_Vector from_states, N_Vector from_integrals, std::vector<double>& to) {
    std::copy_n(N_VGetArrayPointer(from_states), states, to.begin());
    std::copy_n(N_VGetArrayPointer(from_integrals), size - states, to.begin() + static_cast<long>(states));
  };
  read(state.get(), integrals.get(), unknowns);
  for (std::size_t k = 0; k < count; ++k) read(state_slopes.pointers[k], integral_slopes.pointers[k], sensitivities[k]);
}

void SensitivitySolver::Impl::collect() {
  long steps = 0, jacobians = 0, evaluations = 0, failures = 0;
  CVodeGetNumSteps(memory, &steps);
  CVodeGetNumJacEvals(memory, &jacobians);
  CVodeGetNumRhsEvals(memory, &evaluations);
  CVodeGetNumErrTestFails(memory, &failures);
  finished.steps += steps;
  finished.jacobian_evaluations += jacobians;
  finished.rhs_evaluations += evaluations;
  finished.error_test_failures += failures;
}

void SensitivitySolver::Impl::fail(int flag, double t) {
  const std::string cause = system.last_failure();
  throw base::RunError(fmt::format("the integration with sensitivities stopped at t = {:.6g} h (code {}){}{}", t / 3600.0,
                                   flag, cause.empty() ? "" : "; ", cause));
}

SensitivitySolver::SensitivitySolver(numerics::EquationSystem& system, numerics::ParameterDependence& parameters,
                                     const DynamicOptions& options)
    : impl_(std::make_unique<Impl>(system, parameters, options)) {}
SensitivitySolver::~SensitivitySolver() = default;

void SensitivitySolver::start(double t, std::span<const double> x,
                              const std::vector<std::vector<double>>& sensitivities) {
  impl_->set(x, sensitivities);
  impl_->memory == nullptr ? impl_->create(t) : impl_->restart(t);
}

void SensitivitySolver::advance(double t_out, double t_stop) {
  check(CVodeSetStopTime(impl_->memory, t_stop), "CVodeSetStopTime");
  double t = 0.0;
  const int flag = CVode(impl_->memory, t_out, impl_->state.get(), &t, CV_NORMAL);
  if (flag < 0) impl_->fail(flag, t);
  impl_->hand_out();
}

std::span<const double> SensitivitySolver::state() const { return impl_->unknowns; }
const std::vector<std::vector<double>>& SensitivitySolver::sensitivities() const { return impl_->sensitivities; }

DynamicStatistics SensitivitySolver::statistics() const {
  const DynamicStatistics before = impl_->finished;
  if (impl_->memory != nullptr) impl_->collect();
  return std::exchange(impl_->finished, before);
}

}  // namespace raffinate::solvers
