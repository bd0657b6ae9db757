// Speciation from nothing.
//
// With activity coefficients and water held fixed, the balances are the gradient of the convex
// function Phi(x) = sum_i m_i - sum_b t_b r x_b, x = ln m of masters, so a Newton descent along it
// always arrives. Alternating that with new coefficients comes close enough for the full iteration;
// if not, non-ideality is switched on gradually.
#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "aqueous/equilibrium.hpp"

namespace raffinate::aqueous {

namespace {

constexpr int newton_limit = 60;
constexpr double coarse = 1e-3;  // scaled residual that is near enough for the full iteration

}  // namespace

/// Everything free, T as if nothing reacted.
void Equilibrium::guess(Cache& c) const noexcept {
  for (int b = 0; b < network_.masters; ++b) {
    const auto i = static_cast<std::size_t>(b);
    c.unknowns[i] = b == network_.proton ? std::log(std::max(c.totals[i], 1e-7)) : std::log(c.totals[i]);
  }
  c.expansion = 1;
  if (energy_ == Energy::with_enthalpy) {
    double& T = c.unknowns[static_cast<std::size_t>(temperature_unknown())];
    T = std::clamp(thermo::reference_temperature + c.heat / c.heat_capacity, 273.15, 373.15);
    set_temperature(T, c);
  }
  const auto masters = static_cast<std::size_t>(network_.masters);
  for (std::size_t k = masters; k < masters + static_cast<std::size_t>(network_.features); ++k) {
    double sum = 0;
    for (int e = network_.sums.start[k]; e < network_.sums.start[k + 1]; ++e) {
      const Entry& entry = network_.sums.entries[static_cast<std::size_t>(e)];
      if (entry.column < network_.masters)
        sum += entry.value * std::abs(c.totals[static_cast<std::size_t>(entry.column)]);
    }
    c.unknowns[k] = sum;
  }
}

/// Lowers the masters until no secondary species exceeds what is there. A species of many atoms can
/// start out e^400 too abundant, and descending an exponential takes a step per factor e.
void Equilibrium::limit_secondaries(Cache& c) const noexcept {
  constexpr int sweeps = 20;
  const SparseRows& formation = network_.formation;
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    bool changed = false;
    for (std::size_t s = 0; s < static_cast<std::size_t>(network_.secondaries); ++s) {
      double ln_m = c.ln_k[s] + network_.water[s] * c.ln_water -
                    c.ln_gamma[static_cast<std::size_t>(network_.masters) + s];
      double available = 1e-7, squares = 0;
      for (int e = formation.start[s]; e < formation.start[s + 1]; ++e) {
        const Entry& entry = formation.entries[static_cast<std::size_t>(e)];
        const auto b = static_cast<std::size_t>(entry.column);
        ln_m += entry.value * (c.unknowns[b] + c.ln_gamma[b]);
        available = std::max(available, std::abs(c.totals[b]));
        squares += entry.value * entry.value;
      }
      const double excess = ln_m - std::log(available);
      if (!(excess > 1)) continue;
      changed = true;
      for (int e = formation.start[s]; e < formation.start[s + 1]; ++e) {
        const Entry& entry = formation.entries[static_cast<std::size_t>(e)];
        c.unknowns[static_cast<std::size_t>(entry.column)] -= excess * entry.value / squares;
      }
    }
    if (!changed) return;
  }
}

/// Second derivatives of Phi, sum_i nu_ia nu_ib m_i, masters x masters.
void Equilibrium::assemble_curvature(Cache& c) const noexcept {
  const auto size = static_cast<std::size_t>(network_.masters);
  const SparseRows& formation = network_.formation;
  std::fill_n(c.jacobian.data(), size * size, 0.0);
  for (std::size_t b = 0; b < size; ++b) c.jacobian[b * size + b] = c.m[b];
  for (std::size_t s = 0; s < static_cast<std::size_t>(network_.secondaries); ++s)
    for (int i = formation.start[s]; i < formation.start[s + 1]; ++i)
      for (int j = formation.start[s]; j < formation.start[s + 1]; ++j) {
        const Entry& a = formation.entries[static_cast<std::size_t>(i)];
        const Entry& b = formation.entries[static_cast<std::size_t>(j)];
        c.jacobian[static_cast<std::size_t>(a.column) * size + static_cast<std::size_t>(b.column)] +=
            a.value * b.value * c.m[size + s];
      }
}

