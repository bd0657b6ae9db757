#include "specimen.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "flowsheet/flowsheet.hpp"
#include "solvers/dynamic_solver.hpp"

namespace raffinate::examination {

namespace {

constexpr double hour = 3600.0;  // [s]

double uniform(std::mt19937& random, double low, double high) {
  return low + (high - low) * (static_cast<double>(random()) / 4294967296.0);
}

}  // namespace

Specimen::Specimen(Subject subject, int mode)
    : subject_(std::move(subject)),
      model_(model::Model::compile(flowsheet::parse(flowsheet_of(subject_), subject_.title).plant)),
      workspace_(std::make_unique<model::Workspace>(model_)),
      index_(model_->find_unit("subject")),
      mode_(mode) {
  if (has_modes()) subject_.title += ", mode " + std::to_string(mode);
  set_mode(*workspace_);
  find_inventories();
  visited_.push_back(model_->initial());
  double before = 0.0;
  for (const double t : {0.05 * hour, 0.5 * hour, 4.0 * hour, 24.0 * hour}) {
    visited_.push_back(integrate(visited_.back(), t - before, 1e-5));
    before = t;
  }
}

void Specimen::set_mode(model::Workspace& workspace) const {
  auto modes = workspace.modes();
  modes[static_cast<std::size_t>(index_)].index = mode_;
  workspace.set_modes(std::move(modes));
}

void Specimen::find_inventories() {
  for (const auto& unit : model_->units()) {
    std::map<std::string, Inventory> by_name;
    for (std::size_t i = 0; i < unit.layout.states.size(); ++i) {
      const auto& state = unit.layout.states[i];
      const int index = unit.first_state + static_cast<int>(i);
      if (state.entry < 0) {
        controls_.push_back(index);
        continue;
      }
      const std::string entry = components().entry_name(state.entry);
      auto& inventory = by_name[state.name.substr(0, state.name.size() - entry.size())];
      inventory.state_of_entry.resize(static_cast<std::size_t>(components().entry_count()), -1);
      inventory.state_of_entry[static_cast<std::size_t>(state.entry)] = index;
      if (components().is_aggregate(state.entry)) continue;
      inventory.amounts.push_back(index);
      inventory.entries.push_back(state.entry);
    }
    for (auto& [name, inventory] : by_name) inventories_.push_back(std::move(inventory));
  }
}

// The heats, last of the aggregates, are no sums of amounts.
void Specimen::refresh_aggregates(const Inventory& inventory, State& x) const {
  std::array<double, reactions::aggregate_count> sums{};
  for (std::size_t k = 0; k < inventory.amounts.size(); ++k) {
    const auto share = components().contributions(components().component_of(inventory.entries[k]));
    for (std::size_t a = 0; a < sums.size(); ++a) sums[a] += share[a] * x[static_cast<std::size_t>(inventory.amounts[k])];
  }
  const auto first = static_cast<std::size_t>(components().component_entry_count());
  for (std::size_t a = 0; a + 2 < sums.size(); ++a)
    if (const int state = inventory.state_of_entry[first + a]; state >= 0) x[static_cast<std::size_t>(state)] = sums[a];
}

State Specimen::random_state(std::mt19937& random) {
  State x(visited_.front().size(), 0.0);
  double total = 0.0;
  std::vector<double> weights;
  for (std::size_t k = 0; k < visited_.size(); ++k) {
    weights.push_back(-std::log(uniform(random, 1e-6, 1.0)));
    total += weights.back();
  }
  const double filling = uniform(random, 0.5, 1.5);
  for (int i = 0; i < model_->state_count(); ++i)
    for (std::size_t k = 0; k < visited_.size(); ++k)
      x[static_cast<std::size_t>(i)] += filling * weights[k] / total * visited_[k][static_cast<std::size_t>(i)];
  for (const auto& inventory : inventories_) {
    const auto heat = static_cast<std::size_t>(inventory.state_of_entry.back());
    double capacity = 0.0, added = 0.0;  // [J/K]
    for (std::size_t k = 0; k < inventory.amounts.size(); ++k) {
      const auto i = static_cast<std::size_t>(inventory.amounts[k]);
      const auto& species = *components()[components().component_of(inventory.entries[k])].species;
      const double before = x[i];
      const double nominal = model_->nominal()[i];
      if (species.phase == thermo::Phase::solid)
        x[i] = before * uniform(random, 0.3, 2.5) + nominal * std::pow(10.0, uniform(random, -3.0, 1.0));
      if (species.phase == thermo::Phase::gas)
        x[i] = before * uniform(random, 0.6, 1.6) + 0.01 * nominal * std::pow(10.0, uniform(random, -3.0, 1.0));
      capacity += x[i] * species.heat_capacity;
      added += (x[i] - before) * species.heat_capacity;
    }
    refresh_aggregates(inventory, x);
    // What was added is about as warm as what was there.
    const double kept = std::max(capacity - added, 1e-9);
    x[heat] += std::max(added, -0.5 * kept) * std::clamp(x[heat] / kept, 0.0, 900.0) + capacity * uniform(random, -15.0, 25.0);
  }
  for (int i : controls_) {
    const auto k = static_cast<std::size_t>(i);
    x[k] += model_->nominal()[k] * uniform(random, -10.0, 10.0);
  }
  return x;
}

std::vector<State> Specimen::admissible_states(int count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<State> found;
  State dx(visited_.front().size());
  for (int trial = 0; trial < 4 * count && static_cast<int>(found.size()) < count; ++trial) {
    auto x = random_state(random);
    if (rates(x, dx)) found.push_back(std::move(x));
  }
  return found;
}

void Specimen::remove_amount(State& x, int state) const {
  for (const auto& inventory : inventories_) {
    const auto place = std::find(inventory.amounts.begin(), inventory.amounts.end(), state);
    if (place == inventory.amounts.end()) continue;
    const int entry = inventory.entries[static_cast<std::size_t>(place - inventory.amounts.begin())];
    const auto& species = *components()[components().component_of(entry)].species;
    const double temperature = 60.0;  // above the reference [K]: about what the mixtures have
    x[static_cast<std::size_t>(inventory.state_of_entry.back())] -= x[static_cast<std::size_t>(state)] * species.heat_capacity * temperature;
    x[static_cast<std::size_t>(state)] = 0.0;
    refresh_aggregates(inventory, x);
  }
}

State Specimen::integrate(const State& from, double duration, double relative_tolerance) const {
  model::Workspace workspace(model_);
  set_mode(workspace);
  solvers::DynamicSolver solver(workspace, {.relative_tolerance = relative_tolerance});
  solver.start(0.0, from);
  double t = 0.0;
  while (t < duration) {
    const auto reached = solver.advance(duration, duration);
    t = reached.t;
    if (reached.roots.empty()) continue;
    const State here(solver.state().begin(), solver.state().end());
    solver.start(t, here);  // a mode that does not change goes on past its end
  }
  const auto x = solver.state();
  return {x.begin(), x.end()};
}

std::vector<Specimen>& specimens() {
  static std::vector<Specimen> all = [] {
    std::vector<Specimen> made;
    for (const auto& subject : all_subjects()) {
      made.emplace_back(subject);
      const int modes = made.back().mode_count();
      for (int mode = 1; mode < modes; ++mode) made.emplace_back(subject, mode);
    }
    return made;
  }();
  return all;
}

}  // namespace raffinate::examination
