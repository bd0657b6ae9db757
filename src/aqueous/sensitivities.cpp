// Derivatives of a solution by the implicit-function theorem: J du = -dR, one factorisation.
#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "aqueous/equilibrium.hpp"
#include "aqueous/kernels.hpp"

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
    double* row = c.unknown_slopes.data() + b * padded(inputs);
    if (is_pinned(static_cast<int>(b))) {
      row[b] = c.factor_scales[b];
      continue;
    }
    const double by_total = r * c.total_slopes[b] * c.factor_scales[b];
    row[b] = by_total / c.water_mass;
    row[water] = -by_total * c.inputs[b] / (c.water_mass * c.inputs[water]);
  }
  const auto t = static_cast<std::size_t>(temperature_unknown());
  if (heat_given()) {
    double* row = c.unknown_slopes.data() + t * padded(inputs);
    const double rise = c.T - thermo::reference_temperature, scale = r * c.factor_scales[t];
    row[static_cast<std::size_t>(heat_capacity_input())] = -rise * scale / c.water_mass;
    row[energy] = scale / c.water_mass;
    row[water] = (c.heat_capacity * rise - c.heat) * scale / c.inputs[water];
  } else {
    for (std::size_t i = 0; i < unknowns; ++i)
      c.unknown_slopes[i * padded(inputs) + energy] = -c.jacobian[i * length + t];
  }
}

/// Chains the unknowns' slopes to those of the outputs.
void Equilibrium::differentiate_outputs(Cache& c) const noexcept {
  const Network& net = network_;
  const std::size_t inputs = static_cast<std::size_t>(input_count()), length = row_length();
  const auto masters = static_cast<std::size_t>(net.masters), features = static_cast<std::size_t>(net.features);
  const auto t = static_cast<std::size_t>(temperature_unknown());
  double* T = c.unknown_slopes.data() + t * padded(inputs);
  if (!heat_given()) T[energy_input()] = 1;
  // The row of an output whose derivatives to the unknowns are given, T among them.
  const auto put = [&](int output, const double* by_unknown) {
    std::fill(c.row.begin(), c.row.end(), 0.0);
    kernels.add_transposed(c.unknown_slopes.data(), t + 1, padded(inputs), by_unknown, c.row.data());
    std::copy_n(c.row.data(), inputs, c.slopes.data() + static_cast<std::size_t>(output) * inputs);
  };
  double* chain = c.scaled.data();
  const auto begin = [&](double water, double by_T) {
    std::fill_n(chain, length, 0.0);
    for (std::size_t k = 0; k < features; ++k) chain[masters + k] = water * c.water_by_feature[k];
    chain[t] = water * c.water_by_T + by_T;
  };
  begin(0, 1);
  put(temperature_output(), chain);
  begin(0, 0);
  chain[masters + ionic_strength_feature] = 1;
  put(ionic_strength_output(), chain);
  begin(1, 0);
  put(ln_water_output(), chain);
  for (std::size_t b = 0; b < masters; ++b)
    put(ln_activity_output(static_cast<int>(b)), c.ln_activity_slopes.data() + b * length);
  for (std::size_t s = 0; s < static_cast<std::size_t>(net.secondaries); ++s) {
    begin(net.water[s], c.ln_k_slope[s]);
    kernels.add_rows(net.formation.begin(s), net.formation.end(s), c.ln_activity_slopes.data(), length, chain);
    put(ln_activity_output(net.masters + static_cast<int>(s)), chain);
  }
  for (int i = 0; i < net.species; ++i)
    put(molality_output(i), c.molality_slopes.data() + static_cast<std::size_t>(i) * length);
  for (std::size_t k = 0; k < length; ++k) chain[k] = -c.bound_slopes[k] / (c.expansion * c.expansion);
  put(free_water_output(), chain);
}

const double* Equilibrium::sensitivities(Cache& c) const noexcept {
  if (c.sensitive || !c.current) return c.slopes.data();
  assemble(c);
  seed_inputs(c);
  const int n = unknown_count();
  c.inverted = false;
  c.factored = factor(c.jacobian.data(), n, static_cast<int>(row_length()), c.pivots.data());
  if (c.factored) {
    kernels.substitute(c.jacobian.data(), static_cast<std::size_t>(n), row_length(), c.pivots.data(),
                       c.unknown_slopes.data(), padded(static_cast<std::size_t>(input_count())));
    differentiate_outputs(c);
  }
  c.sensitive = c.factored;
  return c.slopes.data();
}

}  // namespace raffinate::aqueous
