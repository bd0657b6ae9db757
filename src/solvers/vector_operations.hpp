#pragma once
#include <nvector/nvector_serial.h>

namespace raffinate::solvers {

/// Replaces the operations that a step of CVODES consists of by loops that the compiler vectorises; those of the
/// packaged SUNDIALS take several times as long. Vectors cloned from `v` inherit them.
void use_fast_operations(N_Vector v);

}  // namespace raffinate::solvers
