#include "results/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "results/audit_checks.hpp"
#include "results/balances.hpp"

namespace raffinate::results {

namespace {

double closure_limit(const AuditLimits& limits, const std::string& quantity) {
  if (quantity == "charge") return limits.charge_closure;
  if (quantity == "enthalpy") return limits.enthalpy_closure;
  return limits.element_closure;
}

/// Closures of one unit or the plant. Rare elements are judged against a share of the commonest.
std::vector<double> closures(const std::vector<Quantity>& quantities, const std::vector<Balance>& balances,
                             const AuditLimits& limits) {
  double largest = 0;
  for (std::size_t q = 0; q < quantities.size(); ++q)
    if (quantities[q].unit == "mol") largest = std::max(largest, balances[q].scale);
  std::vector<double> result;
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    const double floor = quantities[q].unit == "mol" ? limits.floor * largest : 0.0;
    Balance judged = balances[q];
    judged.scale = std::max(judged.scale, floor);
    result.push_back(judged.closure());
  }
  return result;
}

void report_closures(const AuditCase& run, const std::vector<Quantity>& quantities, const PlantRecord::Unit* unit,
                     const std::vector<Balance>& balances, const std::vector<double>& closure,
                     std::vector<Finding>& findings) {
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    const double limit = closure_limit(run.limits, quantities[q].name);
    if (std::abs(closure[q]) <= limit) continue;
    const std::string message =
        fmt::format("{} does not close: in {:.6g}, out {:.6g}, accumulated {:.6g} {}; off by {:.2g} of the throughput",
                    quantities[q].name, balances[q].in, balances[q].out, balances[q].accumulation, quantities[q].unit,
                    std::abs(closure[q]));
    findings.push_back({Severity::not_closed, unit != nullptr ? unit->name : "", quantities[q].name, message,
                        closure[q], limit});
  }
}

void check_closures(const AuditCase& run, AuditResult& result) {
  const auto quantities = conserved_quantities(run.plant);
  for (const auto& quantity : quantities) result.quantities.push_back(quantity.name);
  std::vector<Balance> balances;
  for (const auto& quantity : quantities)
    balances.push_back(plant_balance(run.plant, quantity, run.before, run.after));
  result.plant = closures(quantities, balances, run.limits);
  report_closures(run, quantities, nullptr, balances, result.plant, result.findings);
  for (std::size_t u = 0; u < run.plant.units.size(); ++u) {
    const auto& unit = run.plant.units[u];
    if (unit.source) continue;
    for (std::size_t q = 0; q < quantities.size(); ++q)
      balances[q] = unit_balance(run.plant, static_cast<int>(u), quantities[q], run.before, run.after);
    const auto closure = closures(quantities, balances, run.limits);
    report_closures(run, quantities, &unit, balances, closure, result.findings);
    result.units.push_back(unit.name);
    result.by_unit.insert(result.by_unit.end(), closure.begin(), closure.end());
  }
}

}  // namespace

void AuditResult::add(std::vector<Finding> more) {
  std::move(more.begin(), more.end(), std::back_inserter(findings));
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
}

double AuditResult::worst(std::size_t quantity) const {
  double worst = std::abs(plant[quantity]);
  for (std::size_t u = 0; u < units.size(); ++u) {
    const double closure = std::abs(by_unit[u * quantities.size() + quantity]);
    if (!(closure <= worst)) worst = closure;  // lets NaN through
  }
  return worst;
}

AuditResult audit(const PlantRecord& plant, std::span<const double> before, std::span<const double> after,
                  const Extremes& extremes, const AuditLimits& limits) {
  const AuditCase run{plant, before, after, extremes, limits};
  AuditResult result;
  check_closures(run, result);
  std::vector<Finding> found;
  check_aggregates(run, found);
  check_change(run, found);
  check_negative_inventories(run, found);
  check_recovery(run, found);
  check_plausibility(run, found);
  check_thickened_streams(run, found);
  check_ranges(run, found);
  result.add(std::move(found));
  return result;
}

AuditResult audit(const model::Model& model, std::span<const double> before, std::span<const double> after,
                  const Extremes& extremes, const AuditLimits& limits) {
  return audit(describe(model), before, after, extremes, limits);
}

base::ExitCode exit_code(const AuditResult& audit, Strictness strictness) {
  base::ExitCode code = base::ExitCode::ok;
  for (const Finding& finding : audit.findings) {
    if (finding.severity == Severity::not_closed) return base::ExitCode::not_closed;
    if (finding.severity == Severity::wrong ||
        (finding.severity == Severity::implausible && strictness == Strictness::strict))
      code = base::ExitCode::implausible;
  }
  return code;
}

const char* severity_name(Severity severity) {
  constexpr std::array<const char*, 4> names{"note", "implausible", "wrong", "not closed"};
  return names[static_cast<std::size_t>(severity)];
}

std::string to_text(const Finding& finding) {
  return fmt::format("{}: {} ({})", finding.unit.empty() ? "plant" : finding.unit, finding.message,
                     severity_name(finding.severity));
}

}  // namespace raffinate::results
