#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/definitions.hpp"
#include "results/report.hpp"
#include "results/source_streams.hpp"
#include "unit/results/small_plant.hpp"

using namespace raffinate;

namespace {

/// The leach plant after 24 h, recorded once for all tests.
const results::ResultFile& leached() {
  static const tests::TemporaryFile path("report.h5");
  static const results::ResultFile file = [] {
    const auto model = tests::leach_plant();
    results::Recorder recorder(path.path(), *model, {});
    const auto outcome = tests::run(model, 24.0, &recorder);
    recorder.finish("complete", outcome.statistics,
                    results::audit(*model, outcome.before, outcome.after, outcome.extremes));
    return results::ResultFile(path.path());
  }();
  return file;
}

results::ReportOptions last_hours(double hours) {
  results::ReportOptions options;
  options.window = hours * 3600.0;
  return options;
}

}  // namespace

TEST_CASE("the report of a steady leach has the numbers of its feeds") {
  const auto report = results::make_report(leached(), last_hours(6));
  CHECK(report.t_start == Approx(18 * 3600.0));
  CHECK(report.scrap_streams == std::vector<std::string>{"scrap_feed"});
  CHECK(report.scrap * 3600.0 == Approx(100.0));
  REQUIRE(report.recoveries.size() == 1);  // no cobalt in this plant
  const auto& W = report.recoveries[0];
  CHECK(W.fed * 3600.0 == Approx(100.0 * 183.84 / 231.84).epsilon(1e-4));
  CHECK(W.recovery == Approx(1.0).epsilon(1e-3));  // all leaves in the one product
  CHECK(W.recovered + W.accumulated == Approx(W.fed).epsilon(1e-9));
  CHECK(W.recovery_of_leaving == Approx(1.0).epsilon(1e-9));
}

TEST_CASE("a reagent is reported by its trade name, without its water") {
  const auto report = results::make_report(leached(), last_hours(6));
  REQUIRE(report.reagents.size() == 1);
  CHECK(report.reagents[0].name == "NaOH");
  CHECK(report.reagents[0].consumption == Approx(0.6).epsilon(1e-4));  // 10 % of 600 kg/h over 100 kg/h
  REQUIRE(report.reagents[0].doses.size() == 1);
  CHECK(report.reagents[0].doses[0].stream == "caustic_feed");
  CHECK(report.reagents[0].doses[0].as_dosed == Approx(6.0).epsilon(1e-9));
  CHECK(report.new_water == Approx(0.5).epsilon(1e-9));
}

TEST_CASE("product, utilities and assay follow from the ledger") {
  const auto report = results::make_report(leached(), last_hours(6));
  REQUIRE(report.products.size() == 1);
  const auto& product = report.products[0];
  CHECK(product.mass_flow * 3600.0 == Approx(750.0).epsilon(1e-3));
  CHECK(product.moisture > 0.99);
  double total = 0;
  for (const auto& [element, share] : product.assay) total += share;
  CHECK(total == Approx(1.0).epsilon(1e-4));  // the elements are the whole
  const auto heating = std::find_if(report.utilities.begin(), report.utilities.end(),
                                    [](const auto& u) { return u.name == "heating_duty"; });
  REQUIRE(heating != report.utilities.end());
  CHECK(heating->power > 0);
  CHECK(heating->specific == Approx(heating->power / report.scrap));
}

TEST_CASE("the JSON report has the promised keys") {
  const auto json = nlohmann::json::parse(results::to_json(results::make_report(leached(), last_hours(6))));
  for (const char* key : {"status", "recovery", "products", "reagents", "utilities", "closure", "solver", "warnings", "basis"})
    CHECK(json.contains(key));
  CHECK(json["status"] == "complete");
  CHECK(json["recovery"]["W"].is_number());
  CHECK(json["products"]["tungstate"]["mass_flow"]["unit"] == "kg/h");
  CHECK(json["products"]["tungstate"]["purity"].is_number());
  CHECK(json["products"]["tungstate"]["assay"]["W"].is_number());
  CHECK(json["reagents"]["NaOH"]["value"].get<double>() == Approx(600.0).epsilon(1e-4));
  CHECK(json["reagents"]["NaOH"]["unit"] == "kg/t");
  CHECK(json["closure"]["elements"]["W"].get<double>() < 1e-9);
  CHECK(json["closure"]["charge"].get<double>() < 1e-9);
  CHECK(json["closure"]["enthalpy"].get<double>() < 1e-6);
  for (const char* key : {"steps", "rhs", "jacobians", "states", "nonzeros", "wall_s"})
    CHECK(json["solver"][key].get<double>() > 0);
  CHECK(json["warnings"].is_array());
}

TEST_CASE("the yield table names its numbers and their basis") {
  const auto text = results::to_text(results::make_report(leached(), last_hours(6)));
  for (const char* word : {"Recovery", "NaOH", "kg/t", "kWh/t", "Closure", "Basis", "tungstate", "Solver"})
    CHECK_THAT(text, Catch::Contains(word));
}

