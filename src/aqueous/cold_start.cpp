// Speciation from nothing.
//
// With activity coefficients and water held fixed, the balances are the gradient of the convex
// function Phi(x) = sum_i m_i - sum_b t_b r x_b, x = ln m of masters, so a Newton descent along it
// always arrives. It takes a step per factor e of a species that is too abundant, so Newton's method on the
// logarithms of supply over demand, which are nearly straight lines there, goes first; it hardly ever fails.
// Alternating that with new coefficients comes close enough for the full iteration; if not, non-ideality is
// switched on gradually.
#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "aqueous/equilibrium.hpp"

namespace raffinate::aqueous {

namespace {

constexpr int newton_limit = 60;
constexpr double coarse = 1e-3;  // scaled residual at which the descent stops
constexpr double first_balance = 0.1, later_balance = 0.02;  // ln(supply/demand) near enough for new coefficients
constexpr double undetermined_ln_activity = -10;  // of the electron, at first
constexpr double smallest_guess = 1e-6;           // of a total that closes the charge [mol/kg]

}  // namespace

/// What a master's total must be if the other totals are all there is. Exact when no activity is given.
double Equilibrium::total_that_closes_charge(int master, const Cache& c) const noexcept {
  double others = -c.totals[static_cast<std::size_t>(master)];
  for (int b = 0; b < network_.masters; ++b)
    if (b != master) others += charge_of(b) * c.targets[static_cast<std::size_t>(b)];
  const double total = -others / charge_of(master);
  return master == network_.proton ? total : std::max(total, smallest_guess);
}

/// Everything free, T as if nothing reacted.
void Equilibrium::guess(Cache& c) const noexcept {
  c.expansion = 1;
  for (int b = 0; b < network_.masters; ++b) {
    const auto i = static_cast<std::size_t>(b);
    c.targets[i] = is_pinned(b) ? 0 : c.totals[i];
  }
  for (int b = 0; b < network_.masters; ++b)
    if (given(b) == Given::charge) c.targets[static_cast<std::size_t>(b)] = total_that_closes_charge(b, c);
  for (int b = 0; b < network_.masters; ++b) {
    const auto i = static_cast<std::size_t>(b);
    if (given(b) == Given::ln_activity)
      c.unknowns[i] = c.totals[i];
    else if (!network_.definition.masters[i].dissolved)
      c.unknowns[i] = undetermined_ln_activity;
    else
      c.unknowns[i] = std::log(std::max(c.targets[i], any_sign(b) || is_pinned(b) ? 1e-7 : 1e-300));
  }
  if (heat_given()) {
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
        sum += entry.value * std::abs(c.targets[static_cast<std::size_t>(entry.column)]);
    }
    c.unknowns[k] = sum;
  }
}

