#include <catch2/catch.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "solve.hpp"
#include "speciation/report.hpp"

using namespace raffinate::speciation;
using Catch::Contains;

namespace {

const Heading heading{"alkaline_brine.dat", "pitzer"};

Result brine() {
  Solution solution;
  solution.totals = {{"Na", 2}, {"Cl", 1}, {"C(4)", 0.3}};
  return solve::with_brine(solution);
}

Result refused() {
  Result result;
  result.refusal = "the amount of Na must not be negative";
  return result;
}

}  // namespace

TEST_CASE("JSON holds the results at full precision") {
  const Result result = brine();
  const auto json = nlohmann::json::parse(to_json(result, heading));
  CHECK(json["status"] == "converged");
  CHECK(json["pH"].get<double>() == result.pH);
  CHECK(json["species"]["HCO3-"]["molality"].get<double>() == solve::molality(result, "HCO3-"));
  CHECK(json["saturation_indices"]["Halite"].get<double>() == solve::index(result, "Halite"));
  CHECK(json["totals"]["Na"]["value"].get<double>() == solve::total(result, "Na"));
}

TEST_CASE("JSON has every species and phase") {
  const Result result = brine();
  const auto json = nlohmann::json::parse(to_json(result, heading));
  CHECK(json["species"].size() == result.species.size());
  CHECK(json["saturation_indices"].size() + json["log_fugacities"].size() == result.phases.size());
}

TEST_CASE("two valence states given are reported with their potential") {
  Solution iron;
  iron.totals = {{"Fe(2)", 0.01}, {"Fe(3)", 0.02}, {"Cl", 0.1}};
  iron.pH = 1;
  const Result result = solve::with_project(iron);
  const auto couple = nlohmann::json::parse(to_json(result, heading))["couples"]["Fe+3/Fe+2"];
  const double ratio = solve::species(result, "Fe+3")->log_activity - solve::species(result, "Fe+2")->log_activity;
  CHECK(couple["pe"].get<double>() == Approx(13.05 + ratio).epsilon(1e-12));
  CHECK(couple["Eh"]["value"].get<double>() == Approx(0.05915935 * (13.05 + ratio)).epsilon(1e-6));
  CHECK_THAT(to_text(result, heading), Contains("Fe+3/Fe+2           pe "));
}

TEST_CASE("the text holds what the JSON holds") {
  const Result result = brine();
  const std::string text = to_text(result, heading);
  const auto json = nlohmann::json::parse(to_json(result, heading));
  CHECK_THAT(text, Contains(fmt::format("{:.4f}", json["pH"].get<double>())));
  CHECK_THAT(text, Contains(fmt::format("{:.6f}", json["water_activity"].get<double>())));
  for (const auto& [name, s] : json["species"].items())
    CHECK_THAT(text, Contains(fmt::format("{:<20}{:>14.6e}{:>14.5f}", name, s["molality"].get<double>(),
                                          s["log_activity"].get<double>())));
  for (const auto& [name, value] : json["saturation_indices"].items())
    CHECK_THAT(text, Contains(fmt::format("{:<32}{:>18.4f}", name, value.get<double>())));
}

TEST_CASE("the text names species by falling molality") {
  const std::string text = to_text(brine(), heading);
  CHECK(text.find("\nNa+ ") < text.find("\nCO3-2 "));
  CHECK(text.find("\nCO3-2 ") < text.find("\nHCO3- "));
}

TEST_CASE("a refusal is all that is reported of a solution that has none") {
  CHECK(to_text(refused(), heading) == "not solved: the amount of Na must not be negative\n");
  const auto json = nlohmann::json::parse(to_json(refused(), heading));
  CHECK(json["status"] == "refused");
  CHECK(json["reason"] == refused().refusal);
  CHECK_FALSE(json.contains("pH"));
}
