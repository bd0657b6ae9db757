#include "results/audit_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/balances.hpp"
#include "results/definitions.hpp"

namespace raffinate::results {

namespace {

using reactions::Aggregate;

constexpr double celsius_zero = 273.15;  // [K]

/// Zero for every inventory and stream whose aggregate agrees with its amounts.
Quantity discrepancy(const PlantRecord& plant, int aggregate) {
  const auto entry = static_cast<std::size_t>(plant.component_entries() + aggregate);
  Quantity quantity{plant.entry_names[entry], "", std::vector<double>(plant.entry_names.size(), 0.0)};
  for (std::size_t e = 0; e < plant.component_of_entry.size(); ++e)
    quantity.weights[e] = plant.components[static_cast<std::size_t>(plant.component_of_entry[e])]
                              .aggregates[static_cast<std::size_t>(aggregate)];
  quantity.weights[entry] = -1.0;
  return quantity;
}

double weigh(const Quantity& quantity, const std::vector<double>& entries) {
  double sum = 0;
  for (std::size_t e = 0; e < entries.size(); ++e) sum += quantity.weights[e] * entries[e];
  return sum;
}

double magnitude(const Quantity& quantity, const std::vector<double>& entries) {
  double sum = 0;
  for (std::size_t e = 0; e < entries.size(); ++e) sum += std::abs(quantity.weights[e] * entries[e]);
  return sum;
}

bool holds_aggregate(const PlantRecord& plant, const PlantRecord::Unit& unit, int entry) {
  for (int i = unit.first_state; i < unit.first_state + unit.states; ++i)
    if (plant.states[static_cast<std::size_t>(i)].entry == entry) return true;
  return false;
}

void check_aggregate(const AuditCase& run, int aggregate, std::vector<Finding>& findings) {
  const PlantRecord& plant = run.plant;
  const Quantity quantity = discrepancy(plant, aggregate);
  const auto judge = [&](const std::string& unit, const std::string& what, double value) {
    if (!(std::abs(value) > run.limits.aggregate)) return;  // no flow at all is in order
    findings.push_back({Severity::not_closed, unit, quantity.name,
                        fmt::format("{} of {} differs from what its amounts add up to by {:.2g} of it", quantity.name,
                                    what, std::abs(value)),
                        value, run.limits.aggregate});
  };
  for (std::size_t u = 0; u < plant.units.size(); ++u) {
    if (!holds_aggregate(plant, plant.units[u], plant.component_entries() + aggregate)) continue;
    const auto balance = unit_balance(plant, static_cast<int>(u), quantity, run.before, run.after);
    const auto contents = inventory(plant, static_cast<int>(u), run.after);
    judge(plant.units[u].name, "the contents", definitions::ratio(weigh(quantity, contents), balance.scale));
  }
  std::vector<std::vector<double>> flows;
  double largest = 0;
  for (std::size_t s = 0; s < plant.streams.size(); ++s) {
    flows.push_back(transported(plant, static_cast<int>(s), run.before, run.after));
    largest = std::max(largest, magnitude(quantity, flows.back()));
  }
  // What is next to nothing, such as moisture behind a furnace, is judged against a share of the largest stream.
  constexpr double next_to_nothing = 1e-6;
  for (std::size_t s = 0; s < plant.streams.size(); ++s)
    judge(plant.units[static_cast<std::size_t>(plant.streams[s].from)].name, "stream " + plant.streams[s].name,
          definitions::ratio(weigh(quantity, flows[s]), std::max(magnitude(quantity, flows[s]), next_to_nothing * largest)));
}

void report_channel(const AuditCase& run, const PlantRecord::Unit& unit, std::size_t channel, double low, double high,
                    std::string (*show)(double), std::vector<Finding>& findings) {
  const auto& range = run.extremes.channel(unit.first_channel + static_cast<int>(channel));
  const std::string& name = unit.channels[channel].name;
  const auto report = [&](double value, double limit, const char* relation) {
    findings.push_back({Severity::implausible, unit.name, name,
                        fmt::format("{} went to {}, {} {}", name, show(value), relation, show(limit)), value, limit});
  };
  if (!(range.min >= low)) report(range.min, low, "below");
  if (!(range.max <= high)) report(range.max, high, "above");
}

std::string show_number(double value) { return fmt::format("{:.3g}", value); }
std::string show_percent(double value) { return fmt::format("{:.3g} %", 100 * value); }
std::string show_kelvin(double value) { return fmt::format("{:.3g} K", value); }
std::string show_temperature(double value) { return fmt::format("{:.4g} degC", value - celsius_zero); }

}  // namespace

void check_aggregates(const AuditCase& run, std::vector<Finding>& findings) {
  for (int a = 0; a < reactions::aggregate_count; ++a)
    if (a != static_cast<int>(Aggregate::sensible_heat) && a != static_cast<int>(Aggregate::speciation_heat))
      check_aggregate(run, a, findings);
}

void check_change(const AuditCase& run, std::vector<Finding>& findings) {
  const double still = run.limits.still;
  for (int i = 0; i < run.plant.state_count(); ++i) {
    const auto k = static_cast<std::size_t>(i);
    const auto& range = run.extremes.state(i);
    const double change = std::max(range.max - range.min, std::abs(run.after[k] - run.before[k]));
    if (!(change <= still * std::abs(run.plant.states[k].nominal))) return;
  }
  findings.push_back({Severity::wrong, "", "states",
                      "nothing happened: no state of any unit moved; is anything fed, and is it long enough?", 0, still});
}

void check_negative_inventories(const AuditCase& run, std::vector<Finding>& findings) {
  const PlantRecord& plant = run.plant;
  constexpr double resolved = 1e-3;  // of the size that matters: error control does not see less
  const int sensible = plant.entry(Aggregate::sensible_heat);
  for (std::size_t u = 0; u < plant.units.size(); ++u) {
    const auto& unit = plant.units[u];
    std::vector<double> fed(plant.entry_names.size(), 0.0);
    for (int s : unit.streams) {
      if (plant.streams[static_cast<std::size_t>(s)].to != static_cast<int>(u)) continue;
      const auto flow = transported(plant, s, run.before, run.after);
      for (std::size_t e = 0; e < fed.size(); ++e) fed[e] += std::abs(flow[e]);
    }
    for (int i = unit.first_state; i < unit.first_state + unit.states; ++i) {
      const auto& state = plant.states[static_cast<std::size_t>(i)];
      // A proton excess and heats may be negative by nature.
      if (state.entry < 0 || state.entry == sensible || state.entry == plant.entry(Aggregate::speciation_heat) ||
          plant.entry_names[static_cast<std::size_t>(state.entry)] == "H+")
        continue;
      const auto& range = run.extremes.state(i);
      const double throughput = std::max(fed[static_cast<std::size_t>(state.entry)], range.max);
      const double limit = -std::max(run.limits.negative * throughput, resolved * state.nominal);
      if (range.min >= limit) continue;
      findings.push_back({Severity::wrong, unit.name, state.name,
                          fmt::format("the inventory of {} fell to {:.3g}", state.name, range.min), range.min, limit});
    }
  }
}

void check_recovery(const AuditCase& run, std::vector<Finding>& findings) {
  const PlantRecord& plant = run.plant;
  const auto quantities = conserved_quantities(plant);
  for (std::size_t k = 0; k < plant.elements.size(); ++k) {
    double available = 0, recovered = 0;
    for (std::size_t u = 0; u < plant.units.size(); ++u)
      available += element_amount(plant, static_cast<int>(k), inventory(plant, static_cast<int>(u), run.before));
    for (std::size_t s = 0; s < plant.streams.size(); ++s) {
      const auto& stream = plant.streams[s];
      const double amount =
          element_amount(plant, static_cast<int>(k), transported(plant, static_cast<int>(s), run.before, run.after));
      if (plant.units[static_cast<std::size_t>(stream.from)].source) available += amount;
      if (stream.destination == model::Destination::product) recovered += amount;
    }
    const double recovery = definitions::recovery(recovered, available);
    if (!(recovery > 1.0 + run.limits.recovery)) continue;
    findings.push_back({Severity::wrong, "", plant.elements[k],
                        fmt::format("{:.4g} % of all {} fed and held at the start is in the products",
                                    100 * recovery, plant.elements[k]),
                        recovery, 1.0});
  }
}

void check_plausibility(const AuditCase& run, std::vector<Finding>& findings) {
  if (run.extremes.empty()) return;
  for (const auto& unit : run.plant.units) {
    for (std::size_t c = 0; c < unit.channels.size(); ++c) {
      const std::string& name = unit.channels[c].name;
      if (carries(name, "pH"))
        report_channel(run, unit, c, run.limits.min_ph, run.limits.max_ph, show_number, findings);
      if (carries(name, "level"))
        report_channel(run, unit, c, -1.0, run.limits.max_level, show_percent, findings);
      if (carries(name, "pulp_density"))
        report_channel(run, unit, c, run.limits.min_pulp_density, run.limits.max_pulp_density, show_percent, findings);
      if (carries(name, "heat_of_mixing"))  // the remedy: `speciation: always`
        report_channel(run, unit, c, -run.limits.heat_of_mixing, run.limits.heat_of_mixing, show_kelvin, findings);
      if (carries(name, "temperature") && !unit.liquids.empty())
        report_channel(run, unit, c, run.limits.min_liquid_temperature, run.limits.max_liquid_temperature,
                       show_temperature, findings);
    }
  }
}

void check_ranges(const AuditCase& run, std::vector<Finding>& findings) {
  for (std::size_t u = 0; u < run.plant.units.size(); ++u) {
    const auto& unit = run.plant.units[u];
    if (unit.liquids.empty()) continue;
    const double share = run.extremes.beyond_share(static_cast<int>(u));
    double strength = 0;
    bool watched = false;
    for (std::size_t c = 0; c < unit.channels.size(); ++c)
      if (carries(unit.channels[c].name, "ionic_strength")) {
        watched = true;
        strength = std::max(strength, run.extremes.channel(unit.first_channel + static_cast<int>(c)).max);
      }
    if (!watched)
      findings.push_back({Severity::note, unit.name, "activity model",
                          "the ionic strength is not recorded, so the range of the activity model was not checked", 0, 0});
    if (share <= 0.0) continue;
    const auto& liquid = unit.liquids.front();
    findings.push_back({Severity::implausible, unit.name, "activity model",
                        fmt::format("{} was used beyond its range in {:.3g} % of the time (ionic strength up to {:.3g}, "
                                    "data to {:.3g} mol/kg and {:.3g} to {:.3g} degC)",
                                    liquid.model, 100 * share, strength, liquid.ionic_strength,
                                    liquid.t_min - celsius_zero, liquid.t_max - celsius_zero),
                        strength, liquid.ionic_strength});
  }
}

}  // namespace raffinate::results
