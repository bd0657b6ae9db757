#include "solvers/sundials_handles.hpp"

#include <fmt/format.h>

#include "base/errors.hpp"
#include "solvers/vector_operations.hpp"

namespace raffinate::solvers {

Context make_context() {
  SUNContext context = nullptr;
  if (SUNContext_Create(nullptr, &context) != 0) throw base::RunError("SUNContext_Create failed");
  return Context(context);
}

Vector make_vector(std::size_t length, SUNContext context) {
  Vector v(N_VNew_Serial(static_cast<sunindextype>(length), context));
  use_fast_operations(v.get());
  return v;
}

void check(int flag, const char* what) {
  if (flag < 0) throw base::RunError(fmt::format("{} failed with code {}", what, flag));
}

}  // namespace raffinate::solvers
