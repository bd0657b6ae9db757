#include <nlohmann/json.hpp>

#include "results/report.hpp"

namespace raffinate::results {

namespace {

using Json = nlohmann::ordered_json;

constexpr double hour = 3600.0;           // [s]
constexpr double kilo = 1000.0;
constexpr double kilowatt_hour = 3.6e6;   // [J]

Json value(double number, const char* unit) { return {{"value", number}, {"unit", unit}}; }
Json mass_flow(double flow) { return value(flow * hour, "kg/h"); }
Json per_tonne(double ratio) { return value(ratio * kilo, "kg/t"); }

Json recoveries(const Report& report) {
  Json result = Json::object();
  for (const auto& r : report.recoveries) result[r.element] = r.recovery;
  return result;
}

Json distribution(const Report& report) {
  Json result = Json::object();
  for (const auto& r : report.recoveries) {
    Json leaving = Json::object();
    for (const auto& d : r.leaving) leaving[d.stream] = {{"destination", d.kind}, {"share", d.share}};
    result[r.element] = {{"fed", mass_flow(r.fed)},
                         {"recovered", mass_flow(r.recovered)},
                         {"accumulated", mass_flow(r.accumulated)},
                         {"recovery_of_leaving", r.recovery_of_leaving},
                         {"leaving", leaving}};
  }
  return result;
}

Json products(const Report& report) {
  Json result = Json::object();
  for (const auto& p : report.products) {
    Json assay = Json::object();
    for (const auto& [element, share] : p.assay) assay[element] = share;
    result[p.stream] = {{"mass_flow", mass_flow(p.mass_flow)},
                        {"main_mineral", p.main_mineral},
                        {"purity", p.purity},
                        {"moisture", p.moisture},
                        {"assay", assay}};
  }
  return result;
}

Json reagents(const Report& report) {
  Json result = Json::object();
  for (const auto& r : report.reagents) {
    Json entry = per_tonne(r.consumption);
    entry["streams"] = Json::object();
    for (const auto& dose : r.doses) entry["streams"][dose.stream] = {{"as_dosed", per_tonne(dose.as_dosed)}};
    result[r.name] = entry;
  }
  return result;
}

Json utilities(const Report& report) {
  Json result = Json::object();
  for (const auto& u : report.utilities) {
    Json entry = value(u.specific * kilo / kilowatt_hour, "kWh/t");
    entry["power"] = value(u.power / kilo, "kW");
    for (const auto& [unit, power] : u.units) entry["units"][unit] = value(power / kilo, "kW");
    result[u.name] = entry;
  }
  result["new_water"] = per_tonne(report.new_water);
  result["evaporated_water"] = per_tonne(report.evaporated_water);
  return result;
}

Json closure(const AuditResult& audit) {
  Json result = {{"elements", Json::object()}, {"charge", nullptr}, {"enthalpy", nullptr}};
  for (std::size_t q = 0; q < audit.quantities.size(); ++q) {
    const std::string& name = audit.quantities[q];
    (name == "charge" || name == "enthalpy" ? result[name] : result["elements"][name]) = audit.worst(q);
  }
  return result;
}

Json solver(const Report& report) {
  const auto& s = report.statistics.solver;
  return {{"steps", s.steps},
          {"rhs", s.rhs_evaluations},
          {"jacobians", s.jacobian_evaluations},
          {"factorisations", s.factorisations},
          {"nonlinear_iterations", s.nonlinear_iterations},
          {"error_test_failures", s.error_test_failures},
          {"states", report.states},
          {"nonzeros", report.nonzeros},
          {"wall_s", report.statistics.wall_time}};
}

Json findings(const AuditResult& audit) {
  Json result = Json::array();
  for (const auto& f : audit.findings)
    result.push_back({{"severity", severity_name(f.severity)}, {"unit", f.unit}, {"subject", f.subject},
                      {"message", f.message}, {"value", f.value}, {"limit", f.limit}});
  return result;
}

/// What the plant did in the window.
void write_results(const Report& report, Json& json) {
  json["scrap"] = mass_flow(report.scrap);
  json["recovery"] = recoveries(report);
  json["distribution"] = distribution(report);
  json["products"] = products(report);
  json["reagents"] = reagents(report);
  json["utilities"] = utilities(report);
}

void list_numbers(const Json& json, const std::string& name, std::vector<ReportNumber>& numbers) {
  if (json.is_number()) numbers.push_back({name, json.get<double>(), ""});
  if (!json.is_object()) return;
  const bool quantity = json.contains("value") && json.contains("unit");
  if (quantity) numbers.push_back({name, json["value"].get<double>(), json["unit"].get<std::string>()});
  for (const auto& [key, part] : json.items())
    if (!quantity || (key != "value" && key != "unit"))
      list_numbers(part, name.empty() ? key : name + "." + key, numbers);
}

}  // namespace

std::vector<ReportNumber> numbers_of(const Report& report) {
  Json json = Json::object();
  write_results(report, json);
  std::vector<ReportNumber> numbers;
  list_numbers(json, "", numbers);
  return numbers;
}

std::string to_json(const Report& report, int indent) {
  Json json;
  json["status"] = report.status;
  if (report.steady) json["path"] = report.path;
  json["window"] = {{"start", value(report.t_start / hour, "h")}, {"end", value(report.t_end / hour, "h")}};
  json["basis"] = report.basis;
  write_results(report, json);
  json["closure"] = closure(report.audit);
  json["solver"] = solver(report);
  json["warnings"] = report.warnings;
  json["findings"] = findings(report.audit);
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace raffinate::results
