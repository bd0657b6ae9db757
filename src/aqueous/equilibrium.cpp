#include "aqueous/equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace raffinate::aqueous {

namespace {

constexpr int warm_limit = 15;

struct Floored {
  double value, slope;
};

/// (t + sqrt(t^2 + 4 e^2)) / 2, without cancellation for negative t.
Floored floored(double t, double e) {
  if (e == 0) return {t, 1};
  const double root = std::sqrt(t * t + 4 * e * e);
  const double value = t > 0 ? 0.5 * (t + root) : 2 * e * e / (root - t);
  return {value, value / root};
}

void check(const Network& network, const Conditions& conditions) {
  if (conditions.masters.empty()) return;
  if (conditions.masters.size() != static_cast<std::size_t>(network.masters))
    throw std::invalid_argument("equilibrium: one condition per master is needed, or none");
  for (const MasterCondition& condition : conditions.masters)
    for (const auto& [master, coefficient] : condition.terms)
      if (master < 0 || master >= network.masters)
        throw std::invalid_argument("equilibrium: a saturation condition refers to a master that does not exist");
}

}  // namespace

Equilibrium::Equilibrium(Definition definition, Conditions conditions)
    : network_(std::move(definition)), conditions_(std::move(conditions)) {
  check(network_, conditions_);
}

int Equilibrium::species_index(std::string_view name) const {
  const Definition& d = network_.definition;
  for (std::size_t i = 0; i < d.masters.size(); ++i)
    if (d.masters[i].name == name) return static_cast<int>(i);
  for (std::size_t i = 0; i < d.secondaries.size(); ++i)
    if (d.secondaries[i].name == name) return static_cast<int>(d.masters.size() + i);
  return -1;
}

const std::string& Equilibrium::species_name(int species) const {
  const Definition& d = network_.definition;
  const auto i = static_cast<std::size_t>(species);
  return i < d.masters.size() ? d.masters[i].name : d.secondaries[i - d.masters.size()].name;
}

std::string Equilibrium::equation_name(int equation) const {
  if (equation < 0) return "inputs";
  if (equation < network_.masters) {
    const std::string& name = species_name(equation);
    switch (given(equation)) {
      case Given::total: return "total of " + name;
      case Given::charge: return "charge balance, closed by " + name;
      case Given::ln_activity: return "activity of " + name;
      case Given::saturation: return "saturation that fixes " + name;
    }
  }
  const int feature = equation - network_.masters;
  if (feature == ionic_strength_feature) return "ionic strength";
  if (feature == total_molality_feature) return "total molality";
  if (feature < network_.features) return "feature " + std::to_string(feature) + " of the activity model";
  return "enthalpy";
}

Equilibrium::Cache Equilibrium::make_cache() const {
  const auto masters = static_cast<std::size_t>(network_.masters), species = static_cast<std::size_t>(network_.species);
  const auto secondaries = static_cast<std::size_t>(network_.secondaries);
  const auto features = static_cast<std::size_t>(network_.features);
  const std::size_t length = row_length(), inputs = static_cast<std::size_t>(input_count());
  const std::size_t outputs = static_cast<std::size_t>(output_count());
  Cache c;
  c.inputs.resize(inputs);
  c.outputs.resize(outputs);
  c.outputs[0] = thermo::reference_temperature;
  c.slopes.resize(outputs * inputs);
  c.differentiated.resize(outputs);
  for (auto* v : {&c.ln_a, &c.totals, &c.total_slopes, &c.targets, &c.supply, &c.demand}) v->resize(masters);
  for (auto* v : {&c.unknowns, &c.solution, &c.previous, &c.path, &c.residuals, &c.scales, &c.change, &c.last_change,
                  &c.bound_slopes, &c.factor_scales, &c.weights, &c.scaled, &c.row})
    v->resize(length);
  for (auto* v : {&c.ln_k, &c.ln_k_slope}) v->resize(padded(secondaries));
  for (auto* v : {&c.ln_gamma, &c.gamma_by_T}) v->resize(species);
  for (auto* v : {&c.ln_m, &c.m}) v->resize(padded(masters + padded(secondaries)));
  for (auto* v : {&c.sums, &c.magnitudes}) v->resize(padded(static_cast<std::size_t>(network_.charge_row) + 1));
  c.activity_block.resize(static_cast<std::size_t>(network_.definition.activity->block_size()));
  c.gamma_by_feature.resize(species * features);
  c.water_by_feature.resize(features);
  c.ln_activity_slopes.resize(masters * length);
  c.molality_slopes.resize(species * length);
  c.jacobian.resize(length * length);
  c.unknown_slopes.resize(length * padded(inputs));
  c.pivots.resize(length);
  c.inverse.resize(length * length);
  return c;
}

