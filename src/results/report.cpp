#include "results/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "results/balances.hpp"
#include "results/definitions.hpp"
#include "results/source_streams.hpp"
#include "thermo/elements.hpp"

namespace raffinate::results {

namespace {

constexpr double hour = 3600.0;  // [s]

/// Makes the parts of a report that are means over a window.
class WindowReport {
 public:
  WindowReport(const PlantRecord& plant, const ReportOptions& options, std::span<const double> before,
               std::span<const double> after, double duration)
      : plant_(plant), options_(options), before_(before), after_(after), duration_(duration) {
    for (std::size_t s = 0; s < plant.streams.size(); ++s) {
      flows_.push_back(transported(plant, static_cast<int>(s), before_, after_));
      for (double& flow : flows_.back()) flow /= duration;
    }
    kinds_ = classify_sources(plant, flows_, options.elements);
  }

  void write(Report& report) const {
    write_throughput(report);
    write_scrap(report);
    write_recoveries(report);
    write_products(report);
    write_reagents(report);
    write_utilities(report);
  }

 private:
  [[nodiscard]] bool enters(std::size_t stream) const {
    return plant_.units[static_cast<std::size_t>(plant_.streams[stream].from)].source;
  }
  [[nodiscard]] bool is_product(std::size_t stream) const {
    return plant_.streams[stream].destination == model::Destination::product;
  }
  /// Mass flow of an element in a stream [kg/s].
  [[nodiscard]] double element_flow(int element, std::size_t stream) const {
    return element_amount(plant_, element, flows_[stream]) *
           thermo::atomic_mass(plant_.elements[static_cast<std::size_t>(element)]);
  }
  [[nodiscard]] int payable_element(std::size_t stream) const;
  [[nodiscard]] double accumulation(int element) const;
  void write_throughput(Report& report) const;
  void write_scrap(Report& report) const;
  void write_recoveries(Report& report) const;
  void write_products(Report& report) const;
  void write_reagents(Report& report) const;
  void write_utilities(Report& report) const;

