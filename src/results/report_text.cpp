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

/// Less than this of its scale is nothing: what the tolerances of a run leave behind is no flow.
constexpr double nothing = 1e-9;

double rounded(double value, double scale) { return std::abs(value) <= nothing * scale ? 0.0 : value; }

/// "0.12 %" or "35 ppm"; "-" for what has no value.
std::string share(double fraction) {
  constexpr double ppm = 1e6, few = 1e-4;
  if (!std::isfinite(fraction)) return "-";
  if (rounded(fraction, 1.0) == 0) return "0";
  if (std::abs(fraction) < few) return fmt::format("{:.3g} ppm", ppm * fraction);
  return fmt::format("{:.4g} %", percent * fraction);
}

/// Whether the element is fed at all; what is left of it in the plant has no shares of a feed.
bool is_fed(const Report::Recovery& r, const Report& report) { return rounded(r.fed, report.throughput) > 0; }

void write_leaving(const Report::Recovery& r, const Report& report, Out out) {
  const bool fed = is_fed(r, report);
  fmt::format_to(out, "\nWhere the {} leaves, {}\n", r.element, fed ? "share of the feed" : "none being fed");
  bool any = false;
  for (const auto& d : r.leaving) {
    if (!(fed ? d.share > 0 : rounded(d.flow, report.throughput) > 0)) continue;
    any = true;
    fmt::format_to(out, "  {:<29} {:<9} {:>14}\n", d.stream, d.kind, fed ? share(d.share) : fmt::format("{:.4g} kg/h", d.flow * hour));
  }
  if (!any) fmt::format_to(out, "  none\n");
}

void write_recoveries(const Report& report, Out out) {
  fmt::format_to(out, "\n{:<10}{:>12}{:>14}{:>14}{:>16}\n", "Recovery", "", "fed", "recovered", "accumulated");
  for (const auto& r : report.recoveries) {
    const double scale = is_fed(r, report) ? r.fed : report.throughput;
    const auto flow = [&](double value) { return rounded(value, scale) * hour; };
    fmt::format_to(out, "  {:<8}{:>12} {:>8.4g} kg/h {:>8.4g} kg/h {:>10.4g} kg/h\n", r.element,
                   is_fed(r, report) ? share(r.recovery) : "-", flow(r.fed), flow(r.recovered), flow(r.accumulated));
  }
  for (const auto& r : report.recoveries) write_leaving(r, report, out);
}

void write_assay(const Report::Product& p, Out out) {
  auto assay = p.assay;
  std::stable_sort(assay.begin(), assay.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  constexpr double shown = 1e-8;
  int count = 0;
  fmt::format_to(out, "  assay ");
  for (const auto& [element, fraction] : assay) {
    constexpr int per_line = 6;
    if (!(fraction > shown)) continue;
    fmt::format_to(out, "{} {} {}", count == 0 ? "" : (count % per_line == 0 ? "\n        " : ","), element, share(fraction));
    ++count;
  }
  fmt::format_to(out, "\n");
}

void write_products(const Report& report, Out out) {
  for (const auto& p : report.products) {
    if (rounded(p.mass_flow, report.throughput) == 0) {  // a composition of next to nothing would say nothing
      fmt::format_to(out, "\nProduct {}: none\n", p.stream);
      continue;
    }
    fmt::format_to(out, "\nProduct {}: {:.4g} kg/h", p.stream, p.mass_flow * hour);
    if (!p.main_mineral.empty()) fmt::format_to(out, ", {} {}", share(p.purity), p.main_mineral);
    fmt::format_to(out, ", moisture {}\n", share(p.moisture));
    write_assay(p, out);
  }
}

/// Reagents, water and energy, per tonne of scrap; by the hour where no scrap is fed.
class Consumption {
 public:
  Consumption(const Report& report, Out out) : report_(report), out_(out), per_scrap_(rounded(report.scrap, report.throughput) > 0) {}

  void write() const {
    if (per_scrap_) fmt::format_to(out_, "\nPer tonne of scrap ({:.4g} kg/h)\n", report_.scrap * hour);
    else fmt::format_to(out_, "\nConsumption by the hour, as no scrap is fed\n");
    for (const auto& r : report_.reagents) {
      fmt::format_to(out_, "  {:<29} {}", r.name, mass(r.flow, r.consumption, 10));
      for (const auto& dose : r.doses) fmt::format_to(out_, "   {}: {} as dosed", dose.stream, mass(dose.flow, dose.as_dosed, 0));
      fmt::format_to(out_, "\n");
    }
    fmt::format_to(out_, "  {:<29} {}\n", "new water", mass(report_.new_water_flow, report_.new_water, 10));
    fmt::format_to(out_, "  {:<29} {}\n", "evaporated water", mass(report_.evaporated_flow, report_.evaporated_water, 10));
    write_energies();
  }

 private:
  /// "355 kg/t" with the number in a column of this width.
  [[nodiscard]] std::string mass(double flow, double per_scrap, int width) const {
    const bool none = rounded(flow, report_.throughput) == 0;
    return fmt::format("{:>{}.4g} {}", none ? 0.0 : per_scrap_ ? per_scrap * kilo : flow * hour, width, per_scrap_ ? "kg/t" : "kg/h");
  }

  void write_energies() const {
    double largest = 0;
    for (const auto& u : report_.utilities) largest = std::max(largest, std::abs(u.power));
    for (const auto& u : report_.utilities) {
      const bool none = rounded(u.power, largest) == 0;
      fmt::format_to(out_, "  {:<29} ", u.name);
      if (per_scrap_) fmt::format_to(out_, "{:>10.4g} kWh/t ", none ? 0.0 : u.specific * kilo / kilowatt_hour);
      fmt::format_to(out_, "{:>{}.4g} kW\n", none ? 0.0 : u.power / kilo, per_scrap_ ? 11 : 10);
    }
  }

  const Report& report_;
  Out out_;
  bool per_scrap_;
};

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
    Consumption(report, out).write();
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
