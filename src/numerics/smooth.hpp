#pragma once
#include <cmath>

#include "numerics/dual.hpp"

/// Smooth stand-ins for functions with kinks, for use inside right-hand sides.
/// Each names its width; both sides touch the same unknowns, so the sparsity pattern is fixed.
namespace raffinate::numerics::smooth {

/// max(x, 0) rounded over `width` (same unit as x): (x + sqrt(x^2 + width^2)) / 2. Never negative;
/// exceeds max(x, 0) by width/2 at x = 0 and by width^2/(4x) far from it.
template <class S>
S positive(const S& x, double width) {
  using std::sqrt;
  const S distance = sqrt(x * x + width * width);
  if (value(x) < 0.0) return 0.5 * width * width / (distance - x);  // the same without cancellation
  return 0.5 * (x + distance);
}

/// 0 below, 1 above x = 0, with a transition of about +-2 width: (1 + tanh(x/width)) / 2.
template <class S>
S step(const S& x, double width) {
  using std::tanh;
  return 0.5 * (1.0 + tanh(x / width));
}

/// x limited to [low, high], rounded over `width` at both ends.
template <class S>
S clamp(const S& x, double low, double high, double width) {
  return low + positive(S(x - low), width) - positive(S(x - high), width);
}

/// width * log(1 + exp(x/width)): max(x, 0) with an exponential tail below, as for a weir that
/// stops flowing. Exact to round-off for |x| > 37 width.
template <class S>
S softplus(const S& x, double width) {
  using std::exp;
  using std::log1p;
  const double u = value(x) / width;
  if (u > 0) return x + width * log1p(exp(S(-x / width)));
  return width * log1p(exp(S(x / width)));
}

/// n / (n + scale): a rate factor that is 1 in plenty and vanishes linearly with its reactant.
template <class S>
S presence(const S& n, double scale) {
  return n / (positive(n, 1e-3 * scale) + scale);
}

}  // namespace raffinate::numerics::smooth
