#include <nlohmann/json.hpp>

#include "speciation/report.hpp"

namespace raffinate::speciation {

std::string to_json(const Result& result, const Heading& heading) {
  using Json = nlohmann::ordered_json;
  Json json{{"status", result.converged ? "converged" : "refused"},
            {"database", heading.database},
            {"activity_model", heading.model},
            {"temperature", {{"value", result.temperature}, {"unit", "K"}}}};
  if (!result.converged) {
    json["reason"] = result.refusal;
    return json.dump(2);
  }
  json["pH"] = result.pH;
  json["pe"] = result.pe;
  json["Eh"] = {{"value", result.Eh()}, {"unit", "V"}};
  json["ionic_strength"] = {{"value", result.ionic_strength}, {"unit", "mol/kg"}};
  json["water_activity"] = result.water_activity();
  json["charge"] = {{"value", result.charge}, {"unit", "eq/kg"}};
  json["in_range"] = !result.out_of_range;
  json["coverage"] = {{"uncovered_share", result.uncovered_share}, {"pairs", Json::array()}};
  for (const UncoveredResult& pair : result.uncovered)
    json["coverage"]["pairs"].push_back({{"first", pair.first}, {"second", pair.second}, {"share", pair.share}});
  json["totals"] = Json::object();
  for (const Total& total : result.totals)
    json["totals"][total.token] = {{"value", total.amount}, {"unit", "mol/kg"}};
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
