#include <catch2/catch.hpp>
#include <string>

#include "config/override.hpp"
#include "config/read.hpp"

using namespace raffinate;

namespace {

struct Plant {
  base::Problems problems;
  config::Node root = config::parse(
      "units:\n  leach_1: {volume: 10 m3, segments: [{length: 1 m}, {length: 2 m}]}\nfeed:\n  Fe0.947O: 1 kg/h\n", "t.yaml", problems);

  void set(const std::string& assignment) { config::apply_override(root, assignment, problems); }
};

}  // namespace

TEST_CASE("an override replaces a value and is located on the command line") {
  Plant plant;
  plant.set("units.leach_1.volume=20 m3");
  REQUIRE(plant.problems.empty());
  const config::Node volume = plant.root.find("units")->find("leach_1")->find("volume").value();
  CHECK(volume.text() == "20 m3");
  CHECK(volume.path() == "units.leach_1.volume");
  CHECK(volume.where().file == "--set");
  CHECK(volume.where().column == 22);
  CHECK(volume.where().length == 5);
  CHECK(plant.root.find("units")->find("leach_1")->find("segments")->items().size() == 2);
}

TEST_CASE("an override leaves copies of the tree alone") {
  Plant plant;
  const config::Node before = plant.root;
  plant.set("units.leach_1.volume=20 m3");
  CHECK(before.find("units")->find("leach_1")->find("volume")->text() == "10 m3");
}

TEST_CASE("an override may be a list or a map, an item, or a new key") {
  Plant plant;
  plant.set("units.leach_1.segments.1.length=5 m");
  plant.set("units.leach_1.phases=[liquid, solid]");
  plant.set("units.leach_1.heating.setpoint=95 degC");
  plant.set("feed.Fe0.947O=2 kg/h");
  REQUIRE(plant.problems.empty());
  const config::Node unit = plant.root.find("units")->find("leach_1").value();
  CHECK(unit.find("segments")->items()[1].find("length")->text() == "5 m");
  CHECK(unit.find("phases")->items()[0].text() == "liquid");
  CHECK(unit.find("phases")->items()[0].where().line == 2);
  CHECK(unit.find("heating")->find("setpoint")->text() == "95 degC");
  CHECK(plant.root.find("feed")->find("Fe0.947O")->text() == "2 kg/h");
}

TEST_CASE("overrides that go nowhere are explained") {
  Plant plant;
  plant.set("units.leach_1.volume");
  plant.set("units.leech_1.volume=3 m3");
  plant.set("units.leach_1.segments.7.length=3 m");
  plant.set("units.leach_1.volume.x=3 m");
  plant.set("units.leach_1.volume={a");
  CHECK(base::format(plant.problems) == R"(--set: 5 problems, nothing was run

  1:1  expected path=value
    1 | units.leach_1.volume
      | ^^^^^^^^^^^^^^^^^^^^ for example --set "units.leach_1.volume=20 m3"
  2:1  there is no "leech_1"; did you mean "leach_1"?
  3:1  "7" is no item of the list
    3 | units.leach_1.segments.7.length=3 m
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ its items are numbered from 0 to 1
  4:1  "x" would be part of a value that has no parts
    4 | units.leach_1.volume.x=3 m
      | ^^^^^^^^^^^^^^^^^^^^^^ shorten the path
  5:23  a "{" is never closed
    5 | units.leach_1.volume={a
      |                       ^ add "}"; is the file cut off?
)");
}

TEST_CASE("an override without a value, or without its section, is told what is missing") {
  Plant plant;
  plant.set("units.leach_1.volume=");
  plant.set("leach_1.volume=3 m3");
  CHECK(base::format(plant.problems) == R"(--set: 2 problems, nothing was run

  1:1  expected a value after the "=", found nothing
    1 | units.leach_1.volume=
      | ^^^^^^^^^^^^^^^^^^^^ write units.leach_1.volume=VALUE, with a unit if it has one
  2:1  there is no "leach_1.volume" in the file
    2 | leach_1.volume=3 m3
      | ^^^^^^^^^^^^^^ did you mean "units.leach_1.volume"?
)");
}

TEST_CASE("a path finds the value that an override would replace") {
  Plant plant;
  plant.set("feed.Fe0.947O=2 kg/h");
  REQUIRE(plant.problems.empty());
  CHECK(config::find_path(plant.root, "units.leach_1.volume").value().text() == "10 m3");
  CHECK(config::find_path(plant.root, "feed.Fe0.947O").value().text() == "2 kg/h");
  CHECK(config::find_path(plant.root, "units.leach_1.segments.1").value().is_map());
  CHECK_FALSE(config::find_path(plant.root, "units.leach_1.segments.7"));
  CHECK_FALSE(config::find_path(plant.root, "units.leach_1.volume.x"));
  CHECK_FALSE(config::find_path(plant.root, "units.leech_1"));
}