/// Lowers the masters until no secondary species exceeds what is there. A species of many atoms can
/// start out e^400 too abundant, and descending an exponential takes a step per factor e.
void Equilibrium::limit_secondaries(Cache& c) const noexcept {
  constexpr int sweeps = 300;
  constexpr double least_available = 1e-7;  // [mol/kg]
  const SparseRows& formation = network_.formation;
  double* ln_available = c.supply.data();  // found anew before it is used as the supply
  for (std::size_t b = 0; b < c.targets.size(); ++b)
    ln_available[b] = std::log(std::max(std::abs(c.targets[b]), least_available));
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    bool changed = false;
    for (std::size_t s = 0; s < static_cast<std::size_t>(network_.secondaries); ++s) {
      double ln_m = c.ln_k[s] + network_.water[s] * c.ln_water -
                    c.ln_gamma[static_cast<std::size_t>(network_.masters) + s];
      double limit = std::log(least_available), squares = 0;
      for (int e = formation.start[s]; e < formation.start[s + 1]; ++e) {
        const Entry& entry = formation.entries[static_cast<std::size_t>(e)];
        const auto b = static_cast<std::size_t>(entry.column);
        ln_m += entry.value * (c.unknowns[b] + c.ln_gamma[b]);
        limit = std::max(limit, ln_available[b]);
        if (!is_pinned(entry.column)) squares += entry.value * entry.value;
      }
      const double excess = ln_m - limit;
      if (!(excess > 1) || squares == 0) continue;
      changed = true;
      for (int e = formation.start[s]; e < formation.start[s + 1]; ++e) {
        const Entry& entry = formation.entries[static_cast<std::size_t>(e)];
        if (!is_pinned(entry.column))
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
  for (std::size_t b = 0; b < size; ++b) {
    if (!is_pinned(static_cast<int>(b))) continue;
    std::fill_n(c.jacobian.data() + b * size, size, 0.0);
    c.jacobian[b * size + b] = 1;
  }
}

/// ln(supply/demand) of every master into the residuals; the largest of them. Of a total t >= 0 the supply are the
/// molalities that contain the master, the demand is t with those that lack it, as OH- lacks H+.
double Equilibrium::evaluate_balances(Cache& c) const noexcept {
  constexpr double tiny = 1e-300;
  const double r = c.expansion;
  evaluate_molalities(c);
  c.expansion = r;
  double worst = 0;
  for (std::size_t b = 0; b < static_cast<std::size_t>(network_.masters); ++b) {
    const double total = c.targets[b] * r;
    c.supply[b] = 0.5 * (c.magnitudes[b] + c.sums[b]) + std::max(-total, 0.0) + tiny;
    c.demand[b] = 0.5 * (c.magnitudes[b] - c.sums[b]) + std::max(total, 0.0) + tiny;
    c.residuals[b] = is_pinned(static_cast<int>(b)) ? 0 : std::log(c.supply[b] / c.demand[b]);
    worst = std::max(worst, std::abs(c.residuals[b]));
  }
  return worst;
}

/// Derivatives of the balances to ln m of the masters.
void Equilibrium::assemble_balances(Cache& c) const noexcept {
  const auto size = static_cast<std::size_t>(network_.masters);
  const SparseRows& formation = network_.formation;
  std::fill_n(c.jacobian.data(), size * size, 0.0);
  for (std::size_t b = 0; b < size; ++b) c.jacobian[b * size + b] = c.m[b] / c.supply[b];
  for (std::size_t s = 0; s < static_cast<std::size_t>(network_.secondaries); ++s) {
    const double m = c.m[size + s];
    const Entry *first = formation.entries.data() + formation.start[s],
                *last = formation.entries.data() + formation.start[s + 1];
    for (const Entry* a = first; a != last; ++a) {
      const auto b = static_cast<std::size_t>(a->column);
      const double weight = a->value * m / (a->value > 0 ? c.supply[b] : c.demand[b]);
      for (const Entry* other = first; other != last; ++other)
        c.jacobian[b * size + static_cast<std::size_t>(other->column)] += weight * other->value;
    }
  }
  for (std::size_t b = 0; b < size; ++b) {
    if (!is_pinned(static_cast<int>(b))) continue;
    std::fill_n(c.jacobian.data() + b * size, size, 0.0);
    c.jacobian[b * size + b] = 1;
  }
}

/// Finds ln m of the masters for the activity coefficients, water and T of the cache, unless it loses its way.
bool Equilibrium::balance_masters(double tolerance, Cache& c) const noexcept {
  constexpr int limit = 40, halvings = 4;
  constexpr double longest_step = 20;
  const int n = network_.masters;
  const auto size = static_cast<std::size_t>(n);
  double error = evaluate_balances(c);
  for (int iteration = 0; iteration < limit && error > tolerance; ++iteration, ++c.status.iterations) {
    assemble_balances(c);
    if (!factor(c.jacobian.data(), n, n, c.pivots.data())) return false;
    double longest = 0;
    for (std::size_t b = 0; b < size; ++b) c.change[b] = -c.residuals[b];
    substitute(c.jacobian.data(), n, n, c.pivots.data(), c.change.data());
    for (std::size_t b = 0; b < size; ++b) longest = std::max(longest, std::abs(c.change[b]));
    if (!std::isfinite(longest)) return false;
    std::copy_n(c.unknowns.data(), size, c.previous.data());
    const double before = error;
    double length = std::min(1.0, longest_step / longest);
    for (int h = 0; h < halvings; ++h, length /= 2) {
      for (std::size_t b = 0; b < size; ++b) c.unknowns[b] = c.previous[b] + length * c.change[b];
      error = evaluate_balances(c);
      if (error < before) break;
    }
  }
  return error <= tolerance;
}

/// Finds ln m of the masters for the activity coefficients, water and T of the cache.
void Equilibrium::minimise(Cache& c) const noexcept {
  constexpr int limit = 200, halvings = 30;
  constexpr double longest_step = 4, tiny = 1e-300;
  constexpr double singularity = 1e-9;  // one species far too abundant makes the rows of its masters equal
  const int n = network_.masters;
  const auto size = static_cast<std::size_t>(n);
  const double r = c.expansion;
  const auto gradient = [&](double* g) {
    evaluate_molalities(c);
    double worst = 0;
    for (std::size_t b = 0; b < size; ++b) {
      g[b] = is_pinned(static_cast<int>(b)) ? 0 : c.sums[b] - c.targets[b] * r;
      worst = std::max(worst, std::abs(g[b]) / (c.magnitudes[b] + std::abs(c.targets[b] * r) + tiny));
    }
    return worst;
  };
  double error = gradient(c.residuals.data());
  for (int iteration = 0; iteration < limit && error > coarse; ++iteration, ++c.status.iterations) {
    assemble_curvature(c);
    double slope = 0, longest = 0;
    for (std::size_t b = 0; b < size; ++b) {
      const double scale = 1 / (c.magnitudes[b] + std::abs(c.targets[b] * r) + tiny);
      for (std::size_t k = 0; k < size; ++k) c.jacobian[b * size + k] *= scale;
      c.jacobian[b * size + b] += singularity;
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

/// Sets the masters whose activities follow from their conditions, given the coefficients and the others.
void Equilibrium::pin(Cache& c) const noexcept {
  for (int b = 0; b < network_.masters; ++b) {
    const auto i = static_cast<std::size_t>(b);
    if (given(b) == Given::ln_activity) c.unknowns[i] = c.totals[i] - c.ln_gamma[i];
    if (given(b) != Given::saturation) continue;
    evaluate_master(b, c);
    for (const auto& [k, coefficient] : conditions_.masters[i].terms)
      if (k == b) c.unknowns[i] -= c.residuals[i] / coefficient;
  }
}

/// Moves the total that closes the charge; what was open relative to the ions [-]. By itself a mole closes as many
/// charges as it carries; where an activity is given, of the electron say, less: then a secant finds how many.
double Equilibrium::close_charge(ChargeSecant& last, Cache& c) const noexcept {
  const auto row = static_cast<std::size_t>(network_.charge_row);
  for (int b = 0; b < network_.masters; ++b) {
    if (given(b) != Given::charge) continue;
    const auto i = static_cast<std::size_t>(b);
    const double excess = c.sums[row] - c.totals[i] * c.expansion, own = charge_of(b) * c.expansion;
    const double secant = (excess - last.excess) / (c.targets[i] - last.total);
    const double share = secant / own;
    const double slope = share > 1e-3 && share < 1 ? secant : own;
    last = {c.targets[i], excess};
    const double total = c.targets[i] - excess / slope;
    c.targets[i] = b == network_.proton ? total : std::max(total, 0.1 * c.targets[i]);
    return std::abs(excess) / c.magnitudes[row];
  }
  return 0;
}

/// Alternates composition with activity coefficients, bound water and temperature.
void Equilibrium::settle(Cache& c) const noexcept {
  constexpr int rounds = 20;
  ChargeSecant secant;
  const auto masters = static_cast<std::size_t>(network_.masters);
  c.factored = false;
  for (int round = 0; round < rounds; ++round) {
    evaluate_activities(c);
    pin(c);
    limit_secondaries(c);
    if (!balance_masters(round == 0 ? first_balance : later_balance, c)) minimise(c);
    double moved = close_charge(secant, c);
    for (std::size_t k = masters; k < masters + static_cast<std::size_t>(network_.features); ++k) {
      moved = std::max(moved, std::abs(c.sums[k] - c.unknowns[k]) / (c.magnitudes[k] + 1e-9));
      c.unknowns[k] = c.sums[k];
    }
    if (binds_water())
      c.expansion = std::max(1 + water_molar_mass * c.sums[static_cast<std::size_t>(network_.water_row)], 0.1);
    if (heat_given()) {
      double& T = c.unknowns[static_cast<std::size_t>(temperature_unknown())];
      const double before = T;
      const double reaction = c.sums[static_cast<std::size_t>(network_.heat_row)] / c.expansion;
      T = std::clamp(thermo::reference_temperature + (c.heat - reaction) / c.heat_capacity, 253.15, 453.15);
      set_temperature(T, c);
      moved = std::max(moved, std::abs(T - before) / 100);
    }
    if (moved < 0.05) return;
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
    c.status.followed_to = before;
    c.status.followed_ionic_strength =
        c.unknowns[static_cast<std::size_t>(network_.masters + ionic_strength_feature)];
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
