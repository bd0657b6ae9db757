#include "model/derivatives.hpp"

namespace raffinate::model {

Derivatives::Derivatives(const Model& model, std::vector<aqueous::Equilibrium::Cache>& caches)
    : model_(&model), caches_(&caches), values_(static_cast<std::size_t>(model.linearisation().value_count), 0.0) {
  for (int u = 0; u < static_cast<int>(model.units().size()); ++u) {
    const Linearisation::Unit& unit = model.linearisation().units[static_cast<std::size_t>(u)];
    auto& probe = probes_.emplace_back(model, u, caches);
    auto& sweeps = sweeps_.emplace_back();
    for (const auto& columns : unit.sweeps) sweeps.push_back(make_sweep(unit, columns, probe));
  }
  values_[Linearisation::one] = 1.0;
}

Derivatives::Sweep Derivatives::make_sweep(const Linearisation::Unit& unit, const std::vector<Linearisation::Seed>& columns,
                                           UnitProbe<numerics::Dual>& probe) {
  Sweep sweep;
  for (const auto& [column, lane] : columns) {
    const auto j = static_cast<std::size_t>(column), d = static_cast<std::size_t>(lane);
    sweep.seeds.push_back(&probe.column(column).d[d]);
    for (int k = unit.column_start[j]; k < unit.column_start[j + 1]; ++k)
      sweep.copies.push_back({&probe.row(unit.row[static_cast<std::size_t>(k)]).d[d], &values_[static_cast<std::size_t>(unit.first_value + k)]});
  }
  return sweep;
}

// Entries of one unit's local Jacobian and the slopes of its speciations.
bool Derivatives::evaluate_unit(int unit, const Moment& now) {
  const Linearisation::Unit& local = model_->linearisation().units[static_cast<std::size_t>(unit)];
  for (const Sweep& sweep : sweeps_[static_cast<std::size_t>(unit)]) {
    for (double* seed : sweep.seeds) *seed = 1.0;
    const bool found = probes_[static_cast<std::size_t>(unit)].run(now);
    for (double* seed : sweep.seeds) *seed = 0.0;
    if (!found) return false;
    for (const auto& [from, to] : sweep.copies) *to = *from;
  }
  const Model::Unit& u = model_->units()[static_cast<std::size_t>(unit)];
  for (const auto& slope : local.slopes) {
    auto& cache = (*caches_)[static_cast<std::size_t>(u.first_slot + slope.slot)];
    const double* by_input = u.layout.slots[static_cast<std::size_t>(slope.slot)]->sensitivities(slope.output, cache);
    values_[static_cast<std::size_t>(slope.value)] = by_input[slope.input];
  }
  return true;
}

bool Derivatives::evaluate(const Buffers& plant, const Moment& now, const double* x, double* jacobian) {
  const Linearisation& structure = model_->linearisation();
  for (int u = 0; u < static_cast<int>(probes_.size()); ++u) {
    probes_[static_cast<std::size_t>(u)].load(plant, x);
    if (!evaluate_unit(u, now)) return false;
  }
  const double* value = values_.data();
  double* sum = values_.data() + structure.first_sum;
  const Linearisation::Product* product = structure.products.data();
  for (const int size : structure.sum_sizes) {
    double total = 0.0;
    for (const auto* end = product + size; product != end; ++product) total += value[product->left] * value[product->right];
    *sum++ = total;
  }
  for (const int entry : structure.entry) *jacobian++ = value[entry];
  return true;
}

}  // namespace raffinate::model