/// Finds ln m of the masters for the activity coefficients, water and T of the cache.
void Equilibrium::minimise(Cache& c) const noexcept {
  constexpr int limit = 200, halvings = 30;
  constexpr double longest_step = 4;
  const int n = network_.masters;
  const auto size = static_cast<std::size_t>(n);
  const double r = c.expansion;
  const auto gradient = [&](double* g) {
    evaluate_molalities(c);
    double worst = 0;
    for (std::size_t b = 0; b < size; ++b) {
      g[b] = c.sums[b] - c.totals[b] * r;
      worst = std::max(worst, std::abs(g[b]) / (c.magnitudes[b] + std::abs(c.totals[b] * r)));
    }
    return worst;
  };
  double error = gradient(c.residuals.data());
  for (int iteration = 0; iteration < limit && error > coarse; ++iteration, ++c.status.iterations) {
    assemble_curvature(c);
    double slope = 0, longest = 0;
    for (std::size_t b = 0; b < size; ++b) {
      const double scale = 1 / (c.magnitudes[b] + std::abs(c.totals[b] * r));
      for (std::size_t k = 0; k < size; ++k) c.jacobian[b * size + k] *= scale;
      c.change[b] = -c.residuals[b] * scale;
    }
    if (!factor(c.jacobian.data(), n, n, c.pivots.data())) return;
    substitute(c.jacobian.data(), n, n, c.pivots.data(), c.change.data());
    for (std::size_t b = 0; b < size; ++b) {
      slope += c.residuals[b] * c.change[b];
      longest = std::max(longest, std::abs(c.change[b]));
    }
    if (!(slope < 0) || !std::isfinite(longest)) return;
    double length = std::min(1.0, longest_step / longest);
    std::copy_n(c.unknowns.data(), size, c.previous.data());
    for (int h = 0; h < halvings; ++h, length /= 2) {
      for (std::size_t b = 0; b < size; ++b) c.unknowns[b] = c.previous[b] + length * c.change[b];
      error = gradient(c.residuals.data());
      double there = 0;
      for (std::size_t b = 0; b < size; ++b) there += c.residuals[b] * c.change[b];
      if (there <= -0.9 * slope) break;  // still falling, or past the lowest point by little
    }
  }
  c.expansion = r;
}

/// Alternates composition with activity coefficients, bound water and temperature.
void Equilibrium::settle(Cache& c) const noexcept {
  constexpr int rounds = 10;
  const auto masters = static_cast<std::size_t>(network_.masters);
  c.factored = false;
  for (int round = 0; round < rounds; ++round) {
    evaluate_activities(c);
    limit_secondaries(c);
    minimise(c);
    double moved = 0;
    for (std::size_t k = masters; k < masters + static_cast<std::size_t>(network_.features); ++k) {
      moved = std::max(moved, std::abs(c.sums[k] - c.unknowns[k]) / (c.magnitudes[k] + 1e-9));
      c.unknowns[k] = c.sums[k];
    }
    c.expansion = std::max(1 + water_molar_mass * c.sums[static_cast<std::size_t>(network_.water_row)], 0.1);
    if (energy_ == Energy::with_enthalpy) {
      double& T = c.unknowns[static_cast<std::size_t>(temperature_unknown())];
      const double before = T;
      const double reaction = c.sums[static_cast<std::size_t>(network_.heat_row)] / c.expansion;
      T = std::clamp(thermo::reference_temperature + (c.heat - reaction) / c.heat_capacity, 253.15, 453.15);
      set_temperature(T, c);
      moved = std::max(moved, std::abs(T - before) / 100);
    }
    if (moved < 0.02) return;
  }
}

/// Solves with activity coefficients damped by a factor that rises to one.
bool Equilibrium::follow_nonideality(Cache& c) const noexcept {
  constexpr double smallest_step = 1e-3;
  c.nonideality = 0;
  guess(c);
  settle(c);
  c.factored = false;
  bool found = newton(c, newton_limit);
  double increment = 0.1;
  while (found && c.nonideality < 1) {
    const double before = c.nonideality;
    c.path = c.unknowns;
    c.nonideality = std::min(1.0, before + increment);
    c.factored = false;
    if (newton(c, newton_limit)) {
      increment *= 2;
      continue;
    }
    c.unknowns = c.path;
    c.nonideality = before;
    increment /= 4;
    found = increment >= smallest_step;
  }
  c.nonideality = 1;
  return found;
}

bool Equilibrium::cold_start(Cache& c) const noexcept {
  guess(c);
  settle(c);
  c.factored = false;
  return newton(c, newton_limit) || follow_nonideality(c);
}

}  // namespace raffinate::aqueous
