#pragma once
#include <cvodes/cvodes.h>

#include "solvers/dynamic_solver.hpp"
#include "solvers/sundials_handles.hpp"

namespace raffinate::solvers {

/// How plants are integrated by CVODES, whatever else is integrated along with them. Each throws base::RunError.

/// The limits of `options`; failures are told by return values only.
void set_limits(void* memory, const DynamicOptions& options);
/// Titration curves and precipitation make Newton's method fail far more often than the error test: it may iterate further,
/// and a step that fails is halved, where CVODES quarters it, as often as needed.
void be_patient(void* memory);
/// Newton's method goes to a fifth of the usual residue, with Jacobians renewed earlier. With `be_patient` that saves a quarter
/// of the steps of the reference plant (docs/performance.md).
void be_exact(void* memory);
/// Adds time integrals. CVODES keeps their history consistent with that of the states only if it also controls their error,
/// which an enormous tolerance makes ineffective: without, it raises their order with an old correction.
void add_integrals(void* memory, CVQuadRhsFn integrands, const Vector& integrals);

/// A tolerance that never binds.
inline constexpr double no_tolerance = 1e200;

}  // namespace raffinate::solvers
