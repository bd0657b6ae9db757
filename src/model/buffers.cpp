#include "model/buffers.hpp"

#include <algorithm>

namespace raffinate::model {

Buffers::Buffers(const Model& model, std::vector<aqueous::Equilibrium::Cache>& caches)
    : width_(static_cast<std::size_t>(model.components().entry_count())),
      flows_(model.streams().size() * width_),
      unused_(width_),
      channels_(static_cast<std::size_t>(model.channel_count())),
      energies_(static_cast<std::size_t>(model.energy_count())),
      work_(static_cast<std::size_t>(model.work_count())) {
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

void Buffers::gather(const Model& model, int unit) {
  const auto& inlets = model.units()[unit].inlet_streams;
  for (std::size_t port = 0; port < inlets.size(); ++port) {
    if (inlets[port].size() < 2) continue;
    double* sum = views_[unit].in[port];
    for (int stream : inlets[port])
      for (int entry : model.streams()[stream].entries) sum[entry] = 0.0;
    for (int stream : inlets[port])
      for (int entry : model.streams()[stream].entries) sum[entry] += flow(stream, entry);
  }
}

unitops::Io<double> Buffers::io(const Model& model, int unit, const Moment& now, const double* x) {
  const auto& u = model.units()[unit];
  auto& view = views_[unit];
  unitops::Io<double> io;
  io.t = now.t;
  io.period_start = now.period_start;
  io.mode = now.modes[unit].index;
  io.mode_since = now.modes[unit].since;
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

bool Buffers::evaluate(const Model& model, const Moment& now, const double* x, double* dx) {
  failed_ = false;
  failed_unit_ = -1;
  const int count = static_cast<int>(model.units().size());
  for (int u = 0; u < count; ++u) {
    observe(model, u, now, x);
    if (failed_) {
      failed_unit_ = u;
      return false;
    }
  }
  for (int u : model.order()) {
    gather(model, u);
    model.block(u).outlets(io(model, u, now, x));
  }
  for (int u = 0; u < count; ++u) {
    gather(model, u);
    auto view = io(model, u, now, x);
    view.dx = dx + model.units()[u].first_state;
    std::fill_n(view.dx, model.units()[u].layout.states.size(), 0.0);
    model.block(u).rates(view);
    write_ledger(model, u, dx);
  }
  return true;
}

void Buffers::observe(const Model& model, int unit, const Moment& now, const double* x) {
  const auto view = io(model, unit, now, x);
  model.block(unit).observe(view);
  if (model.units()[unit].reports_always) model.block(unit).report(view);
}

bool Buffers::report(const Model& model, const Moment& now, const double* x) {
  for (int u = 0; u < static_cast<int>(model.units().size()); ++u) {
    if (model.units()[u].reports_always) continue;
    model.block(u).report(io(model, u, now, x));
    if (failed_) {
      failed_unit_ = u;
      return false;
    }
  }
  return true;
}

void Buffers::write_ledger(const Model& model, int unit, double* dx) const {
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

void Buffers::roots(const Model& model, const Moment& now, const double* x, double* values) {
  for (int u = 0; u < static_cast<int>(model.units().size()); ++u)
    if (!model.units()[u].layout.events.empty())
      model.block(u).events(io(model, u, now, x), values + model.units()[u].first_event);
  for (int u : model.watched_units()) observe(model, u, now, x);
  double* end = values + model.event_count();
  for (int u : model.modal_units()) *end++ = model.block(u).mode_end(io(model, u, now, x));
}

}  // namespace raffinate::model
