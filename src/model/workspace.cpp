#include "model/workspace.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::model {

using numerics::Dependency;
using numerics::Dual;

template <class S>
Buffers<S>::Buffers(const Model& model, std::vector<aqueous::Equilibrium::Cache>& caches)
    : width_(static_cast<std::size_t>(model.components().entry_count())),
      flows_(model.streams().size() * width_),
      unused_(width_),
      channels_(static_cast<std::size_t>(model.channel_count())),
      energies_(static_cast<std::size_t>(model.energy_count())),
      work_(static_cast<std::size_t>(model.work_count())),
      all_(model.units().size(), 1),
      varied_(model.units().size(), 0) {
  std::size_t merged = 0, outputs = 0;
  for (const auto& unit : model.units()) {
    for (const auto& streams : unit.inlet_streams) merged += streams.size() > 1 ? 1 : 0;
    for (const auto& slot : unit.layout.slots) outputs += static_cast<std::size_t>(slot->output_count());
  }
  merged_.resize(merged * width_);
  outputs_.resize(outputs);

  std::size_t next_merged = 0, next_output = 0;
  for (const auto& unit : model.units()) {
    UnitView view;
    for (const auto& streams : unit.inlet_streams) {
      if (streams.empty()) view.in.push_back(unused_.data());
      else if (streams.size() == 1) view.in.push_back(flows_.data() + static_cast<std::size_t>(streams[0]) * width_);
      else view.in.push_back(merged_.data() + next_merged++ * width_);
    }
    for (int stream : unit.outlet_stream) view.out.push_back(flows_.data() + static_cast<std::size_t>(stream) * width_);
    for (int channel : unit.signal_channel) view.signals.push_back(&channels_[static_cast<std::size_t>(channel)]);
    for (std::size_t i = 0; i < unit.layout.slots.size(); ++i) {
      view.slots.emplace_back(*unit.layout.slots[i], caches[static_cast<std::size_t>(unit.first_slot) + i]);
      view.liquid.push_back(outputs_.data() + next_output);
      next_output += static_cast<std::size_t>(unit.layout.slots[i]->output_count());
    }
    views_.push_back(std::move(view));
  }
}

template <class S>
void Buffers<S>::gather(const Model& model, int unit) {
  const auto& inlets = model.units()[unit].inlet_streams;
  for (std::size_t port = 0; port < inlets.size(); ++port) {
    if (inlets[port].size() < 2) continue;
    S* sum = views_[unit].in[port];
    for (int stream : inlets[port])
      for (int entry : model.streams()[stream].entries) sum[entry] = S(0.0);
    for (int stream : inlets[port])
      for (int entry : model.streams()[stream].entries) sum[entry] += flow(stream, entry);
  }
}

template <class S>
unitops::Io<S> Buffers<S>::io(const Model& model, int unit, double t, double period_start, const S* x) {
  const auto& u = model.units()[unit];
  auto& view = views_[unit];
  unitops::Io<S> io;
  io.t = t;
  io.period_start = period_start;
  io.x = x + u.first_state;
  io.in = view.in.data();
  io.out = view.out.data();
  io.channel = channels_.data() + u.first_channel;
  io.signal = view.signals.data();
  io.energy = energies_.data() + u.first_energy;
  io.work = work_.data() + u.first_work;
  io.slot = view.slots.data();
  io.liquid = view.liquid.data();
  io.failed = &failed_;
  return io;
}

template <class S>
bool Buffers<S>::evaluate(const Model& model, double t, double period_start, const S* x, S* dx) {
  return evaluate(model, t, period_start, x, dx, all_);
}

template <class S>
bool Buffers<S>::evaluate(const Model& model, double t, double period_start, const S* x, S* dx,
                          const std::vector<char>& active) {
  failed_ = false;
  failed_unit_ = -1;
  const int count = static_cast<int>(model.units().size());
  for (int u = 0; u < count; ++u) {
    if (active[u] == 0) {
      forget_derivatives(model, u);
      continue;
    }
    varied_[u] = 1;
    model.block(u).observe(io(model, u, t, period_start, x));
    if (failed_) {
      failed_unit_ = u;
      return false;
    }
  }
  for (int u : model.order()) {
    if (active[u] == 0) continue;
    gather(model, u);
    model.block(u).outlets(io(model, u, t, period_start, x));
  }
  for (int u = 0; u < count; ++u) {
    if (active[u] == 0) continue;
    gather(model, u);
    auto view = io(model, u, t, period_start, x);
    view.dx = dx + model.units()[u].first_state;
    std::fill_n(view.dx, model.units()[u].layout.states.size(), S(0.0));
    model.block(u).rates(view);
    write_ledger(model, u, dx);
  }
  return true;
}

