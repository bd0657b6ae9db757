#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "results/report.hpp"

namespace raffinate::results {

namespace {

constexpr double hour = 3600.0;           // [s]
constexpr double kilo = 1000.0;
constexpr double kilowatt_hour = 3.6e6;   // [J]
constexpr double percent = 100.0;

using Out = std::back_insert_iterator<std::string>;

/// "0.12 %" or "35 ppm".
std::string share(double fraction) {
  constexpr double ppm = 1e6, few = 1e-4;
  if (std::isnan(fraction)) return "n/a";
  if (std::abs(fraction) < few) return fmt::format("{:.3g} ppm", ppm * fraction);
  return fmt::format("{:.4g} %", percent * fraction);
}

void write_recoveries(const Report& report, Out out) {
  fmt::format_to(out, "\n{:<10}{:>12}{:>14}{:>14}{:>16}\n", "Recovery", "", "fed", "recovered", "accumulated");
  for (const auto& r : report.recoveries)
    fmt::format_to(out, "  {:<8}{:>12}{:>9.4g} kg/h{:>9.4g} kg/h{:>11.4g} kg/h\n", r.element, share(r.recovery),
                   r.fed * hour, r.recovered * hour, r.accumulated * hour);
  for (const auto& r : report.recoveries) {
    fmt::format_to(out, "\nWhere the {} leaves, share of the feed\n", r.element);
    for (const auto& d : r.leaving)
      if (d.share > 0) fmt::format_to(out, "  {:<30}{:<10}{:>14}\n", d.stream, d.kind, share(d.share));
  }
}

void write_products(const Report& report, Out out) {
  for (const auto& p : report.products) {
    fmt::format_to(out, "\nProduct {}: {:.4g} kg/h", p.stream, p.mass_flow * hour);
    if (!p.main_mineral.empty()) fmt::format_to(out, ", {} {}", share(p.purity), p.main_mineral);
    fmt::format_to(out, ", moisture {}\n  assay ", share(p.moisture));
    auto assay = p.assay;
    std::stable_sort(assay.begin(), assay.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    constexpr double shown = 1e-8;
    int count = 0;
    for (const auto& [element, fraction] : assay) {
      constexpr int per_line = 6;
      if (!(fraction > shown)) continue;
      fmt::format_to(out, "{} {} {}", count == 0 ? "" : (count % per_line == 0 ? "\n        " : ","), element,
                     share(fraction));
      ++count;
    }
    fmt::format_to(out, "\n");
  }
}

void write_consumption(const Report& report, Out out) {
  fmt::format_to(out, "\nPer tonne of scrap ({:.4g} kg/h)\n", report.scrap * hour);
  for (const auto& r : report.reagents) {
    fmt::format_to(out, "  {:<30}{:>10.4g} kg/t", r.name, r.consumption * kilo);
    for (const auto& dose : r.doses) fmt::format_to(out, "   {}: {:.4g} kg/t as dosed", dose.stream, dose.as_dosed * kilo);
    fmt::format_to(out, "\n");
  }
  fmt::format_to(out, "  {:<30}{:>10.4g} kg/t\n", "new water", report.new_water * kilo);
  fmt::format_to(out, "  {:<30}{:>10.4g} kg/t\n", "evaporated water", report.evaporated_water * kilo);
  for (const auto& u : report.utilities)
    fmt::format_to(out, "  {:<30}{:>10.4g} kWh/t{:>12.4g} kW\n", u.name, u.specific * kilo / kilowatt_hour, u.power / kilo);
}

void write_closure(const Report& report, Out out) {
  double elements = 0;
  std::string worst = "none";
  fmt::format_to(out, "\nClosure, worst of plant and units, relative to throughput\n");
  for (std::size_t q = 0; q < report.audit.quantities.size(); ++q) {
    const std::string& name = report.audit.quantities[q];
    if (name == "charge" || name == "enthalpy") {
      fmt::format_to(out, "  {:<12}{:.2g}\n", name, report.audit.worst(q));
    } else if (!(report.audit.worst(q) <= elements)) {
      elements = report.audit.worst(q);
      worst = name;
    }
  }
  fmt::format_to(out, "  {:<12}{:.2g} ({})\n", "elements", elements, worst);
}

}  // namespace

std::string to_text(const Report& report) {
  std::string text;
  const auto out = std::back_inserter(text);
  if (report.steady) {
    fmt::format_to(out, "Yield table of the steady state ({})\n", report.status);
  } else {
    fmt::format_to(out, "Yield table, {:.6g} h to {:.6g} h (run {})\n", report.t_start / hour, report.t_end / hour,
                   report.status);
  }
  if (!report.audit.quantities.empty()) {
    write_recoveries(report, out);
    write_products(report, out);
    write_consumption(report, out);
    write_closure(report, out);
  }
  const auto& s = report.statistics.solver;
  fmt::format_to(out, "\nSolver: {} states, {} nonzeros, {} steps, {} right-hand sides, {} Jacobians, {:.3g} s\n",
                 report.states, report.nonzeros, s.steps, s.rhs_evaluations, s.jacobian_evaluations,
                 report.statistics.wall_time);
  if (!report.path.empty()) fmt::format_to(out, "\nPath\n");
  for (const auto& step : report.path) fmt::format_to(out, "  {}\n", step);
  std::string basis = report.basis;
  for (auto at = basis.find("; "); at != std::string::npos; at = basis.find("; ", at)) basis.replace(at, 2, ";\n  ");
  fmt::format_to(out, "\nBasis\n  {}\n", basis);
  if (!report.warnings.empty()) fmt::format_to(out, "\nWarnings\n");
  for (const auto& warning : report.warnings) fmt::format_to(out, "  {}\n", warning);
  return text;
}

}  // namespace raffinate::results
