// Damped Newton iteration from whatever the unknowns are.
#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "aqueous/equilibrium.hpp"

namespace raffinate::aqueous {

namespace {

constexpr double tolerance = 1e-13;          // scaled residual at which a solution is accepted
constexpr double round_off_region = 1e-10;   // here a residual that stops falling is round-off
constexpr double kept_factor_rate = 0.1;     // old factors are used while they reduce the residual this much
constexpr double largest_ln_step = 2;
constexpr double largest_T_step = 30;        // [K]
constexpr double lowest_T = 230, highest_T = 480;  // [K] iterates stay where water properties are finite

}  // namespace

void Equilibrium::take_features_from_molalities(Cache& c) const noexcept {
  evaluate_molalities(c);
  const auto first = static_cast<std::size_t>(network_.masters);
  for (std::size_t i = first; i < first + static_cast<std::size_t>(network_.features); ++i)
    c.unknowns[i] = c.sums[i];
}

/// Moves the unknowns by one step of the factored Jacobian; false when the step is not finite.
bool Equilibrium::step(Cache& c) const noexcept {
  const int n = unknown_count(), masters = network_.masters;
  double* dx = c.change.data();
  for (int i = 0; i < n; ++i) {
    const auto k = static_cast<std::size_t>(i);
    dx[i] = -c.residuals[k] * c.factor_scales[k];
  }
  substitute(c.jacobian.data(), n, static_cast<int>(row_length()), c.pivots.data(), dx);
  double largest = 0, total = 0;
  for (int b = 0; b < masters; ++b) largest = std::max(largest, std::abs(dx[b]));
  for (int i = 0; i < n; ++i) total += dx[i];
  if (!std::isfinite(total)) return false;
  double damping = largest > largest_ln_step ? largest_ln_step / largest : 1;
  if (heat_given())
    damping = std::min(damping, largest_T_step / (std::abs(dx[n - 1]) + 1e-9));
  bool plausible = damping == 1;
  for (int i = 0; i < n; ++i) {
    double& x = c.unknowns[static_cast<std::size_t>(i)];
    const double before = x;
    x += damping * dx[i];
    const bool positive = i == masters + ionic_strength_feature || i == masters + total_molality_feature;
    if (positive && x < 0.2 * before) plausible = false;
  }
  if (heat_given()) {
    double& T = c.unknowns[static_cast<std::size_t>(n - 1)];
    T = std::clamp(T, lowest_T, highest_T);
  }
  // Far from the solution a linear step in the features means little: take what the molalities give.
  if (!plausible) take_features_from_molalities(c);
  return true;
}

bool Equilibrium::newton(Cache& c, int limit) const noexcept {
  evaluate(c);
  bool exact = false;  // factors belong to this iterate
  for (int iteration = 0; iteration < limit; ++iteration) {
    if (c.error <= tolerance) return true;
    if (!std::isfinite(c.error)) return false;
    if (!c.factored) {
      assemble(c);
      c.factored = factor(c.jacobian.data(), unknown_count(), static_cast<int>(row_length()), c.pivots.data());
      if (!c.factored) return false;
      exact = true;
    }
    const double before = c.error;
    c.previous = c.unknowns;
    ++c.status.iterations;
    if (!step(c)) return false;
    evaluate(c);
    const bool fell = c.error <= kept_factor_rate * before;
    if (exact && !fell && before <= round_off_region) {
      if (c.error < before) return true;
      c.unknowns = c.previous;
      evaluate(c);
      return true;
    }
    if (!exact && !(c.error < before)) {  // old factors led astray
      c.unknowns = c.previous;
      evaluate(c);
    }
    if (!fell) c.factored = false;
    exact = exact && fell;
  }
  return c.error <= round_off_region;
}

}  // namespace raffinate::aqueous
