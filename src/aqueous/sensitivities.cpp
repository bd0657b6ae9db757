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

/// Derivatives of an output by the unknowns, T among them.
void Equilibrium::differentiate_output(int output, Cache& c, double* by_unknown) const noexcept {
  const Network& net = network_;
  const std::size_t length = row_length();
  const auto masters = static_cast<std::size_t>(net.masters), features = static_cast<std::size_t>(net.features);
  const auto t = static_cast<std::size_t>(temperature_unknown());
  const auto add_water = [&](double count) {
    for (std::size_t k = 0; k < features; ++k) by_unknown[masters + k] += count * c.water_by_feature[k];
    by_unknown[t] += count * c.water_by_T;
  };
  std::fill_n(by_unknown, length, 0.0);
  if (output == temperature_output()) {
    by_unknown[t] = 1;
  } else if (output == ionic_strength_output()) {
    by_unknown[masters + ionic_strength_feature] = 1;
  } else if (output == ln_water_output()) {
    add_water(1);
  } else if (output == free_water_output()) {
    for (std::size_t k = 0; k < length; ++k) by_unknown[k] = -c.bound_slopes[k] / (c.expansion * c.expansion);
  } else if (const int species = output - molality_output(0); species >= 0) {
    std::copy_n(c.molality_slopes.data() + static_cast<std::size_t>(species) * length, length, by_unknown);
  } else if (const int master = output - ln_activity_output(0); master < net.masters) {
    std::copy_n(c.ln_activity_slopes.data() + static_cast<std::size_t>(master) * length, length, by_unknown);
  } else {
    const auto s = static_cast<std::size_t>(master - net.masters);
    add_water(net.water[s]);
    by_unknown[t] += c.ln_k_slope[s];
    kernels.add_rows(net.formation.begin(s), net.formation.end(s), c.ln_activity_slopes.data(), length, by_unknown);
  }
}

/// Makes the derivatives of the unknowns by the inputs, once for each solution.
void Equilibrium::differentiate_unknowns(Cache& c) const noexcept {
  assemble(c);
  seed_inputs(c);
  const int n = unknown_count();
  c.inverted = false;
  c.factored = factor(c.jacobian.data(), n, static_cast<int>(row_length()), c.pivots.data());
  c.sensitive = c.factored;
  if (!c.factored) return;
  const std::size_t width = padded(static_cast<std::size_t>(input_count()));
  kernels.substitute(c.jacobian.data(), static_cast<std::size_t>(n), row_length(), c.pivots.data(), c.unknown_slopes.data(), width);
  if (!heat_given()) c.unknown_slopes[static_cast<std::size_t>(temperature_unknown()) * width + static_cast<std::size_t>(energy_input())] = 1;
  std::fill(c.differentiated.begin(), c.differentiated.end(), 0);
}

const double* Equilibrium::sensitivities(int output, Cache& c) const noexcept {
  const auto inputs = static_cast<std::size_t>(input_count()), o = static_cast<std::size_t>(output);
  double* slopes = c.slopes.data() + o * inputs;
  if (c.current && !c.sensitive) differentiate_unknowns(c);
  if (!c.sensitive || c.differentiated[o] != 0) return slopes;
  differentiate_output(output, c, c.scaled.data());
  std::fill(c.row.begin(), c.row.end(), 0.0);
  kernels.add_transposed(c.unknown_slopes.data(), static_cast<std::size_t>(temperature_unknown()) + 1, padded(inputs), c.scaled.data(),
                         c.row.data());
  std::copy_n(c.row.data(), inputs, slopes);
  c.differentiated[o] = 1;
  return slopes;
}

const double* Equilibrium::sensitivities(Cache& c) const noexcept {
  for (int output = 0; output < output_count(); ++output) sensitivities(output, c);
  return c.slopes.data();
}

}  // namespace raffinate::aqueous
