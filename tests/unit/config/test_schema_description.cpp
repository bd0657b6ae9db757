#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>

#include "config/read.hpp"
#include "leach_inputs.hpp"

using namespace raffinate;

TEST_CASE("a schema describes itself") {
  const auto schema = leach::Inputs::schema();
  CHECK(schema.name() == "leach_tank");
  REQUIRE(schema.fields().size() == 11);
  const config::FieldInfo& volume = schema.fields()[0];
  CHECK(volume.name == "volume");
  CHECK(volume.help == "working volume to the weir");
  CHECK(volume.required);
  CHECK(config::kind_name(volume.kind) == "quantity");
  CHECK(volume.range() == "0.001 m3 to 10000 m3");
  CHECK(schema.fields()[2].range() == "0 to 1");
  CHECK(schema.fields()[3].range() == "1 to 20");
  CHECK(schema.fields()[6].choices.size() == 2);
  CHECK(schema.fields()[8].range() == "at least 0 kg");
  CHECK_FALSE(schema.fields()[9].required);
  CHECK(schema.fields()[9].fields[0].range() == "0 degC to 120 degC");
}

TEST_CASE("the unit of a quantity follows from its type if it is not given") {
  using leach::Heating;
  const auto schema = config::Schema<Heating>("h", "").quantity("setpoint", &Heating::setpoint, {.example = "95 degC"});
  CHECK(schema.fields()[0].unit == "K");
}

TEST_CASE("the example of a schema can be read back") {
  const auto schema = leach::Inputs::schema();
  CHECK(schema.example_text() == "volume: 10 m3\nreactions: wo3_caustic\n");
  const std::string all = schema.example_text(config::SchemaBase::Extent::all);
  CHECK(all.find("phases: [liquid, solid]\n") != std::string::npos);
  base::Problems problems;
  static_cast<void>(schema.read(config::parse(all, "example", problems), problems));
  INFO(base::format(problems));
  CHECK(problems.empty());
}

TEST_CASE("examples of nested parts are indented") {
  struct Outer {
    leach::Heating heating;
    std::vector<leach::Segment> segments;
  };
  const auto schema = config::Schema<Outer>("outer", "")
                          .section("heating", &Outer::heating, leach::Heating::schema(), {})
                          .list("segments", &Outer::segments, leach::Segment::schema(), {});
  CHECK(schema.example_text(config::SchemaBase::Extent::all) ==
        "heating:\n  setpoint: 95 degC\nsegments:\n  - length: 2 m\n    share: 50 %\n");
}

TEST_CASE("a required key without an example is found out") {
  using leach::Segment;
  const auto schema = config::Schema<Segment>("s", "").number("share", &Segment::share, {});
  CHECK_THROWS_AS(schema.example_text(), std::logic_error);
}
