#include "model/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/errors.hpp"

namespace raffinate::model {

namespace {

std::vector<aqueous::Equilibrium::Cache> make_caches(const Model& model) {
  std::vector<aqueous::Equilibrium::Cache> caches;
  for (const auto& unit : model.units())
    for (const auto& slot : unit.layout.slots) caches.push_back(slot->make_cache());
  return caches;
}

// Four sums, for vector registers.
bool all_finite(const double* values, int count) {
  double sum[4] = {0.0, 0.0, 0.0, 0.0};  // NaN if one of the values is not finite
  for (; count >= 4; count -= 4, values += 4)
    for (int k = 0; k < 4; ++k) sum[k] += 0.0 * values[k];
  for (int k = 0; k < count; ++k) sum[k] += 0.0 * values[k];
  return sum[0] + sum[1] + (sum[2] + sum[3]) == 0.0;
}

}  // namespace

Workspace::Workspace(std::shared_ptr<const Model> model)
    : model_(std::move(model)),
      caches_(make_caches(*model_)),
      values_(*model_, caches_),
      derivatives_(*model_, caches_),
      rates_(static_cast<std::size_t>(model_->unknown_count())),
      modes_(model_->units().size()) {}

bool Workspace::rhs(double t, const double* x, double* dxdt) {
  not_finite_ = -1;
  if (!values_.evaluate(*model_, moment(t), x, dxdt)) return false;
  if (all_finite(dxdt, size())) return true;
  not_finite_ = static_cast<int>(std::find_if(dxdt, dxdt + size(), [](double v) { return !std::isfinite(v); }) - dxdt);
  return false;
}

bool Workspace::record(double t, const double* x, double* dxdt) {
  return rhs(t, x, dxdt) && values_.report(*model_, moment(t), x);
}

void Workspace::roots(double t, const double* x, double* values) {
  values_.roots(*model_, moment(t), x, values);
}

bool Workspace::jacobian(double t, const double* x, double* values) {
  // Speciations of the right-hand side before are still at hand.
  if (!values_.evaluate(*model_, moment(t), x, rates_.data())) return false;
  return derivatives_.evaluate(values_, moment(t), x, values) && all_finite(values, pattern().nonzeros());
}

void Workspace::forget() {
  for (auto& cache : caches_) cache.reset();
}

// Its constants may differ, so nothing is taken as solved or evaluated.
void Workspace::start_from(const Workspace& other) {
  for (std::size_t i = 0; i < caches_.size() && i < other.caches_.size(); ++i) {
    if (caches_[i].solution.size() != other.caches_[i].solution.size() ||
        caches_[i].outputs.size() != other.caches_[i].outputs.size())
      continue;
    caches_[i] = other.caches_[i];
    caches_[i].current = caches_[i].sensitive = caches_[i].evaluated = false;
    caches_[i].T = 0.0;
  }
}

// Values of all channels where something begins anew.
void Workspace::observe(double t, const double* x) {
  if (!values_.evaluate(*model_, moment(t), x, rates_.data())) throw base::RunError(last_failure());
}

std::vector<Workspace::ModeChange> Workspace::start(double t, double* x) {
  modes_.assign(modes_.size(), Mode{0, t});
  begin_period(t, x);
  std::vector<ModeChange> changes;
  for (int u : model_->modal_units()) {
    enter_mode(u, t, x);
    changes.push_back({u, 0});
  }
  const auto more = change_modes(t, {}, x);
  changes.insert(changes.end(), more.begin(), more.end());
  return changes;
}

void Workspace::begin_period(double t, double* x) {
  period_start_ = t;
  observe(t, x);
  for (int u = 0; u < static_cast<int>(model_->units().size()); ++u)
    model_->block(u).begin(values_.io(*model_, u, moment(t), x), x + model_->units()[u].first_state);
}

void Workspace::enter_mode(int unit, double t, double* x) {
  model_->block(unit).enter(values_.io(*model_, unit, moment(t), x), x + model_->units()[unit].first_state);
}

double Workspace::next_mode_end() const {
  double end = std::numeric_limits<double>::infinity();
  for (int u : model_->modal_units()) {
    const Mode& mode = modes_[static_cast<std::size_t>(u)];
    end = std::min(end, mode.since + model_->block(u).mode_duration(mode.index));
  }
  return end;
}

bool Workspace::is_over(int unit, double t, const double* x) {
  const Mode& mode = modes_[static_cast<std::size_t>(unit)];
  const auto& block = model_->block(unit);
  const bool in_time = t < mode.since + block.mode_duration(mode.index);
  return !in_time || block.mode_end(values_.io(*model_, unit, moment(t), x)) > 0.0;
}

// One mode may end another, of its own unit or elsewhere, until nothing changes.
std::vector<Workspace::ModeChange> Workspace::change_modes(double t, std::vector<int> over, double* x) {
  std::vector<ModeChange> changes;
  std::vector<std::size_t> count(modes_.size(), 0);
  for (observe(t, x);;) {
    for (int u : model_->modal_units())
      if (std::find(over.begin(), over.end(), u) == over.end() && is_over(u, t, x)) over.push_back(u);
    if (over.empty()) return changes;
    for (int u : over) {
      const auto i = static_cast<std::size_t>(u);
      if (++count[i] > 2 * model_->units()[i].layout.modes.size()) refuse_standstill(u, t);
      modes_[i] = {model_->block(u).next_mode(modes_[i].index), t};
      changes.push_back({u, modes_[i].index});
    }
    observe(t, x);
    for (int u : over) enter_mode(u, t, x);
    observe(t, x);
    over.clear();
  }
}

std::vector<double> Workspace::mode_numbers() const {
  std::vector<double> numbers;
  for (int u : model_->modal_units()) {
    numbers.push_back(modes_[static_cast<std::size_t>(u)].index);
    numbers.push_back(modes_[static_cast<std::size_t>(u)].since);
  }
  return numbers;
}

void Workspace::set_mode_numbers(const std::vector<double>& numbers) {
  auto number = numbers.begin();
  for (int u : model_->modal_units()) {
    if (numbers.end() - number < 2) return;
    modes_[static_cast<std::size_t>(u)] = {static_cast<int>(number[0]), number[1]};
    number += 2;
  }
}

void Workspace::refuse_standstill(int unit, double t) const {
  throw base::RunError(fmt::format("at t = {:.6g} h all steps of unit \"{}\" are over as soon as they begin, so that time "
                                   "stands still; give one of them a duration",
                                   t / 3600.0, model_->units()[unit].name));
}

std::string Workspace::last_failure() const {
  if (not_finite_ >= 0) return "the rate of \"" + model_->unknown_name(not_finite_) + "\" is not finite";
  const int unit = values_.failed_unit();
  return unit < 0 ? "" : "the speciation of unit \"" + model_->units()[unit].name + "\" did not converge";
}

}  // namespace raffinate::model
