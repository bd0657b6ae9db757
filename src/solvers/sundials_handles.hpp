#pragma once
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sundials/sundials_linearsolver.h>
#include <sundials/sundials_matrix.h>
#include <sundials/sundials_nonlinearsolver.h>

#include <memory>
#include <type_traits>

namespace raffinate::solvers {

struct ReleaseSundials {
  void operator()(N_Vector v) const { N_VDestroy(v); }
  void operator()(SUNMatrix m) const { SUNMatDestroy(m); }
  void operator()(SUNLinearSolver s) const { SUNLinSolFree(s); }
  void operator()(SUNNonlinearSolver s) const { SUNNonlinSolFree(s); }
};
using Vector = std::unique_ptr<std::remove_pointer_t<N_Vector>, ReleaseSundials>;
using Matrix = std::unique_ptr<std::remove_pointer_t<SUNMatrix>, ReleaseSundials>;
using LinearSolver = std::unique_ptr<std::remove_pointer_t<SUNLinearSolver>, ReleaseSundials>;
using NonlinearSolver = std::unique_ptr<std::remove_pointer_t<SUNNonlinearSolver>, ReleaseSundials>;

struct ReleaseContext {
  void operator()(SUNContext context) const { SUNContext_Free(&context); }
};
using Context = std::unique_ptr<std::remove_pointer_t<SUNContext>, ReleaseContext>;

[[nodiscard]] Context make_context();
/// A serial vector with the project's operations.
[[nodiscard]] Vector make_vector(std::size_t length, SUNContext context);
/// Throws base::RunError naming the function of SUNDIALS that failed.
void check(int flag, const char* what);

}  // namespace raffinate::solvers
