#include <algorithm>
#include <functional>
#include <set>

#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "model/model.hpp"

namespace raffinate::model {

using reactions::EntrySet;
using unitops::Port;

/// The steps from a plant to a compiled model, in order.
class Compiler {
 public:
  explicit Compiler(Plant plant) : model_(new Model()) { model_->plant_ = std::move(plant); }

  std::shared_ptr<const Model> run() {
    connect();
    reach();
    declare();
    problems().throw_if_any();
    resolve_signals();
    find_modal_units();
    sort();
    problems().throw_if_any();
    number_ledger();
    model_->linearisation_ = linearise(*model_);
    return model_;
  }

 private:
  void connect();
  void vent_open_outlets();
  void reach();
  void declare();
  int find_channel(const Model::Unit& reader, const unitops::Layout::SignalInput& input);
  void resolve_signals();
  void find_modal_units();
  void sort();
  void number_ledger();
  void visit(int unit, std::vector<int>& mark, std::vector<int>& path);
  void report_loop(const std::vector<int>& path, int unit);

  Plant& plant() { return model_->plant_; }
  base::Problems& problems() { return plant().context->problems(); }

  std::shared_ptr<Model> model_;
  std::vector<EntrySet> carried_;  // by stream
};

void Compiler::connect() {
  for (auto& pu : plant().units) {
    Model::Unit unit;
    unit.name = pu.name;
    unit.type = pu.type;
    for (Port& port : pu.block->ports())
      (port.direction == Port::Direction::inlet ? unit.inlets : unit.outlets).push_back(std::move(port));
    unit.inlet_streams.resize(unit.inlets.size());
    unit.outlet_stream.assign(unit.outlets.size(), -1);
    model_->units_.push_back(std::move(unit));
  }
  for (std::size_t s = 0; s < plant().streams.size(); ++s) {
    const PlantStream& ps = plant().streams[s];
    model_->units_[ps.from_unit].outlet_stream[ps.from_outlet] = static_cast<int>(s);
    if (ps.to_unit >= 0) model_->units_[ps.to_unit].inlet_streams[ps.to_inlet].push_back(static_cast<int>(s));
    Model::Stream stream;
    stream.name = ps.name;
    stream.from_unit = ps.from_unit;
    stream.to_unit = ps.to_unit;
    stream.destination = ps.destination;
    model_->streams_.push_back(std::move(stream));
  }
  vent_open_outlets();
}

// An outlet that leads nowhere still is a stream out of the plant, so that nothing leaves unseen.
void Compiler::vent_open_outlets() {
  for (std::size_t u = 0; u < model_->units_.size(); ++u) {
    Model::Unit& unit = model_->units_[u];
    for (std::size_t p = 0; p < unit.outlets.size(); ++p) {
      if (unit.outlet_stream[p] >= 0) continue;
      unit.outlet_stream[p] = static_cast<int>(model_->streams_.size());
      Model::Stream stream;
      stream.name = unit.name + "." + unit.outlets[p].name;
      stream.from_unit = static_cast<int>(u);
      stream.destination = Destination::emission;
      model_->streams_.push_back(std::move(stream));
    }
  }
}

// Which entries can occur where: outlets grow with inlets until nothing changes.
void Compiler::reach() {
  const auto entries = static_cast<std::size_t>(model_->components().component_entry_count());
  carried_.assign(model_->streams_.size(), EntrySet(entries, 0));
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t u = 0; u < model_->units_.size(); ++u) {
      const Model::Unit& unit = model_->units_[u];
      std::vector<EntrySet> in(unit.inlets.size(), EntrySet(entries, 0));
      for (std::size_t p = 0; p < in.size(); ++p)
        for (int s : unit.inlet_streams[p])
          for (std::size_t e = 0; e < entries; ++e) in[p][e] = static_cast<char>(in[p][e] | carried_[s][e]);
      std::vector<EntrySet> out(unit.outlets.size(), EntrySet(entries, 0));
      plant().units[u].block->reach(in, out);
      for (std::size_t p = 0; p < out.size(); ++p) {
        if (out[p] == carried_[unit.outlet_stream[p]]) continue;
        carried_[unit.outlet_stream[p]] = out[p];
        changed = true;
      }
    }
  }
}

void Compiler::declare() {
  Model& m = *model_;
  std::set<double> stops;
  for (std::size_t u = 0; u < m.units_.size(); ++u) {
    Model::Unit& unit = m.units_[u];
    plant().units[u].block->declare(unit.layout);
    const unitops::Layout& l = unit.layout;
    unit.first_state = m.state_count_;
    unit.first_channel = m.channel_count_;
    unit.first_energy = m.energy_count_;
    unit.first_slot = m.slot_count_;
    unit.first_work = m.work_count_;
    unit.first_event = m.event_count_;
    m.state_count_ += static_cast<int>(l.states.size());
    m.channel_count_ += static_cast<int>(l.channels.size());
    m.energy_count_ += static_cast<int>(l.energies.size());
    m.slot_count_ += static_cast<int>(l.slots.size());
    m.work_count_ += l.work_count;
    m.event_count_ += static_cast<int>(l.events.size());
    stops.insert(l.stop_times.begin(), l.stop_times.end());
  }
  stops.erase(stops.begin(), stops.upper_bound(0.0));
  m.stop_times_.assign(stops.begin(), stops.end());
}

