#include "results/balances.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::results {

namespace {

double weigh(const Quantity& quantity, const std::vector<double>& entries) {
  double sum = 0;
  for (std::size_t e = 0; e < entries.size(); ++e) sum += quantity.weights[e] * entries[e];
  return sum;
}

/// As `weigh` with every term counted as positive: what a residual is to be compared with.
double magnitude(const Quantity& quantity, const std::vector<double>& entries) {
  double sum = 0;
  for (std::size_t e = 0; e < entries.size(); ++e) sum += std::abs(quantity.weights[e] * entries[e]);
  return sum;
}

/// Collects the sides of a balance and the size it is judged against.
class Account {
 public:
  explicit Account(const Quantity& quantity) : quantity_(quantity) {}

  void flow_in(const std::vector<double>& entries) {
    balance_.in += weigh(quantity_, entries);
    in_ += magnitude(quantity_, entries);
  }
  void flow_out(const std::vector<double>& entries) {
    balance_.out += weigh(quantity_, entries);
    out_ += magnitude(quantity_, entries);
  }
  void hold(const std::vector<double>& before, const std::vector<double>& after) {
    std::vector<double> change(before.size());
    for (std::size_t e = 0; e < change.size(); ++e) change[e] = after[e] - before[e];
    balance_.accumulation += weigh(quantity_, change);
    held_ += std::max(magnitude(quantity_, before), magnitude(quantity_, after));
  }
  void energy_in(double energy) {
    if (quantity_.name != "enthalpy") return;
    balance_.in += energy;
    in_ += std::abs(energy);
  }
  [[nodiscard]] Balance balance() const {
    Balance result = balance_;
    result.scale = std::max({in_, out_, held_});
    return result;
  }

 private:
  const Quantity& quantity_;
  Balance balance_;
  double in_ = 0, out_ = 0, held_ = 0;
};

void add_energies(const PlantRecord& plant, const PlantRecord::Unit& unit, std::span<const double> before,
                  std::span<const double> after, Account& account) {
  for (std::size_t k = 0; k < unit.energies.size(); ++k) {
    const auto index = static_cast<std::size_t>(plant.first_energy_unknown + unit.first_energy) + k;
    account.energy_in(after[index] - before[index]);
  }
}

}  // namespace

std::vector<Quantity> conserved_quantities(const PlantRecord& plant) {
  const std::size_t entries = plant.entry_names.size();
  std::vector<Quantity> result;
  for (const auto& element : plant.elements) result.push_back({element, "mol", std::vector<double>(entries, 0.0)});
  result.push_back({"charge", "mol", std::vector<double>(entries, 0.0)});
  result.push_back({"enthalpy", "J", std::vector<double>(entries, 0.0)});
  for (std::size_t e = 0; e < plant.component_of_entry.size(); ++e) {
    const auto& c = plant.components[static_cast<std::size_t>(plant.component_of_entry[e])];
    for (std::size_t k = 0; k < plant.elements.size(); ++k) result[k].weights[e] = c.elements[k];
    result[plant.elements.size()].weights[e] = c.charge;
    result.back().weights[e] = c.enthalpy;
  }
  result.back().weights[static_cast<std::size_t>(plant.entry(reactions::Aggregate::sensible_heat))] = 1.0;
  return result;
}

std::vector<double> transported(const PlantRecord& plant, int stream, std::span<const double> before,
                                std::span<const double> after) {
  std::vector<double> entries(plant.entry_names.size(), 0.0);
  const auto& s = plant.streams[static_cast<std::size_t>(stream)];
  for (std::size_t k = 0; k < s.entries.size(); ++k) {
    const auto index = static_cast<std::size_t>(s.first_unknown) + k;
    entries[static_cast<std::size_t>(s.entries[k])] = after[index] - before[index];
  }
  return entries;
}

std::vector<double> inventory(const PlantRecord& plant, int unit, std::span<const double> x) {
  std::vector<double> entries(plant.entry_names.size(), 0.0);
  const auto& u = plant.units[static_cast<std::size_t>(unit)];
  for (int i = u.first_state; i < u.first_state + u.states; ++i) {
    const int entry = plant.states[static_cast<std::size_t>(i)].entry;
    if (entry >= 0) entries[static_cast<std::size_t>(entry)] += x[static_cast<std::size_t>(i)];
  }
  return entries;
}

double element_amount(const PlantRecord& plant, int element, std::span<const double> entries) {
  double amount = 0;
  for (std::size_t e = 0; e < plant.component_of_entry.size(); ++e)
    amount += entries[e] * plant.components[static_cast<std::size_t>(plant.component_of_entry[e])]
                               .elements[static_cast<std::size_t>(element)];
  return amount;
}

Balance unit_balance(const PlantRecord& plant, int unit, const Quantity& quantity, std::span<const double> before,
                     std::span<const double> after) {
  Account account(quantity);
  for (int s : plant.units[static_cast<std::size_t>(unit)].streams) {
    const auto& stream = plant.streams[static_cast<std::size_t>(s)];
    const auto flow = transported(plant, s, before, after);
    if (stream.to == unit) account.flow_in(flow);
    if (stream.from == unit) account.flow_out(flow);
  }
  account.hold(inventory(plant, unit, before), inventory(plant, unit, after));
  add_energies(plant, plant.units[static_cast<std::size_t>(unit)], before, after, account);
  return account.balance();
}

Balance plant_balance(const PlantRecord& plant, const Quantity& quantity, std::span<const double> before,
                      std::span<const double> after) {
  Account account(quantity);
  for (std::size_t s = 0; s < plant.streams.size(); ++s) {
    const auto& stream = plant.streams[s];
    const bool enters = plant.units[static_cast<std::size_t>(stream.from)].source;
    if (!enters && stream.to >= 0) continue;
    const auto flow = transported(plant, static_cast<int>(s), before, after);
    if (enters) account.flow_in(flow);
    if (stream.to < 0) account.flow_out(flow);
  }
  for (std::size_t u = 0; u < plant.units.size(); ++u) {
    if (plant.units[u].source) continue;
    account.hold(inventory(plant, static_cast<int>(u), before), inventory(plant, static_cast<int>(u), after));
    add_energies(plant, plant.units[u], before, after, account);
  }
  return account.balance();
}

}  // namespace raffinate::results
