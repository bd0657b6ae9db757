#include "model/derivatives.hpp"

#include <algorithm>

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
    const auto& slot = *u.layout.slots[static_cast<std::size_t>(slope.slot)];
    const double* slopes = slot.sensitivities((*caches_)[static_cast<std::size_t>(u.first_slot + slope.slot)]);
    values_[static_cast<std::size_t>(slope.value)] = slopes[slope.output * slot.input_count() + slope.input];
  }
  return true;
}

bool Derivatives::evaluate(const Buffers& plant, const Moment& now, const double* x, double* jacobian) {
  const Linearisation& structure = model_->linearisation();
  for (int u = 0; u < static_cast<int>(probes_.size()); ++u) {
    probes_[static_cast<std::size_t>(u)].load(plant, x);
    if (!evaluate_unit(u, now)) return false;
  }
  std::fill(values_.begin() + structure.first_sum, values_.end(), 0.0);
  double* value = values_.data();
  for (const auto& p : structure.products) value[p.target] += value[p.left] * value[p.right];
  for (std::size_t k = 0; k < structure.entry.size(); ++k)
    jacobian[k] = structure.entry[k] < 0 ? 0.0 : value[structure.entry[k]];
  return true;
}

}  // namespace raffinate::model