bool Equilibrium::read_inputs(std::span<const double> inputs, Cache& c) const noexcept {
  const auto masters = static_cast<std::size_t>(network_.masters);
  for (const double value : inputs)
    if (!std::isfinite(value)) return false;
  const double water = inputs[masters], capacity = inputs[masters + 1], energy = inputs[masters + 2];
  if (!(water > 0) || (heat_given() ? !(capacity > 0) : !(energy > 200 && energy < 600))) return false;
  std::copy(inputs.begin(), inputs.end(), c.inputs.begin());
  c.water_mass = water_molar_mass * water;
  c.heat_capacity = capacity / c.water_mass;
  c.heat = energy / c.water_mass;
  for (std::size_t b = 0; b < masters; ++b) {
    const int master = static_cast<int>(b);
    const double total = is_pinned(master) ? inputs[b] : inputs[b] / c.water_mass;
    const bool kept = any_sign(master) || given(master) != Given::total || !network_.definition.masters[b].dissolved;
    const Floored f = kept ? Floored{total, 1} : floored(total, conditions_.total_floor);
    if (!kept && !(f.value > 0)) return false;
    c.totals[b] = f.value;
    c.total_slopes[b] = f.slope;
  }
  if (!heat_given()) set_temperature(energy, c);
  return true;
}

Status Equilibrium::solve(std::span<const double> inputs, Cache& c) const noexcept {
  if (c.current && std::equal(inputs.begin(), inputs.end(), c.inputs.begin(), c.inputs.end())) return c.status;
  c.current = false;
  c.sensitive = false;
  c.status = {};
  const double T = c.T;
  const bool evaluated = std::exchange(c.evaluated, false);
  if (!read_inputs(inputs, c)) return c.status;
  c.nonideality = 1;
  bool found = false;
  if (c.solved) {
    c.unknowns = c.solution;
    evaluated && c.T == T ? evaluate_residuals(c) : evaluate(c);
    found = iterate(c, warm_limit);
  }
  if (!found) found = cold_start(c);
  c.status.worst_equation = c.worst;
  if (!found) {
    c.factored = false;
    return c.status;
  }
  c.status.converged = true;
  accept(c);
  return c.status;
}

void Equilibrium::accept(Cache& c) const noexcept {
  c.solved = c.current = c.evaluated = true;
  c.solution = c.unknowns;
  c.outputs[static_cast<std::size_t>(temperature_output())] = c.T;
  c.outputs[static_cast<std::size_t>(ionic_strength_output())] =
      c.unknowns[static_cast<std::size_t>(network_.masters + ionic_strength_feature)];
  c.outputs[static_cast<std::size_t>(ln_water_output())] = c.ln_water;
  for (int i = 0; i < network_.species; ++i) {
    const auto k = static_cast<std::size_t>(i);
    c.outputs[static_cast<std::size_t>(ln_activity_output(i))] = c.ln_m[k] + c.ln_gamma[k];
    c.outputs[static_cast<std::size_t>(molality_output(i))] = c.m[k];
  }
  c.outputs[static_cast<std::size_t>(free_water_output())] = 1 / c.expansion;
}

std::span<const double> Equilibrium::outputs(const Cache& cache) const noexcept { return cache.outputs; }

}  // namespace raffinate::aqueous
