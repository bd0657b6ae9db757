#include "solvers/newton_solver.hpp"

#include <fmt/format.h>
#include <kinsol/kinsol.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include <algorithm>
#include <cmath>

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
        slopes(static_cast<std::size_t>(s.pattern().nonzeros())) {
    SUNContext_Create(nullptr, &context);
    const auto length = static_cast<sunindextype>(states);
    for (N_Vector* v : {&x, &weight_of_state, &weight_of_rate}) *v = N_VNew_Serial(length, context);
    find_pattern();
    matrix = SUNSparseMatrix(length, length, start.back(), CSC_MAT, context);
    linear = SUNLinSol_KLU(x, matrix, context);
    SUNLinSol_KLUSetOrdering(linear, 0);  // AMD, as in DynamicSolver
    memory = KINCreate(context);
    KINInit(memory, residual, x);
    KINSetUserData(memory, this);
    KINSetLinearSolver(memory, linear, matrix);
    KINSetJacFn(memory, newton_matrix);
    KINSetMaxSetupCalls(memory, 1);
    KINSetErrHandlerFn(memory, [](int, const char*, const char*, char*, void*) {}, nullptr);
  }
  ~Impl() {
    KINFree(&memory);
    SUNLinSolFree(linear);
    SUNMatDestroy(matrix);
    for (N_Vector v : {x, weight_of_state, weight_of_rate}) N_VDestroy(v);
    SUNContext_Free(&context);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  /// The pattern of the states, in `start` and `row`.
  void find_pattern() {
    const auto& pattern = system.pattern();
    start.push_back(0);
    for (std::size_t j = 0; j < states; ++j) {
      for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k)
        if (pattern.row[k] < static_cast<int>(states)) row.push_back(pattern.row[k]);
      start.push_back(static_cast<sunindextype>(row.size()));
    }
  }

  static int residual(N_Vector x, N_Vector f, void* user) {
    auto& self = *static_cast<Impl*>(user);
    if (!self.system.rhs(self.t, N_VGetArrayPointer(x), self.rates.data())) return 1;
    std::copy_n(self.rates.begin(), self.states, N_VGetArrayPointer(f));
    return 0;
  }

  static int newton_matrix(N_Vector x, N_Vector, SUNMatrix m, void* user, N_Vector, N_Vector) {
    auto& self = *static_cast<Impl*>(user);
    if (!self.system.jacobian(self.t, N_VGetArrayPointer(x), self.slopes.data())) return 1;
    SUNLinSol_KLUReInit(self.linear, m, 0, SUNKLU_REINIT_PARTIAL);  // the pivots of one iteration do not suit the next
    // KINSOL has erased the pattern along with the values.
    std::copy(self.start.begin(), self.start.end(), SUNSparseMatrix_IndexPointers(m));
    std::copy(self.row.begin(), self.row.end(), SUNSparseMatrix_IndexValues(m));
    double* value = SUNSparseMatrix_Data(m);
    for (std::size_t j = 0; j < self.states; ++j) {
      const double* slope = self.slopes.data() + self.system.pattern().column_start[j];
      for (auto k = self.start[j]; k < self.start[j + 1]; ++k)
        *value++ = *slope++ - (self.row[k] == static_cast<sunindextype>(j) ? shift : 0.0);
    }
    return 0;
  }

  numerics::EquationSystem& system;
  std::size_t states;
  std::vector<sunindextype> start, row;  // of the matrix
  std::vector<double> rates, slopes;     // of all unknowns
  double t = 0.0;
  SUNContext context = nullptr;
  N_Vector x = nullptr, weight_of_state = nullptr, weight_of_rate = nullptr;
  SUNMatrix matrix = nullptr;
  SUNLinearSolver linear = nullptr;
  void* memory = nullptr;
};

NewtonSolver::NewtonSolver(numerics::EquationSystem& system) : impl_(std::make_unique<Impl>(system)) {}
NewtonSolver::~NewtonSolver() = default;

NewtonSolver::Result NewtonSolver::solve(double t, std::vector<double>& x, double horizon, double tolerance,
                                         int most_iterations) {
  Impl& i = *impl_;
  i.t = t;
  const auto weights = inverse_sizes(i.system, x.data());
  std::copy(weights.begin(), weights.end(), N_VGetArrayPointer(i.weight_of_state));
  std::transform(weights.begin(), weights.end(), N_VGetArrayPointer(i.weight_of_rate),
                 [horizon](double w) { return w * horizon; });
  std::copy_n(x.begin(), i.states, N_VGetArrayPointer(i.x));
  KINSetNumMaxIters(i.memory, most_iterations);
  KINSetFuncNormTol(i.memory, tolerance);
  KINSetScaledStepTol(i.memory, 1e-3 * tolerance);
  // A trace may have to grow a thousandfold on average, not more.
  KINSetMaxNewtonStep(i.memory, 1e3 * std::sqrt(static_cast<double>(i.states)));
  const int flag = KINSol(i.memory, i.x, KIN_LINESEARCH, i.weight_of_state, i.weight_of_rate);
  long iterations = 0;
  KINGetNumNonlinSolvIters(i.memory, &iterations);
  const bool converged = flag == KIN_SUCCESS || flag == KIN_INITIAL_GUESS_OK;
  if (converged) std::copy_n(N_VGetArrayPointer(i.x), i.states, x.begin());
  return {converged, static_cast<int>(iterations), converged ? "" : reason_of(flag)};
}

}  // namespace raffinate::solvers