// The plant-wide channel of "unit.channel" or of an own channel; -1 after reporting that there is none.
int Compiler::find_channel(const Model::Unit& reader, const unitops::Layout::SignalInput& input) {
  for (std::size_t c = 0; c < reader.layout.channels.size(); ++c)
    if (reader.layout.channels[c].name == input.reference) return reader.first_channel + static_cast<int>(c);
  const auto dot = input.reference.find('.');
  const int from = dot == std::string::npos ? -1 : model_->find_unit(input.reference.substr(0, dot));
  std::vector<std::string> names;
  if (from < 0) {
    for (const auto& unit : model_->units_)
      for (const auto& channel : unit.layout.channels) names.push_back(unit.name + "." + channel.name);
  } else {
    const Model::Unit& source = model_->units_[from];
    for (std::size_t c = 0; c < source.layout.channels.size(); ++c) {
      names.push_back(source.name + "." + source.layout.channels[c].name);
      if (names.back() == input.reference) return source.first_channel + static_cast<int>(c);
    }
  }
  std::string remedy = "a signal is \"unit.channel\", for example \"leach_1.pH\"";
  if (const auto near = base::nearest(input.reference, names)) {
    remedy = "did you mean \"" + *near + "\"?";
  } else if (from >= 0) {
    remedy = names.empty() ? "this unit has no signals" : "its signals:";
    for (const auto& name : names) remedy += " " + name;
  }
  problems().add({input.where, reader.name, "no signal \"" + input.reference + "\"", remedy});
  return -1;
}

void Compiler::resolve_signals() {
  for (Model::Unit& unit : model_->units_)
    for (const auto& input : unit.layout.signals) {
      const int channel = find_channel(unit, input);
      unit.signal_channel.push_back(channel);
      if (channel < 0) continue;
      Model::Unit& source = model_->units_[static_cast<std::size_t>(model_->unit_of_channel(channel))];
      const auto& read = source.layout.channels[static_cast<std::size_t>(channel - source.first_channel)];
      source.reports_always = source.reports_always || read.reported;
      if (input.found) input.found(read);
    }
}

void Compiler::find_modal_units() {
  std::set<int> watched;
  for (std::size_t u = 0; u < model_->units_.size(); ++u) {
    const Model::Unit& unit = model_->units_[u];
    if (unit.layout.modes.empty()) continue;
    model_->modal_units_.push_back(static_cast<int>(u));
    watched.insert(static_cast<int>(u));
    for (int channel : unit.signal_channel)
      if (channel >= 0) watched.insert(model_->unit_of_channel(channel));
  }
  model_->watched_units_.assign(watched.begin(), watched.end());
}

void Compiler::report_loop(const std::vector<int>& path, int unit) {
  std::string cycle;
  bool inside = false;
  for (int u : path) {
    inside = inside || u == unit;
    if (inside) cycle = plant().units[u].name + (cycle.empty() ? "" : " -> " + cycle);
  }
  problems().add({plant().units[unit].where, plant().units[unit].name,
                 "a loop of units without holdup: " + cycle + " -> " +
                     cycle.substr(0, cycle.find(' ')) + "; its flows would have to be guessed",
                 "put a surge tank (type: stirred_tank) into the loop"});
}

void Compiler::visit(int unit, std::vector<int>& mark, std::vector<int>& path) {
  enum { fresh, open, done };
  if (mark[unit] == done) return;
  if (mark[unit] == open) {
    report_loop(path, unit);
    return;
  }
  mark[unit] = open;
  path.push_back(unit);
  const Model::Unit& u = model_->units_[unit];
  for (std::size_t p = 0; p < u.inlets.size(); ++p)
    if (u.inlets[p].feedthrough)
      for (int s : u.inlet_streams[p]) visit(model_->streams_[s].from_unit, mark, path);
  path.pop_back();
  mark[unit] = done;
  model_->order_.push_back(unit);
}

void Compiler::sort() {
  std::vector<int> mark(model_->units_.size(), 0), path;
  for (int u = 0; u < static_cast<int>(mark.size()); ++u) visit(u, mark, path);
}

void Compiler::number_ledger() {
  Model& m = *model_;
  const auto& components = m.components();
  int next = m.state_count_;
  for (std::size_t s = 0; s < m.streams_.size(); ++s) {
    Model::Stream& stream = m.streams_[s];
    for (int e = 0; e < components.component_entry_count(); ++e)
      if (carried_[s][static_cast<std::size_t>(e)] != 0) stream.entries.push_back(e);
    for (int e = components.component_entry_count(); e < components.entry_count(); ++e) stream.entries.push_back(e);
    stream.first_ledger = next;
    next += static_cast<int>(stream.entries.size());
  }
  m.first_energy_ledger_ = next;
  m.unknown_count_ = next + m.energy_count_;
  m.nominal_.assign(static_cast<std::size_t>(m.unknown_count_), 0.0);
  for (const auto& unit : m.units_)
    for (std::size_t i = 0; i < unit.layout.states.size(); ++i)
      m.nominal_[static_cast<std::size_t>(unit.first_state) + i] = unit.layout.states[i].nominal;
}

std::shared_ptr<const Model> Model::compile(Plant plant) { return Compiler(std::move(plant)).run(); }

}  // namespace raffinate::model
