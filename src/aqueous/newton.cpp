// Damped Newton iteration from whatever the unknowns are.
#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "aqueous/equilibrium.hpp"
#include "aqueous/kernels.hpp"

namespace raffinate::aqueous {

namespace {

constexpr double tolerance = 1e-13;          // scaled residual at which a solution is accepted
constexpr double round_off_region = 1e-10;   // here a residual that stops falling is round-off
constexpr double kept_factor_rate = 0.6;     // factors and inverse are used while they reduce the residual this much
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

/// Moves the unknowns by one step; false when the step is not finite.
bool Equilibrium::step(bool exact, Cache& c) const noexcept {
  const int n = unknown_count(), masters = network_.masters;
  exact ? find_newton_step(c) : find_improved_step(c);
  const double* dx = c.change.data();
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
  c.stepped = plausible;
  return true;
}

/// With factors that belong to the unknowns.
void Equilibrium::find_newton_step(Cache& c) const noexcept {
  const int n = unknown_count();
  for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) c.change[i] = -c.residuals[i] * c.factor_scales[i];
  substitute(c.jacobian.data(), n, static_cast<int>(row_length()), c.pivots.data(), c.change.data());
}

/// With an inverse of the Jacobian that belongs to unknowns near by, improved by the last step.
void Equilibrium::find_improved_step(Cache& c) const noexcept {
  if (!c.inverted) invert(c);
  const auto n = static_cast<std::size_t>(unknown_count());
  c.last_change.swap(c.change);
  for (std::size_t i = 0; i < n; ++i) c.scaled[i] = -c.residuals[i] * c.factor_scales[i];
  kernels.multiply(c.inverse.data(), n, row_length(), c.scaled.data(), c.change.data());
  if (c.stepped) improve(c);
}

/// Makes the inverse from the factors, and the weights of its improvements: ln m counts plainly, features relative to
/// about themselves, T in what changes a log K noticeably.
void Equilibrium::invert(Cache& c) const noexcept {
  constexpr double least_feature = 0.1;  // [mol/kg]
  constexpr double noticeable_T = 50;    // [K]
  const int n = unknown_count();
  std::fill(c.inverse.begin(), c.inverse.end(), 0.0);
  for (int i = 0; i < n; ++i) {
    const auto k = static_cast<std::size_t>(i);
    c.inverse[k * row_length() + k] = 1;
    double size = 1;
    if (i >= network_.masters) size = std::abs(c.unknowns[k]) + least_feature;
    if (i == temperature_unknown()) size = noticeable_T;
    c.weights[k] = 1 / (size * size);
  }
  kernels.substitute(c.jacobian.data(), static_cast<std::size_t>(n), row_length(), c.pivots.data(), c.inverse.data(),
                     row_length());
  c.inverted = true;
}

/// Broyden's first update @cite kelley1995: the least change of the Jacobian, in the weights, that explains what the
/// last step s did. If z is the step that the inverse H makes of the residuals after s, H becomes
///   H + z (W s)^T H / (s^T W (s - z)),  which makes of them z s^T W s / (s^T W (s - z)).
void Equilibrium::improve(Cache& c) const noexcept {
  constexpr double least_rest = 0.1;
  const auto n = static_cast<std::size_t>(unknown_count());
  double square = 0, product = 0;
  for (std::size_t i = 0; i < n; ++i) {
    c.scaled[i] = c.weights[i] * c.last_change[i];
    square += c.scaled[i] * c.last_change[i];
    product += c.scaled[i] * c.change[i];
  }
  const double rest = square - product;
  if (!(rest > least_rest * square)) return;
  std::fill(c.row.begin(), c.row.end(), 0.0);
  kernels.add_transposed(c.inverse.data(), n, row_length(), c.scaled.data(), c.row.data());
  for (double& value : c.row) value /= rest;
  kernels.add_outer(c.change.data(), c.row.data(), c.inverse.data(), n, row_length());
  for (std::size_t i = 0; i < n; ++i) c.change[i] *= square / rest;
}

bool Equilibrium::newton(Cache& c, int limit) const noexcept {
  evaluate(c);
  return iterate(c, limit);
}

/// From unknowns where everything has been evaluated.
bool Equilibrium::iterate(Cache& c, int limit) const noexcept {
  bool fresh = false;  // factors are of this iteration, and no step has disappointed since
  c.stepped = false;
  for (int iteration = 0; iteration < limit; ++iteration) {
    if (c.error <= tolerance) return true;
    if (!std::isfinite(c.error)) return false;
    const bool exact = !c.factored;
    if (exact) {
      assemble(c);
      c.factored = factor(c.jacobian.data(), unknown_count(), static_cast<int>(row_length()), c.pivots.data());
      if (!c.factored) return false;
      c.inverted = false;
      fresh = true;
    }
    const double before = c.error;
    c.previous = c.unknowns;
    ++c.status.iterations;
    if (!step(exact, c)) return false;
    evaluate(c);
    const bool fell = c.error <= kept_factor_rate * before;
    if (fresh && !fell && before <= round_off_region) {
      if (c.error < before) return true;
      c.unknowns = c.previous;
      evaluate(c);
      return true;
    }
    if (!fresh && !(c.error < before)) {  // the old inverse led astray
      c.unknowns = c.previous;
      evaluate(c);
    }
    if (!fell) c.factored = false;
    fresh = fresh && fell;
  }
  return c.error <= round_off_region;
}

}  // namespace raffinate::aqueous
