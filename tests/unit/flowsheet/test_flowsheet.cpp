#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "base/errors.hpp"
#include "flowsheet/flowsheet.hpp"
#include "model/model.hpp"

using namespace raffinate;

namespace {

const std::string tank = R"(title: One tank
run: {duration: 2 h, relative_tolerance: 1e-6, strict: true}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank}
  out: {from: tank.out, to: product}
)";

}  // namespace

TEST_CASE("a flowsheet is read with its options, units, streams and text") {
  const auto sheet = flowsheet::parse(tank, "tank.yaml");
  CHECK(sheet.title == "One tank");
  CHECK(sheet.file == "tank.yaml");
  CHECK(sheet.text == tank);
  CHECK(sheet.run.duration == 7200.0);
  CHECK(sheet.run.output_interval == 3600.0);
  CHECK(sheet.run.relative_tolerance == 1e-6);
  CHECK(sheet.run.strict);
  REQUIRE(sheet.plant.units.size() == 2);
  CHECK(sheet.plant.units[1].name == "tank");
  CHECK(sheet.plant.units[1].type == "stirred_tank");
}

TEST_CASE("a unit with one port need not name it, and an optional outlet without a stream is vented") {
  const auto model = model::Model::compile(flowsheet::parse(tank, "tank.yaml").plant);
  REQUIRE(model->streams().size() == 3);
  CHECK(model->streams()[0].from_unit == 0);
  CHECK(model->streams()[0].to_unit == 1);
  CHECK(model->streams()[1].destination == model::Destination::product);
  CHECK(model->streams()[2].name == "tank.gas");
  CHECK(model->streams()[2].destination == model::Destination::emission);
}

TEST_CASE("overrides change the plant and are kept") {
  const auto path = std::filesystem::temp_directory_path() / "raffinate_tank_test.yaml";
  std::ofstream(path) << tank;
  auto sheet = flowsheet::read(path.string(), {"units.tank.volume=3 m3", "run.duration=5 h"});
  std::filesystem::remove(path);
  CHECK(sheet.run.duration == 18000.0);
  CHECK(sheet.overrides.size() == 2);
  CHECK(sheet.text == tank);
  const auto model = model::Model::compile(std::move(sheet.plant));
  double mass = 0.0;
  for (int i = 0; i < model->state_count(); ++i)
    if (model->unknown_name(i) == "tank.liquid_mass") mass = model->initial()[static_cast<std::size_t>(i)];
  CHECK(mass == Approx(3000.0).epsilon(0.03));  // of water with a mean density
}

TEST_CASE("a reaction of the data is amended by its flowsheet") {
  const std::string leach = tank + "reactions:\n  SiO2_caustic: {rate: {k: 1 1/s}}\n";
  CHECK_NOTHROW(flowsheet::parse(leach, "leach.yaml"));
  CHECK_THROWS_AS(flowsheet::parse(tank + "reactions:\n  SiO2_caustic: {k: 1 1/s}\n", "leach.yaml"), base::InputError);
}

TEST_CASE("the same text gives the same plant") {
  const auto one = model::Model::compile(flowsheet::parse(tank, "a").plant), two = model::Model::compile(flowsheet::parse(tank, "b").plant);
  CHECK(one->initial() == two->initial());
  CHECK(one->pattern().row == two->pattern().row);
}