template <class S>
void Buffers<S>::forget_derivatives(const Model& model, int unit) {
  if (varied_[unit] == 0) return;
  varied_[unit] = 0;
  const auto& u = model.units()[unit];
  const auto forget = [](S& x) { x = S(numerics::value(x)); };
  for (int stream : u.outlet_stream)
    for (int entry : model.streams()[stream].entries)
      forget(flows_[static_cast<std::size_t>(stream) * width_ + static_cast<std::size_t>(entry)]);
  for (std::size_t c = 0; c < u.layout.channels.size(); ++c)
    forget(channels_[static_cast<std::size_t>(u.first_channel) + c]);
}

template <class S>
void Buffers<S>::write_ledger(const Model& model, int unit, S* dx) const {
  const auto& u = model.units()[unit];
  for (int s : u.outlet_stream) {
    const auto& stream = model.streams()[s];
    for (std::size_t k = 0; k < stream.entries.size(); ++k)
      dx[static_cast<std::size_t>(stream.first_ledger) + k] = flow(s, stream.entries[k]);
  }
  for (std::size_t e = 0; e < u.layout.energies.size(); ++e)
    dx[model.energy_ledger(u.first_energy + static_cast<int>(e))] =
        energies_[static_cast<std::size_t>(u.first_energy) + e];
}

template <class S>
void Buffers<S>::events(const Model& model, double t, double period_start, const S* x, double* values) {
  if constexpr (std::is_same_v<S, double>) {
    for (int u = 0; u < static_cast<int>(model.units().size()); ++u)
      if (!model.units()[u].layout.events.empty())
        model.block(u).events(io(model, u, t, period_start, x), values + model.units()[u].first_event);
  }
}

template class Buffers<double>;
template class Buffers<Dual>;
template class Buffers<Dependency>;

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
      duals_(*model_, caches_),
      dual_x_(static_cast<std::size_t>(model_->unknown_count())),
      dual_dx_(static_cast<std::size_t>(model_->unknown_count())) {}

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
  const auto& pattern = model_->pattern();
  const auto& colouring = model_->colouring();
  const int states = model_->state_count();
  std::fill(values, values + pattern.nonzeros(), 0.0);
  for (int first = 0; first < colouring.count; first += Dual::width) {
    const auto lane = [&](int j) { return colouring.colour[j] - first; };
    const auto seeded = [&](int j) { return colouring.colour[j] >= first && lane(j) < Dual::width; };
    for (int j = 0; j < states; ++j) {
      dual_x_[j] = Dual(x[j]);
      if (seeded(j)) dual_x_[j].d[lane(j)] = 1.0;
    }
    // The first sweep brings the values of all units up to date; the others only follow derivatives.
    const bool evaluated =
        first == 0 ? duals_.evaluate(*model_, t, period_start_, dual_x_.data(), dual_dx_.data())
                   : duals_.evaluate(*model_, t, period_start_, dual_x_.data(), dual_dx_.data(),
                                     model_->active_units()[static_cast<std::size_t>(first / Dual::width)]);
    if (!evaluated) return false;
    for (int j = 0; j < states; ++j) {
      if (!seeded(j)) continue;
      for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k)
        values[k] = dual_dx_[pattern.row[k]].d[lane(j)];
    }
  }
  return all_finite(values, pattern.nonzeros());
}

std::string Workspace::last_failure() const {
  if (not_finite_ >= 0) return "the rate of \"" + model_->unknown_name(not_finite_) + "\" is not finite";
  const int unit = std::max(values_.failed_unit(), duals_.failed_unit());
  return unit < 0 ? "" : "the speciation of unit \"" + model_->units()[unit].name + "\" did not converge";
}

}  // namespace raffinate::model
