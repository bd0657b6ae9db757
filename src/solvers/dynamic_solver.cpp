#include "solvers/dynamic_solver.hpp"

#include <cvodes/cvodes.h>
#include <fmt/format.h>
#include <nvector/nvector_serial.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/errors.hpp"
#include "solvers/cvode_settings.hpp"
#include "solvers/direct_newton.hpp"
#include "solvers/error_weights.hpp"
#include "solvers/sundials_handles.hpp"

namespace raffinate::solvers {

DynamicStatistics& DynamicStatistics::operator+=(const DynamicStatistics& other) {
  steps += other.steps;
  rhs_evaluations += other.rhs_evaluations;
  jacobian_evaluations += other.jacobian_evaluations;
  factorisations += other.factorisations;
  nonlinear_iterations += other.nonlinear_iterations;
  nonlinear_failures += other.nonlinear_failures;
  error_test_failures += other.error_test_failures;
  return *this;
}

struct DynamicSolver::Impl {
  Impl(numerics::EquationSystem& s, const DynamicOptions& o)
      : system(s),
        options(o),
        size(static_cast<std::size_t>(s.size())),
        states(s.integral_count() == s.size() ? size : size - static_cast<std::size_t>(s.integral_count())),
        error_weight(s.absolute_scale().first(states), o.relative_tolerance, o.absolute_factor),
        rates(size),
        slopes(static_cast<std::size_t>(s.pattern().nonzeros())),
        unknowns(size) {
    evaluated_at.resize(states);
    SUNContext_Create(nullptr, &context);
    state = make_vector(states, context);
    scratch = make_vector(states, context);
    weights = make_vector(states, context);
    if (states < size) integrals = make_vector(size - states, context);
  }
  ~Impl() {
    if (memory != nullptr) CVodeFree(&memory);
    newton.reset();
    state.reset();
    integrals.reset();
    scratch.reset();
    weights.reset();
    SUNContext_Free(&context);
  }

  void create(double t);
  void set_order();
  void set(std::span<const double> x);
  void hand_out();
  void collect();
  [[noreturn]] void fail(int flag, double t);
  [[nodiscard]] std::string worst_unknowns();
  [[nodiscard]] int step_limiter();

  static int rhs(double t, N_Vector x, N_Vector dx, void* user);
  static int newton_matrix(double t, N_Vector x, N_Vector fx, SUNMatrix m, int reuse, int* renewed, double gamma,
                           void* user, N_Vector, N_Vector, N_Vector);
  static int integrands(double t, N_Vector x, N_Vector rates, void* user);
  static int roots(double t, N_Vector x, double* values, void* user);
  static int error_weights(N_Vector x, N_Vector w, void* user);

