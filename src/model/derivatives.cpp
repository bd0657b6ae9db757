#include "model/derivatives.hpp"

namespace raffinate::model {

Derivatives::Derivatives(const Model& model, std::vector<aqueous::Equilibrium::Cache>& caches)
    : model_(&model), caches_(&caches), values_(static_cast<std::size_t>(model.linearisation().value_count), 0.0) {
  for (int u = 0; u < static_cast<int>(model.units().size()); ++u) probes_.emplace_back(model, u, caches);
  values_[Linearisation::one] = 1.0;
}

// Entries of one unit's local Jacobian and the slopes of its speciations.
bool Derivatives::evaluate_unit(int unit, const Moment& now) {
  const Linearisation::Unit& local = model_->linearisation().units[static_cast<std::size_t>(unit)];
  auto& probe = probes_[static_cast<std::size_t>(unit)];
  for (const auto& sweep : local.sweeps) {
    for (const auto& seed : sweep) probe.column(seed.column).d[static_cast<std::size_t>(seed.lane)] = 1.0;
    if (!probe.run(now)) return false;
    for (const auto& seed : sweep) {
      for (int k = local.column_start[static_cast<std::size_t>(seed.column)];
           k < local.column_start[static_cast<std::size_t>(seed.column) + 1]; ++k)
        values_[static_cast<std::size_t>(local.first_value + k)] =
            probe.row(local.row[static_cast<std::size_t>(k)]).d[static_cast<std::size_t>(seed.lane)];
      probe.column(seed.column).d[static_cast<std::size_t>(seed.lane)] = 0.0;
    }
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
