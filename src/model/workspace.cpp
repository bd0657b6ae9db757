#include "model/workspace.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::model {

namespace {

std::vector<aqueous::Equilibrium::Cache> make_caches(const Model& model) {
  std::vector<aqueous::Equilibrium::Cache> caches;
  for (const auto& unit : model.units())
    for (const auto& slot : unit.layout.slots) caches.push_back(slot->make_cache());
  return caches;
}

bool all_finite(const double* values, int count) {
  double sum = 0.0;
  for (int i = 0; i < count; ++i) sum += 0.0 * values[i];  // NaN if one of them is not
  return sum == 0.0;
}

}  // namespace

Workspace::Workspace(std::shared_ptr<const Model> model)
    : model_(std::move(model)),
      caches_(make_caches(*model_)),
      values_(*model_, caches_),
      derivatives_(*model_, caches_),
      rates_(static_cast<std::size_t>(model_->unknown_count())) {}

bool Workspace::rhs(double t, const double* x, double* dxdt) {
  not_finite_ = -1;
  if (!values_.evaluate(*model_, t, period_start_, x, dxdt)) return false;
  if (all_finite(dxdt, size())) return true;
  not_finite_ = static_cast<int>(std::find_if(dxdt, dxdt + size(), [](double v) { return !std::isfinite(v); }) - dxdt);
  return false;
}

void Workspace::roots(double t, const double* x, double* values) {
  values_.events(*model_, t, period_start_, x, values);
}

bool Workspace::jacobian(double t, const double* x, double* values) {
  // Speciations of the right-hand side before are still at hand.
  if (!values_.evaluate(*model_, t, period_start_, x, rates_.data())) return false;
  return derivatives_.evaluate(values_, t, period_start_, x, values) && all_finite(values, pattern().nonzeros());
}

std::string Workspace::last_failure() const {
  if (not_finite_ >= 0) return "the rate of \"" + model_->unknown_name(not_finite_) + "\" is not finite";
  const int unit = values_.failed_unit();
  return unit < 0 ? "" : "the speciation of unit \"" + model_->units()[unit].name + "\" did not converge";
}

}  // namespace raffinate::model
