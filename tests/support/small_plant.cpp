#include "support/small_plant.hpp"

#include <cmath>
#include <stdexcept>

#include "base/data_directory.hpp"
#include "config/read.hpp"
#include "unitops/definition.hpp"

namespace raffinate::test {

namespace {

std::shared_ptr<const thermo::Database> database() {
  static const auto loaded = std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory()));
  return loaded;
}

[[noreturn]] void unknown(const std::string& what) { throw std::invalid_argument("no " + what); }

/// Place of an item by its name.
template <class List, class NameOf>
int place(const List& list, const std::string& name, NameOf name_of) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (name_of(list[i]) == name) return static_cast<int>(i);
  unknown(name);
}

int port_index(const unitops::UnitBlock& block, const std::string& name, unitops::Port::Direction direction) {
  int index = 0;
  for (const auto& port : block.ports()) {
    if (port.direction != direction) continue;
    if (port.name == name) return index;
    ++index;
  }
  unknown("port " + name);
}

}  // namespace

SmallPlant::SmallPlant(const Chemistry& chemistry)
    : components_(std::make_shared<const reactions::ComponentList>(database(), chemistry.components, chemistry.sized)) {
  base::Problems problems;
  reactions::Library library;
  if (!chemistry.reactions.empty())
    library.amend(config::parse(chemistry.reactions, "reactions", problems), *database(), problems);
  problems.throw_if_any();
  speciation::ThermoChoice choice;
  choice.activity = chemistry.activity;
  plant_.context = std::make_shared<const unitops::BuildContext>(components_, std::move(library),
                                                                 speciation::DataSource(database(), choice));
}

void SmallPlant::unit(const std::string& name, const std::string& type, const std::string& yaml) {
  for (const auto& definition : unitops::unit_catalogue()) {
    if (definition.name != type) continue;
    const auto node = config::parse(yaml, name, plant_.context->problems());
    plant_.units.push_back({name, type, {}, definition.make(node, *plant_.context)});
    plant_.context->problems().throw_if_any();
    return;
  }
  unknown("type " + type);
}

void SmallPlant::stream(const std::string& name, const std::string& from, const std::string& to) {
  product(name, from);
  auto& stream = plant_.streams.back();
  const auto dot = to.find('.');
  stream.destination = model::Destination::unit;
  stream.to_unit = place(plant_.units, to.substr(0, dot), [](const auto& u) { return u.name; });
  stream.to_inlet = port_index(*plant_.units[static_cast<std::size_t>(stream.to_unit)].block, to.substr(dot + 1),
                               unitops::Port::Direction::inlet);
}

void SmallPlant::product(const std::string& name, const std::string& from) {
  model::PlantStream stream;
  const auto dot = from.find('.');
  stream.name = name;
  stream.destination = model::Destination::product;
  stream.from_unit = place(plant_.units, from.substr(0, dot), [](const auto& u) { return u.name; });
  stream.from_outlet = port_index(*plant_.units[static_cast<std::size_t>(stream.from_unit)].block, from.substr(dot + 1),
                                  unitops::Port::Direction::outlet);
  plant_.streams.push_back(std::move(stream));
}

void SmallPlant::compile() {
  model_ = model::Model::compile(std::move(plant_));
  workspace_ = std::make_unique<model::Workspace>(model_);
  x_ = model_->initial();
  for (const auto& change : workspace_->start(t_, x_.data())) {
    const auto& unit = model_->units()[static_cast<std::size_t>(change.unit)];
    const auto& mode = unit.layout.modes[static_cast<std::size_t>(change.mode)];
    log_.push_back({t_, unit.name, mode.name, mode.message});
  }
  start_ = x_;
  dx_.resize(x_.size());
  workspace_->record(t_, x_.data(), dx_.data());
}

void SmallPlant::run(double t, double relative_tolerance) {
  solvers::DynamicOptions options;
  options.relative_tolerance = relative_tolerance;
  solvers::DynamicSolver solver(*workspace_, options);
  model::Trajectory trajectory(*workspace_, solver, [this](const auto& happening) { log_.push_back(happening); });
  trajectory.resume(t_, x_);
  while (trajectory.t() < t) trajectory.advance(t, t);
  t_ = t;
  const auto reached = solver.state();
  x_.assign(reached.begin(), reached.end());
  statistics_ = solver.statistics();
  workspace_->record(t_, x_.data(), dx_.data());
}