  const PlantRecord& plant_;
  const ReportOptions& options_;
  std::span<const double> before_, after_;
  double duration_;
  std::vector<std::vector<double>> flows_;  // by stream and entry, means
  std::vector<SourceKind> kinds_;
};

/// The reported element of which a product carries the largest mass: what it is sold for. Cobalt in the
/// tungstate is not recovered cobalt.
int WindowReport::payable_element(std::size_t stream) const {
  int payable = -1;
  double largest = 0;
  for (const auto& name : options_.elements) {
    const int element = plant_.find_element(name);
    const double flow = element < 0 ? 0.0 : element_flow(element, stream);
    if (flow > largest) {
      largest = flow;
      payable = element;
    }
  }
  return payable;
}

double WindowReport::accumulation(int element) const {
  double change = 0;
  for (std::size_t u = 0; u < plant_.units.size(); ++u)
    change += element_amount(plant_, element, inventory(plant_, static_cast<int>(u), after_)) -
              element_amount(plant_, element, inventory(plant_, static_cast<int>(u), before_));
  return change * thermo::atomic_mass(plant_.elements[static_cast<std::size_t>(element)]) / duration_;
}

void WindowReport::write_throughput(Report& report) const {
  double entering = 0, leaving = 0;
  for (std::size_t s = 0; s < flows_.size(); ++s) {
    const double total = mass_of(plant_, flows_[s]).total();
    if (enters(s)) entering += total;
    if (plant_.streams[s].to < 0) leaving += total;
  }
  report.throughput = std::max(entering, leaving);
}

void WindowReport::write_scrap(Report& report) const {
  for (std::size_t s = 0; s < kinds_.size(); ++s) {
    if (kinds_[s] != SourceKind::scrap) continue;
    report.scrap += mass_of(plant_, flows_[s]).total();
    report.scrap_streams.push_back(plant_.streams[s].name);
  }
}

void WindowReport::write_recoveries(Report& report) const {
  for (const auto& name : options_.elements) {
    const int element = plant_.find_element(name);
    if (element < 0) continue;
    Report::Recovery r;
    r.element = name;
    for (std::size_t s = 0; s < flows_.size(); ++s) {
      const double flow = element_flow(element, s);
      if (enters(s)) r.fed += flow;
      if (is_product(s) && payable_element(s) == element) r.recovered += flow;
    }
    r.accumulated = accumulation(element);
    r.recovery = definitions::recovery(r.recovered, r.fed);
    r.recovery_of_leaving = definitions::recovery_of_leaving(r.recovered, r.fed, r.accumulated);
    for (std::size_t s = 0; s < flows_.size(); ++s) {
      if (plant_.streams[s].to >= 0) continue;
      const double flow = element_flow(element, s);
      r.leaving.push_back({plant_.streams[s].name, destination_name(plant_.streams[s].destination), definitions::recovery(flow, r.fed), flow});
    }
    std::stable_sort(r.leaving.begin(), r.leaving.end(), [](const auto& a, const auto& b) { return a.flow > b.flow; });
    report.recoveries.push_back(std::move(r));
  }
}

void WindowReport::write_products(Report& report) const {
  for (std::size_t s = 0; s < flows_.size(); ++s) {
    if (!is_product(s)) continue;
    const auto mass = mass_of(plant_, flows_[s]);
    Report::Product p;
    p.stream = plant_.streams[s].name;
    p.mass_flow = mass.total();
    std::vector<double> by_component(plant_.components.size(), 0.0);
    for (std::size_t e = 0; e < plant_.component_of_entry.size(); ++e) {
      const auto c = static_cast<std::size_t>(plant_.component_of_entry[e]);
      by_component[c] += flows_[s][e] * plant_.components[c].molar_mass;
    }
    double largest = 0;
    for (std::size_t c = 0; c < by_component.size(); ++c)
      if (plant_.components[c].phase == thermo::Phase::solid && by_component[c] > largest) {
        largest = by_component[c];
        p.main_mineral = plant_.components[c].name;
      }
    p.purity = definitions::purity(largest, p.mass_flow);
    p.moisture = definitions::moisture(mass.liquid, p.mass_flow);
    for (std::size_t k = 0; k < plant_.elements.size(); ++k)
      p.assay.emplace_back(plant_.elements[k],
                           definitions::assay(element_flow(static_cast<int>(k), s), p.mass_flow));
    report.products.push_back(std::move(p));
  }
}

void WindowReport::write_reagents(Report& report) const {
  const auto find = [&](const std::string& name) -> Report::Reagent& {
    for (auto& r : report.reagents)
      if (r.name == name) return r;
    report.reagents.push_back({name, 0.0, 0.0, {}});
    return report.reagents.back();
  };
  double water = 0;
  for (std::size_t s = 0; s < flows_.size(); ++s) {
    const double total = mass_of(plant_, flows_[s]).total();
    if (kinds_[s] == SourceKind::water) water += total;
    if (kinds_[s] != SourceKind::reagent) continue;
    const auto parts = pure_reagents(plant_, flows_[s]);
    for (const auto& [name, mass] : parts) find(name).flow += mass;
    if (!parts.empty())
      find(parts.front().first).doses.push_back({plant_.streams[s].name, definitions::consumption(total, report.scrap), total});
  }
  for (auto& reagent : report.reagents) reagent.consumption = definitions::consumption(reagent.flow, report.scrap);
  report.new_water_flow = water;
  report.new_water = definitions::consumption(water, report.scrap);
}

void WindowReport::write_utilities(Report& report) const {
  std::map<std::string, Report::Utility> utilities;
  for (const auto& unit : plant_.units)
    for (std::size_t k = 0; k < unit.energies.size(); ++k) {
      const auto index = static_cast<std::size_t>(plant_.first_energy_unknown + unit.first_energy) + k;
      const double power = (after_[index] - before_[index]) / duration_;
      // What one vessel gives off does not heat another: both directions are paid for.
      const std::string& term = unit.energies[k].name;  // "segment_2.heat_removed" is a heat_removed
      const std::string name = term.substr(term.rfind('.') + 1) + (power < 0 ? " (removed)" : "");
      auto& utility = utilities[name];
      utility.name = name;
      utility.power += power;
      utility.units.emplace_back(unit.name, power);
    }
  for (auto& [name, utility] : utilities) {
    utility.specific = definitions::consumption(utility.power, report.scrap);
    report.utilities.push_back(std::move(utility));
  }
  const int vapour = plant_.find_component("H2O(g)");
  if (vapour < 0) return;
  double evaporated = 0;
  for (std::size_t s = 0; s < flows_.size(); ++s) {
    double moles = 0;
    for (std::size_t e = 0; e < plant_.component_of_entry.size(); ++e)
      if (plant_.component_of_entry[e] == vapour) moles += flows_[s][e];
    const double mass = moles * plant_.components[static_cast<std::size_t>(vapour)].molar_mass;
    if (plant_.streams[s].to < 0) evaporated += mass;
    if (enters(s)) evaporated -= mass;
  }
  report.evaporated_flow = evaporated;
  report.evaporated_water = definitions::consumption(evaporated, report.scrap);
}

void write_basis(Report& report) {
  const std::string window = report.steady ? "steady state" : fmt::format("means over {:.6g} h to {:.6g} h", report.t_start / hour,
                                                                          report.t_end / hour);
  const std::string per_scrap = report.scrap > 0 ? fmt::format("per tonne of scrap as fed (streams: {})", fmt::join(report.scrap_streams, ", "))
                                                 : "not per tonne of scrap, as none is fed";
  report.basis = fmt::format(
      "{}; recovery = element in the products it is sold in / element in all new feed "
      "(recycles excluded, not corrected for the change of inventory); reagents, water and energy {}, "
      "reagents as 100 %; purity = main mineral / total mass with moisture; assay = element / "
      "total mass with moisture; recovery, purity, moisture and assay are fractions of 1",
      window, per_scrap);
}

void write_warnings(const ReportOptions& options, const std::vector<double>& times, Report& report) {
  if (report.status == "running")
    report.warnings.push_back(fmt::format("the run was not finished: results up to {:.6g} h", report.t_end / hour));
  else if (report.status != "complete") report.warnings.push_back("the run " + report.status);
  if (times.back() - times.front() < options.window)
    report.warnings.push_back(fmt::format("only {:.6g} h are recorded, less than the window asked for",
                                          (times.back() - times.front()) / hour));
  const double shortest = times.size() < 2 ? 0.0 : times.back() - times[times.size() - 2];
  if (!report.steady && options.window < shortest * (1 - 1e-9))
    report.warnings.push_back(fmt::format("the window asked for, {:.4g} h, is shorter than the output interval: means over {:.4g} h",
                                          options.window / hour, shortest / hour));
  constexpr double steady = 0.02;  // of the feed
  for (const auto& r : report.recoveries)
    if (std::abs(r.accumulated) > steady * r.fed && r.fed > 0)
      report.warnings.push_back(fmt::format("the plant {} {:.3g} % of the {} fed in the window: its recovery is not that "
                                            "of steady operation",
                                            r.accumulated > 0 ? "took up" : "gave back",
                                            100 * std::abs(r.accumulated) / r.fed, r.element));
  for (const auto& r : report.recoveries)
    if (r.recovery > 1.0)
      report.warnings.push_back(fmt::format("{:.4g} % of the {} fed in the window is in the products, as they hold what was fed before",
                                            100 * r.recovery, r.element));
  for (const auto& finding : report.audit.findings)
    if (finding.severity != Severity::note) report.warnings.push_back(to_text(finding));
}

Severity severity_of(const std::string& name) {
  for (const auto severity : {Severity::note, Severity::implausible, Severity::wrong})
    if (name == severity_name(severity)) return severity;
  return Severity::not_closed;
}

/// Adds what the study itself found and the file alone does not show: that a steady state is unstable, what it owes to
/// the filling, interactions that the activity model lacks.
void add_findings_of_the_study(const Hdf5Reader& file, AuditResult& audit) {
  const std::string at = "/balances/findings/";
  if (!file.exists(at + "message")) return;
  const auto severity = file.texts(at + "severity"), unit = file.texts(at + "unit"), subject = file.texts(at + "subject"),
             message = file.texts(at + "message");
  const auto value = file.numbers(at + "value"), limit = file.numbers(at + "limit");
  std::vector<Finding> more;
  for (std::size_t i = 0; i < message.size(); ++i) {
    const bool known = std::any_of(audit.findings.begin(), audit.findings.end(), [&](const Finding& f) {
      return f.unit == unit[i] && f.message == message[i];
    });
    if (!known) more.push_back({severity_of(severity[i]), unit[i], subject[i], message[i], value[i], limit[i]});
  }
  audit.add(std::move(more));
}

}  // namespace

std::size_t window_start(std::span<const double> times, double window) {
  const std::size_t last = times.size() - 1;
  std::size_t first = last - 1;
  while (first > 0 && times[last] - times[first] < window * (1 - 1e-9)) --first;
  return first;
}

Report make_window_report(const PlantRecord& plant, std::span<const double> before, std::span<const double> after,
                          double t_start, double t_end, const ReportOptions& options) {
  Report report;
  report.t_start = t_start;
  report.t_end = t_end;
  report.steady = options.steady;
  WindowReport(plant, options, before, after, t_end - t_start).write(report);
  write_basis(report);
  return report;
}

Report make_report(const ResultFile& file, const ReportOptions& options) {
  Report report;
  report.status = file.status();
  report.steady = file.steady();
  if (report.steady)
    for (const auto& event : file.events()) report.path.push_back(event.name + ": " + event.text);
  report.states = file.plant().state_count();
  report.nonzeros = file.plant().nonzeros;
  report.statistics = file.statistics();
  const auto& times = file.times();
  if (times.size() < 2) {
    report.basis = "no window";
    report.warnings.push_back(fmt::format("{} output time(s) recorded: there is nothing to average", times.size()));
    return report;
  }
  const std::size_t last = times.size() - 1, first = window_start(times, options.window);
  AuditLimits limits;
  if (report.steady) limits.still = -1;
  report.t_start = times[first];
  report.t_end = times[last];
  const auto before = file.unknowns(first), after = file.unknowns(last);
  WindowReport(file.plant(), options, before, after, times[last] - times[first]).write(report);
  report.audit = audit(file.plant(), file.unknowns(0), after, file.extremes(), limits);
  add_findings_of_the_study(file.file(), report.audit);
  write_basis(report);
  write_warnings(options, times, report);
  return report;
}

}  // namespace raffinate::results
