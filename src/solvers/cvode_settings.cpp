#include "solvers/cvode_settings.hpp"

namespace raffinate::solvers {

void set_limits(void* memory, const DynamicOptions& options) {
  check(CVodeSetMaxNumSteps(memory, options.max_steps), "CVodeSetMaxNumSteps");
  check(CVodeSetErrHandlerFn(memory, [](int, const char*, const char*, char*, void*) {}, nullptr), "CVodeSetErrHandlerFn");
  if (options.max_step > 0) check(CVodeSetMaxStep(memory, options.max_step), "CVodeSetMaxStep");
}

void be_patient(void* memory) {
  constexpr int iterations = 5;               // usual: 3
  constexpr double step_after_failure = 0.5;  // usual: 0.25
  constexpr int failures = 40;                // in a row; usual: 10, which by halving reach no shorter than a thousandth
  check(CVodeSetMaxNonlinIters(memory, iterations), "CVodeSetMaxNonlinIters");
  check(CVodeSetEtaConvFail(memory, step_after_failure), "CVodeSetEtaConvFail");
  check(CVodeSetMaxConvFails(memory, failures), "CVodeSetMaxConvFails");
}

void be_exact(void* memory) {
  constexpr double residue = 0.02;  // of the error tolerance; usual: 0.1
  constexpr int jacobian_age = 20;  // steps; usual: 50
  check(CVodeSetNonlinConvCoef(memory, residue), "CVodeSetNonlinConvCoef");
  check(CVodeSetJacEvalFrequency(memory, jacobian_age), "CVodeSetJacEvalFrequency");
}

void add_integrals(void* memory, CVQuadRhsFn integrands, const Vector& integrals) {
  check(CVodeQuadInit(memory, integrands, integrals.get()), "CVodeQuadInit");
  check(CVodeSetQuadErrCon(memory, SUNTRUE), "CVodeSetQuadErrCon");
  check(CVodeQuadSStolerances(memory, 0.0, no_tolerance), "CVodeQuadSStolerances");
}

}  // namespace raffinate::solvers
