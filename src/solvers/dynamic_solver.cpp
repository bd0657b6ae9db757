#include "solvers/dynamic_solver.hpp"

#include <cvodes/cvodes.h>
#include <fmt/format.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include <algorithm>
#include <cmath>

#include "base/errors.hpp"

namespace raffinate::solvers {

namespace {

/// Weight of unknowns without error control: present in the Newton iteration, silent in the norms.
constexpr double no_weight = 1e-100;

struct Release {
  void operator()(N_Vector v) const { N_VDestroy(v); }
  void operator()(SUNMatrix m) const { SUNMatDestroy(m); }
  void operator()(SUNLinearSolver s) const { SUNLinSolFree(s); }
};
using Vector = std::unique_ptr<std::remove_pointer_t<N_Vector>, Release>;
using Matrix = std::unique_ptr<std::remove_pointer_t<SUNMatrix>, Release>;
using LinearSolver = std::unique_ptr<std::remove_pointer_t<SUNLinearSolver>, Release>;

void check(int flag, const char* what) {
  if (flag < 0) throw base::RunError(fmt::format("{} failed with code {}", what, flag));
}

}  // namespace

struct DynamicSolver::Impl {
  Impl(numerics::EquationSystem& s, const DynamicOptions& o) : system(s), options(o) {
    SUNContext_Create(nullptr, &context);
    const int n = system.size();
    state.reset(N_VNew_Serial(n, context));
    scratch.reset(N_VNew_Serial(n, context));
    weights.reset(N_VNew_Serial(n, context));
    const auto scale = system.absolute_scale();
    const auto controlled = std::count_if(scale.begin(), scale.end(), [](double s1) { return s1 > 0; });
    // SUNDIALS averages over all unknowns; without this the ledger would loosen the tolerance.
    dilution = std::sqrt(static_cast<double>(n) / static_cast<double>(std::max<long>(controlled, 1)));
  }
  ~Impl() {
    if (memory != nullptr) CVodeFree(&memory);
    linear.reset();
    matrix.reset();
    state.reset();
    scratch.reset();
    weights.reset();
    SUNContext_Free(&context);
  }

  void create(double t);
  void collect();
  [[noreturn]] void fail(int flag, double t);
  [[nodiscard]] std::string worst_unknowns();

  static int rhs(double t, N_Vector x, N_Vector dx, void* user);
  static int jacobian(double t, N_Vector x, N_Vector fx, SUNMatrix j, void* user, N_Vector, N_Vector, N_Vector);
  static int roots(double t, N_Vector x, double* values, void* user);
  static int error_weights(N_Vector x, N_Vector w, void* user);