double SmallPlant::channel(const std::string& reference) const {
  const auto dot = reference.find('.');
  const auto& unit = model_->units()[static_cast<std::size_t>(model_->find_unit(reference.substr(0, dot)))];
  return workspace_->values().channel(unit.first_channel + place(unit.layout.channels, reference.substr(dot + 1),
                                                                 [](const auto& c) { return c.name; }));
}

double SmallPlant::energy(const std::string& reference) const {
  const auto dot = reference.find('.');
  const auto& unit = model_->units()[static_cast<std::size_t>(model_->find_unit(reference.substr(0, dot)))];
  return workspace_->values().energy(unit.first_energy + place(unit.layout.energies, reference.substr(dot + 1),
                                                               [](const auto& e) { return e.name; }));
}

double SmallPlant::flow(const std::string& stream, const std::string& entry) const {
  for (int e = 0; e < components_->entry_count(); ++e)
    if (components_->entry_name(e) == entry) return workspace_->values().flow(model_->find_stream(stream), e);
  unknown(entry);
}

double SmallPlant::state(const std::string& name) const {
  for (int i = 0; i < model_->state_count(); ++i)
    if (model_->unknown_name(i) == name) return x_[static_cast<std::size_t>(i)];
  unknown(name);
}

double SmallPlant::jacobian_error() {
  const auto& pattern = model_->pattern();
  const auto n = static_cast<std::size_t>(model_->unknown_count());
  std::vector<double> exact(static_cast<std::size_t>(pattern.nonzeros())), column(n), up(n), down(n);
  workspace_->jacobian(t_, x_.data(), exact.data());
  double worst = 0.0;
  for (std::size_t j = 0; j < static_cast<std::size_t>(model_->state_count()); ++j) {
    const double nominal = model_->nominal()[j], step = 1e-5 * std::max(std::abs(x_[j]), nominal);
    const double kept = x_[j];
    x_[j] = kept + step;
    workspace_->rhs(t_, x_.data(), up.data());
    x_[j] = kept - step;
    workspace_->rhs(t_, x_.data(), down.data());
    x_[j] = kept;
    std::fill(column.begin(), column.end(), 0.0);
    for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k)
      column[static_cast<std::size_t>(pattern.row[static_cast<std::size_t>(k)])] = exact[static_cast<std::size_t>(k)];
    double largest = 0.0, gap = 0.0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(model_->state_count()); ++i) {
      const double size = model_->nominal()[i];
      largest = std::max(largest, std::abs(column[i]) / size);
      gap = std::max(gap, std::abs(column[i] - (up[i] - down[i]) / (2.0 * step)) / size);
    }
    if (largest > 0.0) worst = std::max(worst, gap / largest);
  }
  return worst;
}

template <class Weight>
SmallPlant::Balance SmallPlant::balance(Weight weight) const {
  Balance b;
  for (const auto& stream : model_->streams())
    for (std::size_t k = 0; k < stream.entries.size(); ++k) {
      const double amount = weight(stream.entries[k]) * x_[static_cast<std::size_t>(stream.first_ledger) + k];
      if (model_->units()[static_cast<std::size_t>(stream.from_unit)].type == "feed") b.in += amount;
      if (stream.to_unit < 0) b.out += amount;
    }
  for (const auto& unit : model_->units())
    for (std::size_t i = 0; i < unit.layout.states.size(); ++i) {
      const auto index = static_cast<std::size_t>(unit.first_state) + i;
      const int entry = unit.layout.states[i].entry;
      if (entry >= 0) b.held += weight(entry) * (x_[index] - start_[index]);
    }
  return b;
}

double SmallPlant::element_gap(const std::string& element) const {
  const int index = place(components_->elements(), element, [](const auto& e) { return e; });
  const Balance b = balance([&](int entry) {
    return components_->is_aggregate(entry) ? 0.0 : components_->count(components_->component_of(entry), index);
  });
  return (b.in - b.out - b.held) / b.in;
}

double SmallPlant::enthalpy_gap() const {
  const int sensible = components_->entry(reactions::Aggregate::sensible_heat);
  const Balance b = balance([&](int entry) {
    if (components_->is_aggregate(entry)) return entry == sensible ? 1.0 : 0.0;
    return (*components_)[components_->component_of(entry)].species->enthalpy;
  });
  double supplied = 0.0;
  for (int e = 0; e < model_->energy_count(); ++e) supplied += x_[static_cast<std::size_t>(model_->energy_ledger(e))];
  return (b.in + supplied - b.out - b.held) / b.in;
}

}  // namespace raffinate::test
