// The equations of a speciation and their exact derivatives.
//
// Unknowns: ln m_b of the masters, the features phi of the activity model, T. With r = total/free water
//   ln m_s = ln K_s + sum_b nu_sb (ln m_b + ln gamma_b) + w_s ln a_w - ln gamma_s
//   sum_i nu_ib m_i - t_b r                              = 0     per master b
//   phi_k - sum_i C_ki m_i                               = 0     per feature k
//   (c (T - 298.15) - q) r + sum_s dH_s m_s              = 0     when sensible heat is given
//   r = 1 + M_w sum_s w_s m_s, or 1 where totals are per free water
// The row of a master whose amount is not fixed by a total is one of
//   sum_i z_i m_i - t_b r                                = 0     by charge
//   ln m_b + ln gamma_b - t_b                            = 0     by activity
//   sum_k nu_k ln a_k + w ln a_w - ln K - t_b            = 0     by saturation
#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "aqueous/equilibrium.hpp"
#include "aqueous/kernels.hpp"

namespace raffinate::aqueous {

namespace {

/// Above this ln m only ever occurs on the way; keeps every sum finite.
constexpr double largest_ln_m = 150;

}  // namespace

void Equilibrium::set_temperature(double T, Cache& c) const noexcept {
  if (c.T == T) return;
  c.T = T;
  network_.definition.activity->set_temperature(T, c.activity_block.data());
  network_.log_k.evaluate(T, c.ln_k.data(), c.ln_k_slope.data());
}

void Equilibrium::evaluate_activities(Cache& c) const noexcept {
  ActivityValues values{c.ln_gamma.data(), 0};
  network_.definition.activity->evaluate(c.unknowns.data() + network_.masters, c.activity_block.data(), values);
  c.ln_water = values.ln_water;
  for (const int b : network_.undissolved) c.ln_gamma[static_cast<std::size_t>(b)] = 0;
  if (c.nonideality == 1) return;
  c.ln_water *= c.nonideality;
  for (double& value : c.ln_gamma) value *= c.nonideality;
}

void Equilibrium::evaluate_molalities(Cache& c) const noexcept {
  const Network& net = network_;
  const double* x = c.unknowns.data();
  const double* gamma = c.ln_gamma.data();
  for (int b = 0; b < net.masters; ++b) {
    c.ln_m[static_cast<std::size_t>(b)] = x[b];
    c.ln_a[static_cast<std::size_t>(b)] = x[b] + gamma[b];
  }
  double* secondary = c.ln_m.data() + net.masters;
  for (std::size_t s = 0; s < static_cast<std::size_t>(net.secondaries); ++s)
    secondary[s] = c.ln_k[s] + net.water[s] * c.ln_water - gamma[static_cast<std::size_t>(net.masters) + s];
  kernels.add_transposed(net.secondaries_by_master.data(), c.ln_a.size(), c.ln_k.size(), c.ln_a.data(), secondary);
  kernels.exponentials(c.ln_m.data(), largest_ln_m, c.m.data(), c.m.size());
  for (const int b : net.undissolved) c.m[static_cast<std::size_t>(b)] = 0;
  std::fill(c.sums.begin(), c.sums.end(), 0.0);
  kernels.add_transposed(net.sums_by_species.data(), static_cast<std::size_t>(net.species), c.sums.size(), c.m.data(),
                         c.sums.data());
  const Entry* term = net.negatives.entries.data();
  for (std::size_t row = 0; row + 1 < net.negatives.start.size(); ++row) {
    double negative = 0;
    for (const Entry* end = net.negatives.end(row); term != end; ++term)
      negative -= term->value * c.m[static_cast<std::size_t>(term->column)];
    c.magnitudes[row] = c.sums[row] + 2 * negative;
  }
  // Kept positive for iterates that bind more water than there is; never active at a solution.
  if (binds_water())
    c.expansion = std::max(1 + water_molar_mass * c.sums[static_cast<std::size_t>(net.water_row)], 0.1);
}

/// Residual and scale of the equation that fixes a master.
void Equilibrium::evaluate_master(int master, Cache& c) const noexcept {
  const auto b = static_cast<std::size_t>(master);
  const auto ln_activity = [&c](int k) {
    return c.unknowns[static_cast<std::size_t>(k)] + c.ln_gamma[static_cast<std::size_t>(k)];
  };
  const double given = c.totals[b];
  switch (this->given(master)) {
    case Given::total:
    case Given::charge: {
      const auto row = this->given(master) == Given::total ? b : static_cast<std::size_t>(network_.charge_row);
      c.residuals[b] = c.sums[row] - given * c.expansion;
      c.scales[b] = c.magnitudes[row] + std::abs(given * c.expansion);
      return;
    }
    case Given::ln_activity:
      c.residuals[b] = ln_activity(master) - given;
      c.scales[b] = 1 + std::abs(given);
      return;
    case Given::saturation: {
      const MasterCondition& condition = conditions_.masters[b];
      const double ln_k = condition.k.ln(c.T);
      c.residuals[b] = condition.water * c.ln_water - ln_k - given;
      c.scales[b] = 1 + std::abs(ln_k) + std::abs(given);
      for (const auto& [k, coefficient] : condition.terms) {
        c.residuals[b] += coefficient * ln_activity(k);
        c.scales[b] += std::abs(coefficient * ln_activity(k));
      }
    }
  }
}

void Equilibrium::evaluate(Cache& c) const noexcept {
  if (heat_given())
    set_temperature(c.unknowns[static_cast<std::size_t>(temperature_unknown())], c);
  evaluate_activities(c);
  evaluate_molalities(c);
  evaluate_residuals(c);
}

/// With activities, molalities and sums as they are.
void Equilibrium::evaluate_residuals(Cache& c) const noexcept {
  const Network& net = network_;
  for (int b = 0; b < net.masters; ++b) evaluate_master(b, c);
  for (int k = 0; k < net.features; ++k) {
    const auto i = static_cast<std::size_t>(net.masters + k);
    c.residuals[i] = c.unknowns[i] - c.sums[i];
    c.scales[i] = c.magnitudes[i] + std::abs(c.unknowns[i]) + 1e-30;
  }
  if (heat_given()) {
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
  net.definition.activity->differentiate(c.unknowns.data() + masters, c.activity_block.data(), slopes);
  c.water_by_T = slopes.water_by_T;
  for (const int b : net.undissolved) {
    std::fill_n(c.gamma_by_feature.data() + static_cast<std::size_t>(b) * p, p, 0.0);
    c.gamma_by_T[static_cast<std::size_t>(b)] = 0;
  }
  if (c.nonideality != 1) {
    for (double& value : c.gamma_by_feature) value *= c.nonideality;
    for (double& value : c.gamma_by_T) value *= c.nonideality;
    for (double& value : c.water_by_feature) value *= c.nonideality;
    c.water_by_T *= c.nonideality;
  }
  for (std::size_t b = 0; b < masters; ++b) {
    double* row = c.ln_activity_slopes.data() + b * length;
    std::fill_n(row, masters, 0.0);
    row[b] = 1;
    std::copy_n(c.gamma_by_feature.data() + b * p, p, row + masters);
    row[masters + p] = c.gamma_by_T[b];
    c.molality_slopes[b * length + b] = c.m[b];
  }
  for (std::size_t s = 0; s < static_cast<std::size_t>(net.secondaries); ++s) {
    double *row = c.molality_slopes.data() + (masters + s) * length, *by_feature = row + masters;
    const double* own = c.gamma_by_feature.data() + (masters + s) * p;
    std::fill_n(row, masters, 0.0);
    for (std::size_t k = 0; k < p; ++k) by_feature[k] = net.water[s] * c.water_by_feature[k] - own[k];
    by_feature[p] = c.ln_k_slope[s] + net.water[s] * c.water_by_T - c.gamma_by_T[masters + s];
    kernels.add_rows(net.formation.begin(s), net.formation.end(s), c.ln_activity_slopes.data(), length, row);
    for (std::size_t k = 0; k < length; ++k) row[k] *= c.m[masters + s];
  }
}

/// Adds d(sum of P's row)/d(unknowns).
void Equilibrium::add_sum(int row, const Cache& c, double* to) const noexcept {
  const auto i = static_cast<std::size_t>(row);
  kernels.add_rows(network_.sums.begin(i), network_.sums.end(i), c.molality_slopes.data(), row_length(), to);
}

void Equilibrium::assemble_master(int master, const Cache& c, double* to) const noexcept {
  const auto b = static_cast<std::size_t>(master);
  switch (given(master)) {
    case Given::total:
    case Given::charge:
      add_sum(given(master) == Given::total ? master : network_.charge_row, c, to);
      add_multiple(to, c.bound_slopes.data(), -c.totals[b], row_length());
      return;
    case Given::ln_activity:
      std::copy_n(c.ln_activity_slopes.data() + b * row_length(), row_length(), to);
      return;
    case Given::saturation: {
      const MasterCondition& condition = conditions_.masters[b];
      for (const auto& [k, coefficient] : condition.terms)
        add_multiple(to, c.ln_activity_slopes.data() + static_cast<std::size_t>(k) * row_length(), coefficient,
                     row_length());
      const auto masters = static_cast<std::size_t>(network_.masters);
      const auto features = static_cast<std::size_t>(network_.features);
      add_multiple(to + masters, c.water_by_feature.data(), condition.water, features);
      to[masters + features] += condition.water * c.water_by_T - condition.k.ln_slope(c.T);
    }
  }
}

void Equilibrium::assemble(Cache& c) const noexcept {
  differentiate_molalities(c);
  const Network& net = network_;
  const std::size_t length = row_length();
  std::fill(c.bound_slopes.begin(), c.bound_slopes.end(), 0.0);
  if (binds_water()) {
    add_sum(net.water_row, c, c.bound_slopes.data());
    for (double& slope : c.bound_slopes) slope *= water_molar_mass;
  }
  std::fill(c.jacobian.begin(), c.jacobian.end(), 0.0);
  for (int i = 0; i < unknown_count(); ++i) {
    const auto k = static_cast<std::size_t>(i);
    double* row = c.jacobian.data() + k * length;
    if (i < net.masters) {
      assemble_master(i, c, row);
    } else if (i < temperature_unknown()) {
      add_sum(i, c, row);
      for (std::size_t j = 0; j < length; ++j) row[j] = -row[j];
      row[k] += 1;
    } else {
      add_sum(net.heat_row, c, row);
      const double excess = c.heat_capacity * (c.T - thermo::reference_temperature) - c.heat;
      add_multiple(row, c.bound_slopes.data(), excess, length);
      row[k] += c.heat_capacity * c.expansion;
    }
    c.factor_scales[k] = 1 / c.scales[k];
    for (std::size_t j = 0; j < length; ++j) row[j] *= c.factor_scales[k];
  }
}

}  // namespace raffinate::aqueous
