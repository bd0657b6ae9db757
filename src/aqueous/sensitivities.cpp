// Derivatives of a solution by the implicit-function theorem: J du = -dR, one factorisation.
#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "aqueous/equilibrium.hpp"

namespace raffinate::aqueous {

/// Fills unknown_slopes with -dR/d(input), rows scaled like the Jacobian.
void Equilibrium::seed_inputs(Cache& c) const noexcept {
  const std::size_t inputs = static_cast<std::size_t>(input_count()), length = row_length();
  const auto masters = static_cast<std::size_t>(network_.masters);
  const auto water = static_cast<std::size_t>(water_input()), energy = static_cast<std::size_t>(energy_input());
  const auto unknowns = static_cast<std::size_t>(unknown_count());
  const double r = c.expansion;
  std::fill(c.unknown_slopes.begin(), c.unknown_slopes.end(), 0.0);
  for (std::size_t b = 0; b < masters; ++b) {
    // t = n / W with W = M_w n_water, so dt/dn_water = -(n/W) / n_water
    double* row = c.unknown_slopes.data() + b * inputs;
    if (is_pinned(static_cast<int>(b))) {
      row[b] = c.factor_scales[b];
      continue;
    }
    const double by_total = r * c.total_slopes[b] * c.factor_scales[b];
    row[b] = by_total / c.water_mass;
    row[water] = -by_total * c.inputs[b] / (c.water_mass * c.inputs[water]);
  }
  if (heat_given()) {
    const auto t = static_cast<std::size_t>(temperature_unknown());
    double* row = c.unknown_slopes.data() + t * inputs;
    const double rise = c.T - thermo::reference_temperature, scale = r * c.factor_scales[t];
    row[static_cast<std::size_t>(heat_capacity_input())] = -rise * scale / c.water_mass;
    row[energy] = scale / c.water_mass;
    row[water] = (c.heat_capacity * rise - c.heat) * scale / c.inputs[water];
  } else {
    for (std::size_t i = 0; i < unknowns; ++i)
      c.unknown_slopes[i * inputs + energy] = -c.jacobian[i * length + length - 1];
  }
}

/// Chains the unknowns' slopes to those of the outputs.
void Equilibrium::differentiate_outputs(Cache& c) const noexcept {
  const Network& net = network_;
  const std::size_t inputs = static_cast<std::size_t>(input_count()), p = static_cast<std::size_t>(net.features);
  const auto masters = static_cast<std::size_t>(net.masters), species = static_cast<std::size_t>(net.species);
  const auto row = [&](int output) { return c.slopes.data() + static_cast<std::size_t>(output) * inputs; };
  const auto unknown = [&](std::size_t i) { return c.unknown_slopes.data() + i * inputs; };
  std::fill(c.slopes.begin(), c.slopes.end(), 0.0);

  double* T = row(temperature_output());
  if (heat_given())
    std::copy_n(unknown(static_cast<std::size_t>(temperature_unknown())), inputs, T);
  else
    T[energy_input()] = 1;
  std::copy_n(unknown(masters + ionic_strength_feature), inputs, row(ionic_strength_output()));
  double* ln_water = row(ln_water_output());
  for (std::size_t k = 0; k < p; ++k) add_multiple(ln_water, unknown(masters + k), c.water_by_feature[k], inputs);
  add_multiple(ln_water, T, c.water_by_T, inputs);

  const Entry* entry = net.formation.entries.data();
  double* free_water = row(free_water_output());
  const double free_by_bound = -water_molar_mass / (c.expansion * c.expansion);
  for (std::size_t i = 0; i < species; ++i) {
    double* ln_a = row(ln_activity_output(static_cast<int>(i)));
    double* m = row(molality_output(static_cast<int>(i)));
    // m holds d ln gamma first: d m = m (d ln a - d ln gamma)
    const double* gamma = c.gamma_by_feature.data() + i * p;
    for (std::size_t k = 0; k < p; ++k)
      if (gamma[k] != 0) add_multiple(m, unknown(masters + k), gamma[k], inputs);
    add_multiple(m, T, c.gamma_by_T[i], inputs);
    if (i < masters) {
      for (std::size_t j = 0; j < inputs; ++j) ln_a[j] = unknown(i)[j] + m[j];
    } else {
      const std::size_t s = i - masters;
      add_multiple(ln_a, T, c.ln_k_slope[s], inputs);
      if (net.water[s] != 0) add_multiple(ln_a, ln_water, net.water[s], inputs);
      for (const Entry* end = net.formation.entries.data() + net.formation.start[s + 1]; entry != end; ++entry)
        add_multiple(ln_a, row(ln_activity_output(entry->column)), entry->value, inputs);
    }
    for (std::size_t j = 0; j < inputs; ++j) m[j] = c.m[i] * (ln_a[j] - m[j]);
    if (binds_water() && i >= masters && net.water[i - masters] != 0)
      add_multiple(free_water, m, free_by_bound * net.water[i - masters], inputs);
  }
}

const double* Equilibrium::sensitivities(Cache& c) const noexcept {
  if (c.sensitive || !c.current) return c.slopes.data();
  assemble(c);
  seed_inputs(c);
  const int n = unknown_count(), length = static_cast<int>(row_length());
  c.factored = factor(c.jacobian.data(), n, length, c.pivots.data());
  if (c.factored) {
    substitute(c.jacobian.data(), n, length, c.pivots.data(), c.unknown_slopes.data(), input_count());
    differentiate_outputs(c);
  }
  c.sensitive = c.factored;
  return c.slopes.data();
}

}  // namespace raffinate::aqueous
