// Damped Newton iteration from whatever the unknowns are.
#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "aqueous/equilibrium.hpp"

namespace raffinate::aqueous {

namespace {

constexpr double tolerance = 1e-13;          // scaled residual at which a solution is accepted
constexpr double round_off_region = 1e-10;   // here a residual that stops falling is round-off
constexpr double kept_factor_rate = 0.4;     // old factors are used while they reduce the residual this much
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
  improve_by_last_steps(c);
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
  if (!plausible) {
    take_features_from_molalities(c);
    c.step_count = 0;
  } else {
    keep_step(c);
  }
  return true;
}

/// From here on steps improve the factors by Broyden's first update, in the form that needs the steps only
/// @cite kelley1995. It depends on how unknowns are measured against each other: ln m plainly, features relative to
/// about themselves, T in what changes a log K noticeably.
void Equilibrium::begin_steps(Cache& c) const noexcept {
  constexpr double least_feature = 0.1;  // [mol/kg]
  constexpr double noticeable_T = 50;    // [K]
  c.step_count = 0;
  for (int i = 0; i < unknown_count(); ++i) {
    double size = 1;
    if (i >= network_.masters) size = std::abs(c.unknowns[static_cast<std::size_t>(i)]) + least_feature;
    if (i == temperature_unknown()) size = noticeable_T;
    c.step_weights[static_cast<std::size_t>(i)] = 1 / (size * size);
  }
}

void Equilibrium::improve_by_last_steps(Cache& c) const noexcept {
  const auto n = static_cast<std::size_t>(unknown_count());
  double* z = c.change.data();
  const auto share = [&](int k) {  // of step k in z
    const double* step = c.steps.data() + static_cast<std::size_t>(k) * row_length();
    double product = 0;
    for (std::size_t i = 0; i < n; ++i) product += c.step_weights[i] * step[i] * z[i];
    return product / c.step_squares[static_cast<std::size_t>(k)];
  };
  for (int k = 0; k + 1 < c.step_count; ++k)
    add_multiple(z, c.steps.data() + static_cast<std::size_t>(k + 1) * row_length(), share(k), n);
  if (c.step_count == 0) return;
  const double rest = 1 - share(c.step_count - 1);
  for (std::size_t i = 0; i < n; ++i) z[i] /= rest;
}

void Equilibrium::keep_step(Cache& c) const noexcept {
  const auto n = static_cast<std::size_t>(unknown_count()), k = static_cast<std::size_t>(c.step_count);
  double square = 0;
  for (std::size_t i = 0; i < n; ++i) square += c.step_weights[i] * c.change[i] * c.change[i];
  if (c.step_count == most_steps || square == 0) {
    c.step_count = 0;
    return;
  }
  std::copy_n(c.change.begin(), n, c.steps.begin() + static_cast<long>(k * row_length()));
  c.step_squares[k] = square;
  ++c.step_count;
}

bool Equilibrium::newton(Cache& c, int limit) const noexcept {
  evaluate(c);
  return iterate(c, limit);
}

/// From unknowns where everything has been evaluated.
bool Equilibrium::iterate(Cache& c, int limit) const noexcept {
  begin_steps(c);
  bool exact = false;  // factors belong to this iterate
  for (int iteration = 0; iteration < limit; ++iteration) {
    if (c.error <= tolerance) return true;
    if (!std::isfinite(c.error)) return false;
    if (!c.factored) {
      assemble(c);
      c.factored = factor(c.jacobian.data(), unknown_count(), static_cast<int>(row_length()), c.pivots.data());
      if (!c.factored) return false;
      begin_steps(c);
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
