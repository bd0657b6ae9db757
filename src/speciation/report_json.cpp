#include <nlohmann/json.hpp>

#include "speciation/report.hpp"

namespace raffinate::speciation {

namespace {

using Json = nlohmann::ordered_json;

Json shares(const std::vector<aqueous::Share>& list) {
  Json json = Json::array();
  for (const auto& [species, share] : list) json.push_back({{"species", species}, {"share", share}});
  return json;
}

void add_liquid(const LiquidValues& liquid, Json& json) {
  if (const auto& density = liquid.density)
    json["density"] = {{"value", density->density},
                       {"unit", "kg/m3"},
                       {"without_coefficients", shares(density->unfitted)},
                       {"share_without_coefficients", density->unfitted_share},
                       {"beyond_range", density->beyond}};
  if (liquid.enthalpy)
    json["enthalpy"] = {{"value", *liquid.enthalpy}, {"unit", "J/kg"}, {"basis", "solution; elements at 298.15 K"}};
  if (liquid.heat_capacity) json["heat_capacity"] = {{"value", *liquid.heat_capacity}, {"unit", "J/kg/K"}};
  if (!liquid.unknown.empty()) json["without_data"] = shares(liquid.unknown);
}

Json gas_phase(const GasPhaseResult& gas) {
  Json json{{"present", gas.volume > 0},
            {"pressure", {{"value", gas.pressure}, {"unit", "Pa"}}},
            {"volume", {{"value", gas.volume}, {"unit", "m3/kg"}}},
            {"equilibrium_pressure", {{"value", gas.equilibrium_pressure}, {"unit", "Pa"}}},
            {"gases", Json::object()}};
  for (const GasResult& g : gas.gases)
    json["gases"][g.name] = {{"soluble", g.soluble}, {"initial", g.initial}, {"amount", g.amount}, {"unit", "mol/kg"},
                             {"partial_pressure", {{"value", g.pressure}, {"unit", "Pa"}}}};
  return json;
}

}  // namespace

std::string to_json(const Result& result, const Heading& heading) {
  Json json{{"status", result.converged ? "converged" : "refused"},
            {"database", heading.database},
            {"activity_model", heading.model},
            {"temperature", {{"value", result.temperature}, {"unit", "K"}}}};
  if (!result.converged) {
    json["reason"] = result.refusal;
    return json.dump(2);
  }
  json["pH"] = result.pH;
  if (result.redox) {
    json["pe"] = result.pe;
    json["Eh"] = {{"value", result.Eh()}, {"unit", "V"}};
  }
  json["couples"] = Json::object();
  for (const CoupleResult& couple : result.couples)
    json["couples"][couple.name] = {{"pe", couple.pe}, {"Eh", {{"value", couple.Eh}, {"unit", "V"}}}};
  json["ionic_strength"] = {{"value", result.ionic_strength}, {"unit", "mol/kg"}};
  json["water_activity"] = result.water_activity();
  json["charge"] = {{"value", result.charge}, {"unit", "eq/kg"}};
  json["alkalinity"] = {{"value", result.alkalinity}, {"unit", "eq/kg"}};
  json["solvent_water"] = {{"value", result.water}, {"unit", "kg/kg"}};
  add_liquid(result.liquid, json);
  json["in_range"] = !result.out_of_range;
  json["coverage"] = {{"uncovered_share", result.uncovered_share}, {"pairs", Json::array()}};
  for (const UncoveredResult& pair : result.uncovered)
    json["coverage"]["pairs"].push_back({{"first", pair.first}, {"second", pair.second}, {"share", pair.share}});
  json["left_out"] = Json::array();
  for (const LeftOutResult& s : result.left_out)
    json["left_out"].push_back({{"species", s.name}, {"log_activity", s.log_activity}});
  json["totals"] = Json::object();
  for (const TotalResult& total : result.totals) {
    json["totals"][total.token] = {{"value", total.amount}, {"unit", "mol/kg"}};
    if (const auto volume = result.volume())
      json["totals"][total.token]["concentration"] = {{"value", total.amount * total.molar_mass / *volume}, {"unit", "g/L"}};
  }
  json["minerals"] = Json::object();
  for (const MineralResult& m : result.minerals) {
    json["minerals"][m.name] = {{"change", m.unlimited ? m.amount : m.amount - m.initial}, {"unit", "mol/kg"}};
    if (!m.unlimited) json["minerals"][m.name].update({{"initial", m.initial}, {"amount", m.amount}});
  }
  if (result.gas_phase) json["gas_phase"] = gas_phase(*result.gas_phase);
  json["species"] = Json::object();
  for (const SpeciesResult& s : result.species)
    json["species"][s.name] = {{"molality", s.molality}, {"log_activity", s.log_activity}, {"log_gamma", s.log_gamma}};
  json["saturation_indices"] = Json::object();
  json["log_fugacities"] = Json::object();
  for (const PhaseResult& p : result.phases)
    json[p.is_gas ? "log_fugacities" : "saturation_indices"][p.name] = p.saturation_index;
  return json.dump(2);
}

}  // namespace raffinate::speciation
