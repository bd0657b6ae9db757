#include "solvers/direct_newton.hpp"

#include <cvodes/cvodes.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunnonlinsol/sunnonlinsol_newton.h>

namespace raffinate::solvers {

DirectNewton::DirectNewton(const numerics::Sparsity& pattern, N_Vector states, SUNContext context)
    : entries_(pattern, static_cast<std::size_t>(N_VGetLength(states))),
      matrix_(entries_.make(context)),
      linear_(SUNLinSol_KLU(states, matrix_.get(), context)),
      nonlinear_(SUNNonlinSol_Newton(states, context)),
      test_(entries_, matrix_.get(), states) {}

void DirectNewton::attach(void* memory, CVLsLinSysFn callback) {
  constexpr int amd = 0;  // a quarter less fill than the default COLAMD
  check(SUNLinSol_KLUSetOrdering(linear_.get(), amd), "SUNLinSol_KLUSetOrdering");
  check(CVodeSetLinearSolver(memory, linear_.get(), matrix_.get()), "CVodeSetLinearSolver");
  check(CVodeSetLinSysFn(memory, callback), "CVodeSetLinSysFn");
  check(CVodeSetNonlinearSolver(memory, nonlinear_.get()), "CVodeSetNonlinearSolver");
  test_.attach(nonlinear_.get());  // after the integrator, which attaches its own
}

void DirectNewton::renew(std::span<const double> jacobian, double gamma, SUNMatrix matrix) {
  entries_.fill(jacobian, 1.0, -gamma, matrix);
  test_.forget_rate();
}

}  // namespace raffinate::solvers