  numerics::EquationSystem& system;
  DynamicOptions options;
  SUNContext context = nullptr;
  Vector state, scratch, weights;
  Matrix matrix;
  LinearSolver linear;
  void* memory = nullptr;
  double dilution = 1.0;
  DynamicStatistics finished;  // of segments before the last restart
};

int DynamicSolver::Impl::rhs(double t, N_Vector x, N_Vector dx, void* user) {
  auto& self = *static_cast<Impl*>(user);
  const double* values = N_VGetArrayPointer(x);
  double* rates = N_VGetArrayPointer(dx);
  if (!self.system.rhs(t, values, rates)) return 1;
  const auto finite = [](double v) { return std::isfinite(v); };
  return std::all_of(rates, rates + self.system.size(), finite) ? 0 : 1;
}

int DynamicSolver::Impl::jacobian(double t, N_Vector x, N_Vector, SUNMatrix j, void* user, N_Vector, N_Vector,
                                  N_Vector) {
  auto& self = *static_cast<Impl*>(user);
  const auto& pattern = self.system.pattern();
  std::copy(pattern.column_start.begin(), pattern.column_start.end(), SUNSparseMatrix_IndexPointers(j));
  std::copy(pattern.row.begin(), pattern.row.end(), SUNSparseMatrix_IndexValues(j));
  return self.system.jacobian(t, N_VGetArrayPointer(x), SUNSparseMatrix_Data(j)) ? 0 : 1;
}

int DynamicSolver::Impl::roots(double t, N_Vector x, double* values, void* user) {
  static_cast<Impl*>(user)->system.roots(t, N_VGetArrayPointer(x), values);
  return 0;
}

int DynamicSolver::Impl::error_weights(N_Vector x, N_Vector w, void* user) {
  auto& self = *static_cast<Impl*>(user);
  const auto scale = self.system.absolute_scale();
  const double* values = N_VGetArrayPointer(x);
  double* weight = N_VGetArrayPointer(w);
  for (std::size_t i = 0; i < scale.size(); ++i) {
    const double size = std::abs(values[i]) + self.options.absolute_factor * scale[i];
    weight[i] = scale[i] > 0 ? self.dilution / (self.options.relative_tolerance * size) : no_weight;
  }
  return 0;
}

void DynamicSolver::Impl::create(double t) {
  memory = CVodeCreate(CV_BDF, context);
  check(CVodeInit(memory, rhs, t, state.get()), "CVodeInit");
  check(CVodeSetUserData(memory, this), "CVodeSetUserData");
  check(CVodeWFtolerances(memory, error_weights), "CVodeWFtolerances");
  const auto& pattern = system.pattern();
  matrix.reset(SUNSparseMatrix(pattern.size, pattern.size, pattern.nonzeros(), CSC_MAT, context));
  linear.reset(SUNLinSol_KLU(state.get(), matrix.get(), context));
  check(CVodeSetLinearSolver(memory, linear.get(), matrix.get()), "CVodeSetLinearSolver");
  check(CVodeSetJacFn(memory, jacobian), "CVodeSetJacFn");
  check(CVodeSetMaxNumSteps(memory, options.max_steps), "CVodeSetMaxNumSteps");
  check(CVodeSetErrHandlerFn(memory, [](int, const char*, const char*, char*, void*) {}, nullptr),
        "CVodeSetErrHandlerFn");
  if (options.max_step > 0) check(CVodeSetMaxStep(memory, options.max_step), "CVodeSetMaxStep");
  if (system.root_count() > 0) {
    check(CVodeRootInit(memory, system.root_count(), roots), "CVodeRootInit");
    check(CVodeSetNoInactiveRootWarn(memory), "CVodeSetNoInactiveRootWarn");
  }
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
  finished.steps += s.steps;
  finished.rhs_evaluations += s.rhs_evaluations;
  finished.jacobian_evaluations += s.jacobian_evaluations;
  finished.factorisations += s.factorisations;
  finished.nonlinear_iterations += s.nonlinear_iterations;
  finished.nonlinear_failures += s.nonlinear_failures;
  finished.error_test_failures += s.error_test_failures;
}

// The unknowns that change fastest relative to what matters: the first suspects.
std::string DynamicSolver::Impl::worst_unknowns() {
  constexpr std::size_t shown = 3;
  const double* x = N_VGetArrayPointer(state.get());
  double* dx = N_VGetArrayPointer(scratch.get());
  double t = 0.0;
  CVodeGetCurrentTime(memory, &t);
  if (!system.rhs(t, x, dx)) return system.last_failure();
  std::vector<std::pair<double, int>> speed;
  const auto scale = system.absolute_scale();
  for (int i = 0; i < system.size(); ++i)
    if (scale[i] > 0) speed.emplace_back(std::abs(dx[i]) / (std::abs(x[i]) + scale[i]), i);
  const auto count = std::min(shown, speed.size());
  std::partial_sort(speed.begin(), speed.begin() + static_cast<long>(count), speed.end(), std::greater<>());
  std::string text = "fastest unknowns:";
  for (std::size_t k = 0; k < count; ++k)
    text += fmt::format(" {} = {:.6g} changing by {:.3g}/s{}", system.state_name(speed[k].second),
                        x[speed[k].second], dx[speed[k].second], k + 1 < count ? "," : "");
  return text;
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
  throw base::RunError(fmt::format("{} at t = {:.6g} h (last step {:.3g} s, code {}); {}{}{}", reason, t / 3600.0, h,
                                   flag, cause, cause.empty() ? "" : "; ", worst_unknowns()));
}

DynamicSolver::DynamicSolver(numerics::EquationSystem& system, const DynamicOptions& options)
    : impl_(std::make_unique<Impl>(system, options)) {}
DynamicSolver::~DynamicSolver() = default;

void DynamicSolver::start(double t, std::span<const double> x) {
  std::copy(x.begin(), x.end(), N_VGetArrayPointer(impl_->state.get()));
  if (impl_->memory == nullptr) {
    impl_->create(t);
  } else {
    impl_->collect();
    check(CVodeReInit(impl_->memory, t, impl_->state.get()), "CVodeReInit");
  }
  if (impl_->options.first_step > 0)
    check(CVodeSetInitStep(impl_->memory, impl_->options.first_step), "CVodeSetInitStep");
}

DynamicSolver::Advance DynamicSolver::advance(double t_out, double t_stop) {
  check(CVodeSetStopTime(impl_->memory, t_stop), "CVodeSetStopTime");
  Advance result;
  const int flag = CVode(impl_->memory, t_out, impl_->state.get(), &result.t, CV_NORMAL);
  if (flag < 0) impl_->fail(flag, result.t);
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
  return {N_VGetArrayPointer(impl_->state.get()), static_cast<std::size_t>(impl_->system.size())};
}

DynamicStatistics DynamicSolver::statistics() const {
  const DynamicStatistics before = impl_->finished;
  if (impl_->memory != nullptr) impl_->collect();
  return std::exchange(impl_->finished, before);
}

int DynamicSolver::step_limiter() const {
  if (impl_->memory == nullptr) return -1;
  if (CVodeGetEstLocalErrors(impl_->memory, impl_->scratch.get()) != CV_SUCCESS ||
      CVodeGetErrWeights(impl_->memory, impl_->weights.get()) != CV_SUCCESS)
    return -1;
  const double* error = N_VGetArrayPointer(impl_->scratch.get());
  const double* weight = N_VGetArrayPointer(impl_->weights.get());
  int worst = -1;
  double largest = 0.0;
  for (int i = 0; i < impl_->system.size(); ++i) {
    const double size = std::abs(error[i] * weight[i]);
    if (size > largest) {
      largest = size;
      worst = i;
    }
  }
  return worst;
}

}  // namespace raffinate::solvers