TEST_CASE("without scrap the yield table is by the hour and has no numbers that are none") {
  results::Report report;
  report.audit.quantities = {"charge"};
  report.audit.plant.resize(1);
  report.throughput = 1.0;
  const double none = std::nan("");
  report.recoveries = {{"W", 0, 0, 0, none, none, {{"spent_liquor", "effluent", none, 0.01}, {"cake", "residue", none, 1e-30}}}};
  report.products = {{"tungstate", 1e-20, "CuS", 0.99, 0, {{"Cu", 0.66}}}};
  report.reagents = {{"NaOH", none, 0.5, {{"caustic_feed", none, 1.0}}}};
  report.new_water = report.evaporated_water = none;
  report.utilities = {{"a_name_of_more_than_thirty_letters", -1234.5678e3, none, {}}, {"power", 1e-8, none, {}}};
  const auto text = results::to_text(report);
  CHECK_THAT(text, !Catch::Contains("nan") && !Catch::Contains("per tonne of scrap ("));
  CHECK_THAT(text, Catch::Contains("Consumption by the hour, as no scrap is fed\n"));
  CHECK_THAT(text, Catch::Contains("1800 kg/h   caustic_feed: 3600 kg/h as dosed\n"));
  CHECK_THAT(text, Catch::Contains("Where the W leaves, none being fed\n  spent_liquor ") && Catch::Contains(" 36 kg/h\n"));
  CHECK_THAT(text, !Catch::Contains("cake"));
  CHECK_THAT(text, Catch::Contains("Product tungstate: none\n"));
  CHECK_THAT(text, Catch::Contains("a_name_of_more_than_thirty_letters      -1235 kW\n"));
  CHECK_THAT(text, Catch::Contains("power                                  0 kW\n"));
}

TEST_CASE("less than a billionth of the feed is shown as 0, and columns do not run together") {
  results::Report report;
  report.audit.quantities = {"charge"};
  report.audit.plant.resize(1);
  report.throughput = report.scrap = 1.0;
  report.recoveries = {{"W", 0.5, 0.4, -1.23456e-7, 0.8, 0.8, {{"a_stream_whose_name_is_longer_than_its_column", "residue", 9.74e-103, 5e-103}}}};
  const auto text = results::to_text(report);
  CHECK_THAT(text, Catch::Contains("a_stream_whose_name_is_longer_than_its_column residue                0\n"));
  CHECK_THAT(text, Catch::Contains("1440 kg/h -0.0004444 kg/h\n"));
  CHECK(results::to_json(report).find("9.74e-103") != std::string::npos);
}

TEST_CASE("a window longer than the run, or one in a changing plant, is pointed out") {
  const auto report = results::make_report(leached(), last_hours(48));
  CHECK(report.t_start == 0.0);
  CHECK_THAT(report.warnings.at(0), Catch::Contains("less than the window"));
  CHECK(std::any_of(report.warnings.begin(), report.warnings.end(), [](const std::string& warning) {
    return warning.find("took up") != std::string::npos;
  }));
}

TEST_CASE("mixed reagents are told apart") {
  results::PlantRecord plant;
  const auto add = [&](const char* name, double mass) {
    results::PlantRecord::Component c;
    c.name = name;
    c.molar_mass = mass;
    plant.component_of_entry.push_back(static_cast<int>(plant.components.size()));
    plant.components.push_back(std::move(c));
  };
  add("H2O", 0.018);
  add("H+", 0.001);
  add("Na+", 0.023);
  add("CO3-2", 0.060);
  add("HS-", 0.033);
  plant.reagents = {{"NaOH", {{2, 1}, {0, 1}, {1, -1}}}, {"Na2CO3", {{2, 2}, {3, 1}}}, {"Na2S", {{2, 2}, {4, 1}, {1, -1}}}};
  // 2 mol NaOH + 3 mol Na2CO3 in 10 mol water
  const std::vector<double> soda{12, -2, 8, 3, 0};
  const auto found = results::pure_reagents(plant, soda);
  REQUIRE(found.size() == 2);
  CHECK(found[0].first == "Na2CO3");
  CHECK(found[0].second == Approx(3 * 0.106));
  CHECK(found[1].first == "NaOH");
  CHECK(found[1].second == Approx(2 * 0.040));
  const std::vector<double> sulfide{10, -1, 2, 0, 1};
  const auto single = results::pure_reagents(plant, sulfide);
  REQUIRE(single.size() == 1);
  CHECK(single[0].first == "Na2S");
}

TEST_CASE("definitions are ratios, and not a number without a basis") {
  namespace d = results::definitions;
  CHECK(d::recovery(9, 10) == Approx(0.9));
  CHECK(d::recovery_of_leaving(9, 12, 2) == Approx(0.9));
  CHECK(d::extraction(10, 1) == Approx(0.9));
  CHECK(d::pulp_density(1, 3) == Approx(0.25));
  CHECK(std::isnan(d::recovery(0, 0)));
}