  numerics::EquationSystem& system;
  DynamicOptions options;
  std::size_t size, states;  // all unknowns; those that are not time integrals, or all if there are only such
  SUNContext context = nullptr;
  Vector state, integrals, scratch, weights;
  ErrorWeights error_weight;
  std::optional<DirectNewton> newton;
  void* memory = nullptr;
  std::vector<double> rates;         // of all unknowns at the last evaluation
  std::vector<double> evaluated_at;  // states at that evaluation
  std::vector<double> slopes;        // last Jacobian, of all unknowns
  double matrix_gamma = 0.0;         // gamma of the last Newton matrix [s]
  std::vector<double> unknowns;      // as handed out
  DynamicStatistics finished;        // of segments before the last restart
};

int DynamicSolver::Impl::rhs(double t, N_Vector x, N_Vector dx, void* user) {
  auto& self = *static_cast<Impl*>(user);
  const double* values = N_VGetArrayPointer(x);
  if (!self.system.rhs(t, values, self.rates.data())) return 1;
  std::copy_n(values, self.states, self.evaluated_at.begin());
  std::copy_n(self.rates.begin(), self.states, N_VGetArrayPointer(dx));
  return 0;
}

int DynamicSolver::Impl::newton_matrix(double t, N_Vector x, N_Vector, SUNMatrix m, int reuse, int* renewed,
                                       double gamma, void* user, N_Vector, N_Vector, N_Vector) {
  auto& self = *static_cast<Impl*>(user);
  if (reuse == 0 && !self.system.jacobian(t, N_VGetArrayPointer(x), self.slopes.data())) return 1;
  *renewed = reuse == 0 ? 1 : 0;
  self.matrix_gamma = gamma;
  self.newton->renew(self.slopes, gamma, m);
  return 0;
}

// The rates of the integrals that belong to a Newton iterate: those of the last evaluation, moved along the step that
// followed it. They satisfy every linear balance with the states whether or not Newton's method has converged.
int DynamicSolver::Impl::integrands(double, N_Vector x, N_Vector integrand, void* user) {
  auto& self = *static_cast<Impl*>(user);
  const double* values = N_VGetArrayPointer(x);
  double* result = N_VGetArrayPointer(integrand);
  std::copy(self.rates.begin() + static_cast<long>(self.states), self.rates.end(), result);
  double gamma = 0.0;
  CVodeGetCurrentGamma(self.memory, &gamma);
  const auto& pattern = self.system.pattern();
  const int first = static_cast<int>(self.states);
  for (std::size_t j = 0; j < self.states; ++j) {
    const double moved = values[j] - self.evaluated_at[j];
    if (moved == 0.0) continue;
    const double weighted = self.matrix_gamma / gamma * moved;
    for (int k = pattern.column_start[j + 1] - 1; k >= pattern.column_start[j] && pattern.row[k] >= first; --k)
      result[pattern.row[k] - first] += self.slopes[k] * weighted;
  }
  return 0;
}

int DynamicSolver::Impl::roots(double t, N_Vector x, double* values, void* user) {
  static_cast<Impl*>(user)->system.roots(t, N_VGetArrayPointer(x), values);
  return 0;
}

int DynamicSolver::Impl::error_weights(N_Vector x, N_Vector w, void* user) {
  static_cast<Impl*>(user)->error_weight.write(x, w);
  return 0;
}

void DynamicSolver::Impl::create(double t) {
  memory = CVodeCreate(CV_BDF, context);
  check(CVodeInit(memory, rhs, t, state.get()), "CVodeInit");
  check(CVodeSetUserData(memory, this), "CVodeSetUserData");
  check(CVodeWFtolerances(memory, error_weights), "CVodeWFtolerances");
  if (integrals) add_integrals(memory, integrands, integrals);
  newton.emplace(system.pattern(), state.get(), context).attach(memory, newton_matrix);
  // `integrands` needs to know what Newton's step was.
  check(CVodeSetLinearSolutionScaling(memory, SUNFALSE), "CVodeSetLinearSolutionScaling");
  set_limits(memory, options);
  be_patient(memory);
  be_exact(memory);
  set_order();
  if (system.root_count() > 0) {
    check(CVodeRootInit(memory, system.root_count(), roots), "CVodeRootInit");
    check(CVodeSetNoInactiveRootWarn(memory), "CVodeSetNoInactiveRootWarn");
  }
}

// Where tolerances are loose, steps end at switches and saturations, which high orders answer with failures. Over ten
// variations of the reference plant at 1e-4, order 3 took as many steps as order 5 with a tenth fewer right-hand sides and a
// quarter fewer Jacobians.
void DynamicSolver::Impl::set_order() {
  constexpr double loose = 1e-5;
  constexpr int order = 3;  // usual: 5
  if (options.relative_tolerance >= loose) check(CVodeSetMaxOrd(memory, order), "CVodeSetMaxOrd");
}

void DynamicSolver::Impl::set(std::span<const double> x) {
  std::copy_n(x.begin(), states, N_VGetArrayPointer(state.get()));
  if (integrals) std::copy(x.begin() + static_cast<long>(states), x.end(), N_VGetArrayPointer(integrals.get()));
  std::copy(x.begin(), x.end(), unknowns.begin());
}

void DynamicSolver::Impl::hand_out() {
  std::copy_n(N_VGetArrayPointer(state.get()), states, unknowns.begin());
  if (!integrals) return;
  double t = 0.0;
  check(CVodeGetQuad(memory, &t, integrals.get()), "CVodeGetQuad");
  std::copy_n(N_VGetArrayPointer(integrals.get()), size - states, unknowns.begin() + static_cast<long>(states));
}

void DynamicSolver::Impl::collect() {
  DynamicStatistics s;
  CVodeGetNumSteps(memory, &s.steps);
  CVodeGetNumRhsEvals(memory, &s.rhs_evaluations);
  CVodeGetNumJacEvals(memory, &s.jacobian_evaluations);
  CVodeGetNumLinSolvSetups(memory, &s.factorisations);
  CVodeGetNumNonlinSolvIters(memory, &s.nonlinear_iterations);
  CVodeGetNumNonlinSolvConvFails(memory, &s.nonlinear_failures);
  CVodeGetNumErrTestFails(memory, &s.error_test_failures);
  finished += s;
}

// The unknowns that change fastest relative to what matters: the first suspects.
std::string DynamicSolver::Impl::worst_unknowns() {
  constexpr std::size_t shown = 3;
  const double* x = N_VGetArrayPointer(state.get());
  const auto& dx = rates;
  double t = 0.0;
  CVodeGetCurrentTime(memory, &t);
  if (!system.rhs(t, x, rates.data())) return system.last_failure();
  std::vector<std::pair<double, int>> speed;
  const auto scale = system.absolute_scale();
  for (int i = 0; i < static_cast<int>(states); ++i)
    if (scale[i] > 0) speed.emplace_back(std::abs(dx[i]) / (std::abs(x[i]) + scale[i]), i);
  const auto count = std::min(shown, speed.size());
  std::partial_sort(speed.begin(), speed.begin() + static_cast<long>(count), speed.end(), std::greater<>());
  std::string text = "fastest unknowns:";
  for (std::size_t k = 0; k < count; ++k)
    text += fmt::format(" {} = {:.6g} changing by {:.3g}/s{}", system.state_name(speed[k].second),
                        x[speed[k].second], dx[speed[k].second], k + 1 < count ? "," : "");
  return text;
}

// The unknown with the largest weighted local error, -1 before the first step.
int DynamicSolver::Impl::step_limiter() {
  if (CVodeGetEstLocalErrors(memory, scratch.get()) != CV_SUCCESS || CVodeGetErrWeights(memory, weights.get()) != CV_SUCCESS)
    return -1;
  const double* error = N_VGetArrayPointer(scratch.get());
  const double* weight = N_VGetArrayPointer(weights.get());
  int worst = -1;
  double largest = 0.0;
  for (int i = 0; i < static_cast<int>(states); ++i) {
    const double share = std::abs(error[i] * weight[i]);
    if (share > largest) {
      largest = share;
      worst = i;
    }
  }
  return worst;
}

void DynamicSolver::Impl::fail(int flag, double t) {
  const char* reason = "the integration stopped";
  switch (flag) {
    case CV_TOO_MUCH_WORK: reason = "the step limit was reached"; break;
    case CV_TOO_MUCH_ACC: reason = "the tolerance asked for is below round-off"; break;
    case CV_ERR_FAILURE: reason = "the error test failed repeatedly or the step became too small"; break;
    case CV_CONV_FAILURE: reason = "Newton's method did not converge at the smallest step"; break;
    case CV_RHSFUNC_FAIL:
    case CV_REPTD_RHSFUNC_ERR:
    case CV_FIRST_RHSFUNC_ERR: reason = "the equations could not be evaluated"; break;
    case CV_LSETUP_FAIL: reason = "the Jacobian could not be factorised"; break;
    default: break;
  }
  double h = 0.0;
  CVodeGetLastStep(memory, &h);
  const std::string cause = system.last_failure();
  const int limiter = step_limiter();
  throw base::RunError(fmt::format("{} at t = {:.6g} h (last step {:.3g} s, code {}); {}{}{}{}", reason, t / 3600.0, h,
                                   flag, cause, cause.empty() ? "" : "; ", worst_unknowns(),
                                   limiter < 0 ? "" : "; step limited by " + system.state_name(limiter)));
}

DynamicSolver::DynamicSolver(numerics::EquationSystem& system, const DynamicOptions& options)
    : impl_(std::make_unique<Impl>(system, options)) {}
DynamicSolver::~DynamicSolver() = default;

void DynamicSolver::start(double t, std::span<const double> x) {
  impl_->set(x);
  if (impl_->memory == nullptr) {
    impl_->create(t);
  } else {
    impl_->collect();
    check(CVodeReInit(impl_->memory, t, impl_->state.get()), "CVodeReInit");
    if (impl_->integrals) check(CVodeQuadReInit(impl_->memory, impl_->integrals.get()), "CVodeQuadReInit");
  }
  if (impl_->options.first_step > 0)
    check(CVodeSetInitStep(impl_->memory, impl_->options.first_step), "CVodeSetInitStep");
}

DynamicSolver::Advance DynamicSolver::advance(double t_out, double t_stop) {
  check(CVodeSetStopTime(impl_->memory, t_stop), "CVodeSetStopTime");
  Advance result;
  const int flag = CVode(impl_->memory, t_out, impl_->state.get(), &result.t, CV_NORMAL);
  if (flag < 0) impl_->fail(flag, result.t);
  impl_->hand_out();
  if (flag == CV_ROOT_RETURN) {
    std::vector<int> found(static_cast<std::size_t>(impl_->system.root_count()));
    CVodeGetRootInfo(impl_->memory, found.data());
    for (int i = 0; i < static_cast<int>(found.size()); ++i) {
      if (found[i] == 0) continue;
      result.roots.push_back(i);
      result.directions.push_back(found[i]);
    }
  }
  return result;
}

std::span<const double> DynamicSolver::state() const {
  return impl_->unknowns;
}

DynamicStatistics DynamicSolver::statistics() const {
  const DynamicStatistics before = impl_->finished;
  if (impl_->memory != nullptr) impl_->collect();
  return std::exchange(impl_->finished, before);
}

}  // namespace raffinate::solvers
