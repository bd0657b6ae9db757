// The equations of a speciation and their exact derivatives.
//
// Unknowns: ln m_b of the masters, the features phi of the activity model, T. With r = total/free water
//   ln m_s = ln K_s + sum_b nu_sb (ln m_b + ln gamma_b) + w_s ln a_w - ln gamma_s
//   sum_i nu_ib m_i - t_b r                              = 0     per master b
//   phi_k - sum_i C_ki m_i                               = 0     per feature k
//   (c (T - 298.15) - q) r + sum_s dH_s m_s              = 0     when sensible heat is given
//   r = 1 + M_w sum_s w_s m_s
#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "aqueous/equilibrium.hpp"

namespace raffinate::aqueous {

namespace {

/// Above this ln m only ever occurs on the way; keeps every sum finite.
constexpr double largest_ln_m = 150;

}  // namespace

void Equilibrium::set_temperature(double T, Cache& c) const noexcept {
  if (c.T == T) return;
  c.T = T;
  network_.definition.activity->set_temperature(T, c.constants.data());
  network_.log_k.evaluate(T, c.ln_k.data(), c.ln_k_slope.data());
}

void Equilibrium::evaluate_activities(Cache& c) const noexcept {
  ActivityValues values{c.ln_gamma.data(), 0};
  network_.definition.activity->evaluate(c.unknowns.data() + network_.masters, c.constants.data(), values);
  c.ln_water = values.ln_water;
  if (c.nonideality == 1) return;
  c.ln_water *= c.nonideality;
  for (double& value : c.ln_gamma) value *= c.nonideality;
}

void Equilibrium::evaluate_molalities(Cache& c) const noexcept {
  const Network& net = network_;
  const double* x = c.unknowns.data();
  for (int b = 0; b < net.masters; ++b) c.ln_m[static_cast<std::size_t>(b)] = x[b];
  const double* gamma = c.ln_gamma.data();
  const Entry* entry = net.formation.entries.data();
  for (int s = 0; s < net.secondaries; ++s) {
    const auto i = static_cast<std::size_t>(s);
    double value = c.ln_k[i] + net.water[i] * c.ln_water - gamma[net.masters + s];
    for (const Entry* end = net.formation.entries.data() + net.formation.start[i + 1]; entry != end; ++entry)
      value += entry->value * (x[entry->column] + gamma[entry->column]);
    c.ln_m[static_cast<std::size_t>(net.masters + s)] = value;
  }
  for (std::size_t i = 0; i < c.m.size(); ++i) c.m[i] = std::exp(std::min(c.ln_m[i], largest_ln_m));
  const Entry* term = net.sums.entries.data();
  for (std::size_t row = 0; row < c.sums.size(); ++row) {
    double sum = 0, magnitude = 0;
    for (const Entry* end = net.sums.entries.data() + net.sums.start[row + 1]; term != end; ++term) {
      const double part = term->value * c.m[static_cast<std::size_t>(term->column)];
      sum += part;
      magnitude += std::abs(part);
    }
    c.sums[row] = sum;
    c.magnitudes[row] = magnitude;
  }
  // Kept positive for iterates that bind more water than there is; never active at a solution.
  c.expansion = std::max(1 + water_molar_mass * c.sums[static_cast<std::size_t>(net.water_row)], 0.1);
}

void Equilibrium::evaluate(Cache& c) const noexcept {
  const Network& net = network_;
  if (energy_ == Energy::with_enthalpy)
    set_temperature(c.unknowns[static_cast<std::size_t>(temperature_unknown())], c);
  evaluate_activities(c);
  evaluate_molalities(c);
  for (int b = 0; b < net.masters; ++b) {
    const auto i = static_cast<std::size_t>(b);
    const double given = c.totals[i] * c.expansion;
    c.residuals[i] = c.sums[i] - given;
    c.scales[i] = c.magnitudes[i] + std::abs(given);
  }
  for (int k = 0; k < net.features; ++k) {
    const auto i = static_cast<std::size_t>(net.masters + k);
    c.residuals[i] = c.unknowns[i] - c.sums[i];
    c.scales[i] = c.magnitudes[i] + std::abs(c.unknowns[i]) + 1e-30;
  }
  if (energy_ == Energy::with_enthalpy) {
    const auto i = static_cast<std::size_t>(temperature_unknown()), heat = static_cast<std::size_t>(net.heat_row);
    const double excess = c.heat_capacity * (c.T - thermo::reference_temperature) - c.heat;
    c.residuals[i] = excess * c.expansion + c.sums[heat];
    c.scales[i] = c.heat_capacity * c.T * c.expansion + c.magnitudes[heat];
  }
  c.error = 0;
  c.worst = 0;
  for (int i = 0; i < unknown_count(); ++i) {
    const double scaled = std::abs(c.residuals[static_cast<std::size_t>(i)]) / c.scales[static_cast<std::size_t>(i)];
    if (scaled <= c.error) continue;
    c.error = scaled;  // a NaN fails every comparison: it is caught below
    c.worst = i;
  }
  double check = 0;
  for (int i = 0; i < unknown_count(); ++i) check += c.residuals[static_cast<std::size_t>(i)];
  if (!std::isfinite(check)) c.error = INFINITY;
}

void Equilibrium::differentiate_molalities(Cache& c) const noexcept {
  const Network& net = network_;
  const auto masters = static_cast<std::size_t>(net.masters), p = static_cast<std::size_t>(net.features);
  const std::size_t length = row_length();
  ActivityDerivatives slopes{c.gamma_by_feature.data(), c.gamma_by_T.data(), c.water_by_feature.data(), 0};
  net.definition.activity->differentiate(c.unknowns.data() + masters, c.constants.data(), slopes);
  c.water_by_T = slopes.water_by_T;
  if (c.nonideality != 1) {
    for (double& value : c.gamma_by_feature) value *= c.nonideality;
    for (double& value : c.gamma_by_T) value *= c.nonideality;
    for (double& value : c.water_by_feature) value *= c.nonideality;
    c.water_by_T *= c.nonideality;
  }
  const Entry* entry = net.formation.entries.data();
  for (std::size_t s = 0; s < static_cast<std::size_t>(net.secondaries); ++s) {
    double* row = c.molality_slopes.data() + s * length;
    double* by_feature = row + masters;
    const double* own = c.gamma_by_feature.data() + (masters + s) * p;
    std::fill_n(row, masters, 0.0);
    for (std::size_t k = 0; k < p; ++k) by_feature[k] = net.water[s] * c.water_by_feature[k] - own[k];
    double by_T = c.ln_k_slope[s] + net.water[s] * c.water_by_T - c.gamma_by_T[masters + s];
    for (const Entry* end = net.formation.entries.data() + net.formation.start[s + 1]; entry != end; ++entry) {
      const auto b = static_cast<std::size_t>(entry->column);
      row[b] = entry->value;
      add_multiple(by_feature, c.gamma_by_feature.data() + b * p, entry->value, p);
      by_T += entry->value * c.gamma_by_T[b];
    }
    by_feature[p] = by_T;
    const double m = c.m[masters + s];
    for (std::size_t k = 0; k < length; ++k) row[k] *= m;
  }
}

void Equilibrium::assemble(Cache& c) const noexcept {
  differentiate_molalities(c);
  const Network& net = network_;
  const std::size_t length = row_length(), masters = static_cast<std::size_t>(net.masters);
  const auto add_row = [&](std::size_t row, double factor, double* to) {
    for (int e = net.sums.start[row]; e < net.sums.start[row + 1]; ++e) {
      const Entry& entry = net.sums.entries[static_cast<std::size_t>(e)];
      const auto i = static_cast<std::size_t>(entry.column);
      const double weight = factor * entry.value;
      if (i < masters)
        to[i] += weight * c.m[i];
      else
        add_multiple(to, c.molality_slopes.data() + (i - masters) * length, weight, length);
    }
  };
  std::fill(c.bound_slopes.begin(), c.bound_slopes.end(), 0.0);
  add_row(static_cast<std::size_t>(net.water_row), water_molar_mass, c.bound_slopes.data());
  std::fill(c.jacobian.begin(), c.jacobian.end(), 0.0);
  const auto unknowns = static_cast<std::size_t>(unknown_count());
  for (std::size_t i = 0; i < unknowns; ++i) {
    double* row = c.jacobian.data() + i * length;
    if (i < masters) {
      add_row(i, 1, row);
      add_multiple(row, c.bound_slopes.data(), -c.totals[i], length);
    } else if (i < masters + static_cast<std::size_t>(net.features)) {
      add_row(i, -1, row);
      row[i] += 1;
    } else {
      add_row(static_cast<std::size_t>(net.heat_row), 1, row);
      const double excess = c.heat_capacity * (c.T - thermo::reference_temperature) - c.heat;
      add_multiple(row, c.bound_slopes.data(), excess, length);
      row[i] += c.heat_capacity * c.expansion;
    }
    c.factor_scales[i] = 1 / c.scales[i];
    for (std::size_t k = 0; k < length; ++k) row[k] *= c.factor_scales[i];
  }
}

}  // namespace raffinate::aqueous
