#include "solvers/newton_solver.hpp"

#include <fmt/format.h>
#include <kinsol/kinsol.h>
#include <sunlinsol/sunlinsol_klu.h>

#include <algorithm>
#include <cmath>

#include "solvers/newton_matrix.hpp"
#include "solvers/sundials_handles.hpp"

namespace raffinate::solvers {

namespace {

std::string reason_of(int flag) {
  switch (flag) {
    case KIN_LINESEARCH_NONCONV: return "no step along Newton's direction made the rates smaller";
    case KIN_MAXITER_REACHED: return "it had not converged";
    case KIN_STEP_LT_STPTOL: return "the steps became too small";
    case KIN_MXNEWT_5X_EXCEEDED: return "five steps in a row were larger than the plant";
    case KIN_LSETUP_FAIL:
    case KIN_LINSOLV_NO_RECOVERY: return "the Jacobian is singular";
    case KIN_FIRST_SYSFUNC_ERR:
    case KIN_REPTD_SYSFUNC_ERR:
    case KIN_SYSFUNC_FAIL: return "the equations could not be evaluated near the solution";
    default: return fmt::format("KINSOL stopped with code {}", flag);
  }
}

}  // namespace

std::vector<double> inverse_sizes(const numerics::EquationSystem& system, const double* x) {
  constexpr double no_weight = 1e-30;
  const auto scale = system.absolute_scale();
  std::vector<double> weights(static_cast<std::size_t>(system.size() - system.integral_count()));
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = scale[i] > 0 ? 1.0 / (std::abs(x[i]) + scale[i]) : no_weight;
  return weights;
}

struct NewtonSolver::Impl {
  explicit Impl(numerics::EquationSystem& s)
      : system(s),
        states(static_cast<std::size_t>(s.size() - s.integral_count())),
        rates(static_cast<std::size_t>(s.size())),
        pattern(s.pattern(), states),
        slopes(static_cast<std::size_t>(s.pattern().nonzeros())) {
    SUNContext_Create(nullptr, &context);
    for (Vector* v : {&x, &weight_of_state, &weight_of_rate}) *v = make_vector(states, context);
    matrix = pattern.make(context);
    linear.reset(SUNLinSol_KLU(x.get(), matrix.get(), context));
    SUNLinSol_KLUSetOrdering(linear.get(), 0);  // AMD, as in DynamicSolver
    memory = KINCreate(context);
    check(KINInit(memory, residual, x.get()), "KINInit");
    check(KINSetUserData(memory, this), "KINSetUserData");
    check(KINSetLinearSolver(memory, linear.get(), matrix.get()), "KINSetLinearSolver");
    check(KINSetJacFn(memory, newton_matrix), "KINSetJacFn");
    check(KINSetMaxSetupCalls(memory, 1), "KINSetMaxSetupCalls");
    KINSetErrHandlerFn(memory, [](int, const char*, const char*, char*, void*) {}, nullptr);
  }
  ~Impl() {
    KINFree(&memory);
    linear.reset();
    matrix.reset();
    for (Vector* v : {&x, &weight_of_state, &weight_of_rate}) v->reset();
    SUNContext_Free(&context);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  static int residual(N_Vector x, N_Vector f, void* user) {
    auto& self = *static_cast<Impl*>(user);
    if (--self.evaluations_left < 0) return -1;
    if (!self.system.rhs(self.t, N_VGetArrayPointer(x), self.rates.data())) return 1;
    std::copy_n(self.rates.begin(), self.states, N_VGetArrayPointer(f));
    return 0;
  }

  static int newton_matrix(N_Vector x, N_Vector, SUNMatrix m, void* user, N_Vector, N_Vector) {
    auto& self = *static_cast<Impl*>(user);
    if (!self.system.jacobian(self.t, N_VGetArrayPointer(x), self.slopes.data())) return 1;
    SUNLinSol_KLUReInit(self.linear.get(), m, 0, SUNKLU_REINIT_PARTIAL);  // the pivots of one iteration do not suit the next
    self.pattern.fill(self.slopes, -shift, 1.0, m);
    return 0;
  }

  numerics::EquationSystem& system;
  std::size_t states;
  std::vector<double> rates;          // of all unknowns
  NewtonMatrix pattern;
  std::vector<double> slopes;         // of all unknowns
  double t = 0.0;
  int evaluations_left = 0;           // KINSOL's line search may halve its interval for ever where the rates have a kink
  SUNContext context = nullptr;
  Vector x, weight_of_state, weight_of_rate;
  Matrix matrix;
  LinearSolver linear;
  void* memory = nullptr;
};

NewtonSolver::NewtonSolver(numerics::EquationSystem& system) : impl_(std::make_unique<Impl>(system)) {}
NewtonSolver::~NewtonSolver() = default;

NewtonSolver::Result NewtonSolver::solve(double t, std::vector<double>& x, double horizon, double tolerance,
                                         int most_iterations) {
  constexpr int most_evaluations = 50;  // in an iteration, on average
  Impl& i = *impl_;
  i.t = t;
  i.evaluations_left = most_evaluations * most_iterations;
  const auto weights = inverse_sizes(i.system, x.data());
  std::copy(weights.begin(), weights.end(), N_VGetArrayPointer(i.weight_of_state.get()));
  std::transform(weights.begin(), weights.end(), N_VGetArrayPointer(i.weight_of_rate.get()),
                 [horizon](double w) { return w * horizon; });
  std::copy_n(x.begin(), i.states, N_VGetArrayPointer(i.x.get()));
  KINSetNumMaxIters(i.memory, most_iterations);
  KINSetFuncNormTol(i.memory, tolerance);
  KINSetScaledStepTol(i.memory, 1e-3 * tolerance);
  constexpr double any_length = 1e12;  // a trace may become the bulk; the line search shortens what goes too far
  KINSetMaxNewtonStep(i.memory, any_length);
  const int flag = KINSol(i.memory, i.x.get(), KIN_LINESEARCH, i.weight_of_state.get(), i.weight_of_rate.get());
  long iterations = 0;
  KINGetNumNonlinSolvIters(i.memory, &iterations);
  const bool converged = flag == KIN_SUCCESS || flag == KIN_INITIAL_GUESS_OK;
  if (converged) std::copy_n(N_VGetArrayPointer(i.x.get()), i.states, x.begin());
  return {converged, static_cast<int>(iterations), converged ? "" : i.evaluations_left < 0 ? "the line search did not end" : reason_of(flag)};
}

}  // namespace raffinate::solvers
