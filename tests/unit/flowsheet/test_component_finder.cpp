#include <algorithm>
#include <catch2/catch.hpp>

#include "base/data_directory.hpp"
#include "config/read.hpp"
#include "flowsheet/component_finder.hpp"

using namespace raffinate;

namespace {

std::vector<std::string> components_of(const std::string& units) {
  base::Problems problems;
  const auto database = thermo::Database::load(base::data_directory());
  reactions::Library library;
  library.read_folder(base::data_directory() / "reactions", database, problems);
  const auto names = flowsheet::find_components(config::parse(units, "units", problems), database, library);
  problems.throw_if_any();
  return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

TEST_CASE("components are what compositions name, reagents taken apart") {
  const auto names = components_of("feed: {type: feed, material: {composition: {NaOH: 10 %, SiO2: 5 %, air: 1 %}}}");
  for (const char* expected : {"H2O", "H+", "Na+", "SiO2", "O2", "N2", "H2O(g)"}) CHECK(has(names, expected));
  CHECK_FALSE(has(names, "NaOH"));
  CHECK_FALSE(has(names, "WO4-2"));
}

TEST_CASE("components include all that the reactions can make, step by step, and nothing else") {
  const auto names = components_of(
      "feed: {type: feed, material: {composition: {NaOH: 10 %, CoWO4: 5 %}}}\n"
      "tank: {type: stirred_tank, reactions: [caustic_leach]}");
  for (const char* made : {"WO4-2", "Co(OH)2"}) CHECK(has(names, made));
  CHECK_FALSE(has(names, "MoO4-2"));  // no MoO3 to make it of
}

TEST_CASE("a unit that is filled with water by default brings the water") {
  CHECK(has(components_of("tank: {type: stirred_tank}"), "H2O"));
  CHECK_FALSE(has(components_of("scrap: {type: feed, material: {composition: {WC: 100 %}}}"), "H2O"));
}

TEST_CASE("compositions inside a schedule count") {
  const auto names = components_of(
      "feed: {type: feed, material: {composition: {WC: 100 %}}, schedule: [{at: 1 h, material: {composition: {Co: 100 %}}}]}");
  CHECK(has(names, "Co"));
}

TEST_CASE("components stand in the order of the database whatever the order of the file") {
  const auto one = components_of("feed: {type: feed, material: {composition: {NaOH: 10 %, SiO2: 5 %}}}");
  const auto two = components_of("feed: {type: feed, material: {composition: {SiO2: 5 %, NaOH: 10 %}}}");
  CHECK(one == two);
}
