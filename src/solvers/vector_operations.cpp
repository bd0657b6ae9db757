#include "solvers/vector_operations.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::solvers {

namespace {

double* data(N_Vector v) { return NV_DATA_S(v); }
sunindextype length(N_Vector v) { return NV_LENGTH_S(v); }

// z may be x or y, so the pointers carry no promise; every element is read before it is written.
void linear_sum(double a, N_Vector x, double b, N_Vector y, N_Vector z) {
  const double *px = data(x), *py = data(y);
  double* pz = data(z);
  for (sunindextype i = 0, n = length(z); i < n; ++i) pz[i] = a * px[i] + b * py[i];
}

void scale(double c, N_Vector x, N_Vector z) {
  const double* px = data(x);
  double* pz = data(z);
  for (sunindextype i = 0, n = length(z); i < n; ++i) pz[i] = c * px[i];
}

void set_constant(double c, N_Vector z) { std::fill_n(data(z), length(z), c); }

// Four partial sums in a fixed order: independent of the machine, and not bound by the latency of one addition.
double weighted_norm(N_Vector x, N_Vector w) {
  const double *px = data(x), *pw = data(w);
  const sunindextype n = length(x), whole = n - n % 4;
  double sum[4] = {0, 0, 0, 0};
  for (sunindextype i = 0; i < whole; i += 4)
    for (int k = 0; k < 4; ++k) sum[k] += px[i + k] * pw[i + k] * (px[i + k] * pw[i + k]);
  for (sunindextype i = whole; i < n; ++i) sum[0] += px[i] * pw[i] * (px[i] * pw[i]);
  return std::sqrt((sum[0] + sum[1] + (sum[2] + sum[3])) / static_cast<double>(n));
}

int scale_add_multi(int count, double* a, N_Vector x, N_Vector* y, N_Vector* z) {
  for (int k = 0; k < count; ++k) linear_sum(a[k], x, 1.0, y[k], z[k]);
  return 0;
}

int scale_array(int count, double* c, N_Vector* x, N_Vector* z) {
  for (int k = 0; k < count; ++k) scale(c[k], x[k], z[k]);
  return 0;
}

}  // namespace

void use_fast_operations(N_Vector v) {
  v->ops->nvlinearsum = linear_sum;
  v->ops->nvscale = scale;
  v->ops->nvconst = set_constant;
  v->ops->nvwrmsnorm = weighted_norm;
  v->ops->nvscaleaddmulti = scale_add_multi;
  v->ops->nvscalevectorarray = scale_array;
}

}  // namespace raffinate::solvers
