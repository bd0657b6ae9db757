#include "model/unit_probe.hpp"

#include <algorithm>

namespace raffinate::model {

template <class S>
UnitProbe<S>::UnitProbe(const Model& model, int unit, std::vector<aqueous::Equilibrium::Cache>& caches)
    : model_(&model), unit_(unit), width_(static_cast<std::size_t>(model.components().entry_count())) {
  const Model::Unit& u = model.units()[static_cast<std::size_t>(unit)];
  const unitops::Layout& layout = u.layout;
  x_.resize(layout.states.size());
  dx_.resize(layout.states.size());
  in_.resize(u.inlets.size() * width_);
  out_.resize(u.outlets.size() * width_);
  signals_.resize(u.signal_channel.size());
  channels_.resize(layout.channels.size());
  energies_.resize(layout.energies.size());
  work_.resize(static_cast<std::size_t>(layout.work_count));
  std::size_t inputs = 0, outputs = 0;
  for (const auto& slot : layout.slots) {
    inputs += static_cast<std::size_t>(slot->input_count());
    outputs += static_cast<std::size_t>(slot->output_count());
  }
  passed_.resize(inputs + static_cast<std::size_t>(layout.pass_count));
  variables_.resize(outputs + static_cast<std::size_t>(layout.pass_count));
  for (std::size_t p = 0; p < u.inlets.size(); ++p) in_ports_.push_back(in_.data() + p * width_);
  for (std::size_t p = 0; p < u.outlets.size(); ++p) out_ports_.push_back(out_.data() + p * width_);
  for (const S& signal : signals_) signal_pointers_.push_back(&signal);
  S* liquid = variables_.data();
  for (std::size_t i = 0; i < layout.slots.size(); ++i) {
    slots_.emplace_back(*layout.slots[i], caches[static_cast<std::size_t>(u.first_slot) + i]);
    liquids_.push_back(liquid);
    liquid += layout.slots[i]->output_count();
  }
  list_columns();
  list_rows();
}

template <class S>
void UnitProbe<S>::list_columns() {
  const Model::Unit& u = model_->units()[static_cast<std::size_t>(unit_)];
  for (S& x : x_) columns_.push_back(&x);
  for (std::size_t p = 0; p < u.inlets.size(); ++p) {
    std::vector<char> arrives(width_, 0);
    for (int s : u.inlet_streams[p])
      for (int entry : model_->streams()[static_cast<std::size_t>(s)].entries) arrives[static_cast<std::size_t>(entry)] = 1;
    for (std::size_t e = 0; e < width_; ++e) {
      if (arrives[e] == 0) continue;
      inflows_.push_back({static_cast<int>(p), static_cast<int>(e)});
      columns_.push_back(&in_[p * width_ + e]);
    }
  }
  for (S& signal : signals_) columns_.push_back(&signal);
  for (S& variable : variables_) columns_.push_back(&variable);
}

template <class S>
void UnitProbe<S>::list_rows() {
  const Model::Unit& u = model_->units()[static_cast<std::size_t>(unit_)];
  for (const S& value : passed_) rows_.push_back(&value);
  for (const S& channel : channels_) rows_.push_back(&channel);
  for (std::size_t p = 0; p < u.outlets.size(); ++p)
    for (int entry : model_->streams()[static_cast<std::size_t>(u.outlet_stream[p])].entries)
      rows_.push_back(&out_[p * width_ + static_cast<std::size_t>(entry)]);
  for (const S& rate : dx_) rows_.push_back(&rate);
  for (const S& energy : energies_) rows_.push_back(&energy);
}

template <class S>
void UnitProbe<S>::load(const Buffers& plant, const double* x) {
  const Model::Unit& u = model_->units()[static_cast<std::size_t>(unit_)];
  for (std::size_t i = 0; i < x_.size(); ++i) x_[i] = S(x[static_cast<std::size_t>(u.first_state) + i]);
  for (const Inflow& inflow : inflows_)
    in_[static_cast<std::size_t>(inflow.port) * width_ + static_cast<std::size_t>(inflow.entry)] =
        S(plant.inflow(unit_, inflow.port)[inflow.entry]);
  for (std::size_t i = 0; i < signals_.size(); ++i) signals_[i] = S(plant.channel(u.signal_channel[i]));
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const double* liquid = plant.liquid(unit_, static_cast<int>(i));
    for (int k = 0; k < slots_[i].equilibrium().output_count(); ++k) liquids_[i][k] = S(liquid[k]);
  }
}

template <class S>
bool UnitProbe<S>::run(const Moment& now) {
  bool failed = false;
  unitops::Io<S> io;
  io.t = now.t;
  io.period_start = now.period_start;
  io.mode = now.modes[unit_].index;
  io.mode_since = now.modes[unit_].since;
  io.x = x_.data();
  io.dx = dx_.data();
  io.in = in_ports_.data();
  io.out = out_ports_.data();
  io.channel = channels_.data();
  io.signal = signal_pointers_.data();
  io.energy = energies_.data();
  io.work = work_.data();
  io.slot = slots_.data();
  io.liquid = liquids_.data();
  io.failed = &failed;
  io.slot_inputs = passed_.data();
  const auto passes = static_cast<std::size_t>(model_->units()[static_cast<std::size_t>(unit_)].layout.pass_count);
  io.pass = {passed_.data() + passed_.size() - passes, variables_.data() + variables_.size() - passes};
  const unitops::UnitBlock& block = model_->block(unit_);
  block.observe(io);
  if (model_->units()[static_cast<std::size_t>(unit_)].reports_always) block.report(io);
  block.outlets(io);
  std::fill(dx_.begin(), dx_.end(), S(0.0));
  block.rates(io);
  return !failed;
}

template class UnitProbe<numerics::Dual>;
template class UnitProbe<numerics::Dependency>;

}  // namespace raffinate::model
