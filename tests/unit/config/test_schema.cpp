#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "config/read.hpp"
#include "config/schema.hpp"
#include "leach_inputs.hpp"

using namespace raffinate;

namespace {

template <class T>
T read(const config::Schema<T>& schema, const std::string& text) {
  base::Problems problems;
  const T result = schema.read(config::parse(text, "t.yaml", problems), problems, {"type"});
  INFO(base::format(problems));
  REQUIRE(problems.empty());
  return result;
}

}  // namespace

TEST_CASE("a map fills a struct, absent keys take their defaults") {
  const auto inputs = read(leach::Inputs::schema(), "type: leach_tank\nvolume: 5000 L\nreactions: wo3_caustic\n");
  CHECK(inputs.volume.value() == Approx(5));
  CHECK(inputs.weir_time == Approx(120));
  CHECK(inputs.fill == Approx(0.8));
  CHECK(inputs.stages == 3);
  CHECK_FALSE(inputs.covered);
  CHECK(inputs.reactions == "wo3_caustic");
  CHECK(inputs.law == leach::Law::shrinking);
  CHECK(inputs.phases == std::vector<std::string>{"liquid", "solid"});
  CHECK(inputs.contents.empty());
  CHECK_FALSE(inputs.heating);
  CHECK(inputs.segments.empty());
}

TEST_CASE("every kind of field can be given") {
  const auto inputs = read(leach::Inputs::schema(), R"(
volume: {value: 20 m3, source: vendor drawing}
weir_time: 30 s
fill: 0.25
stages: 5
covered: yes
reactions: wo3_caustic
law: porous
phases: solid
contents: {H2O: 2 t, Na2WO4:2H2O: {value: 3 mol, source: assay}, source: start-up plan}
heating: {setpoint: 95 °C, limit: 200 kW, source: {assumption: typical, range: 80 to 100 degC}}
segments:
  - length: 2 m
  - {length: 30 cm, share: 10 %}
source: basic engineering
)");
  CHECK(inputs.volume.value() == Approx(20));
  CHECK(inputs.weir_time == Approx(30));
  CHECK(inputs.fill == Approx(0.25));
  CHECK(inputs.stages == 5);
  CHECK(inputs.covered);
  CHECK(inputs.law == leach::Law::porous);
  CHECK(inputs.phases == std::vector<std::string>{"solid"});
  REQUIRE(inputs.contents.size() == 2);
  CHECK(inputs.contents[0].name == "H2O");
  CHECK(inputs.contents[0].value == Approx(2000));
  CHECK(inputs.contents[0].unit == 0);
  CHECK(inputs.contents[1].name == "Na2WO4:2H2O");
  CHECK(inputs.contents[1].value == Approx(3));
  CHECK(inputs.contents[1].unit == 1);
  CHECK(inputs.contents[1].where.line == 10);
  REQUIRE(inputs.heating);
  CHECK(inputs.heating->setpoint.value() == Approx(368.15));
  REQUIRE(inputs.heating->limit);
  CHECK(inputs.heating->limit->value() == Approx(2e5));
  REQUIRE(inputs.segments.size() == 2);
  CHECK(inputs.segments[0].share == Approx(0.5));
  CHECK(inputs.segments[1].length.value() == Approx(0.3));
}

TEST_CASE("members may be optional, located or plain") {
  struct Members {
    std::optional<double> number;
    std::optional<int> count;
    std::optional<std::string> word;
    config::LocatedText name;
    std::vector<config::LocatedText> names;
    std::map<std::string, double> amounts;
    std::vector<std::pair<std::string, double>> ordered;
    std::string choice;
    std::optional<config::Node> raw;
  };
  const auto schema = config::Schema<Members>("members", "")
                          .number("number", &Members::number, {})
                          .integer("count", &Members::count, {})
                          .text("word", &Members::word, {})
                          .text("name", &Members::name, {})
                          .texts("names", &Members::names, {})
                          .amounts("amounts", &Members::amounts, {.unit = "kg"})
                          .amounts("ordered", &Members::ordered, {.unit = "kg"})
                          .choice("choice", &Members::choice, {"a", "b"}, {})
                          .node("raw", &Members::raw, {});
  const std::string needed = "name: x\nnames: [y, z]\namounts: {b: 1 kg, a: 2 g}\nordered: {b: 1 kg, a: 2 g}\nchoice: b\n";
  const Members bare = read(schema, needed);
  CHECK_FALSE(bare.number);
  CHECK_FALSE(bare.count);
  CHECK_FALSE(bare.word);
  CHECK_FALSE(bare.raw);
  CHECK(bare.name.text == "x");
  CHECK(bare.name.where.line == 1);
  CHECK(bare.name.path == "name");
  CHECK(bare.names[1].path == "names.1");
  CHECK(bare.amounts.at("a") == Approx(2e-3));
  CHECK(bare.ordered[0].first == "b");
  CHECK(bare.choice == "b");
  const Members full = read(schema, needed + "number: 12 %\ncount: 4\nword: w\nraw: {any: [thing]}\n");
  CHECK(full.number == Approx(0.12));
  CHECK(full.count == 4);
  CHECK(full.word == "w");
  REQUIRE(full.raw);
  CHECK(full.raw->find("any")->is_list());
}

TEST_CASE("an absent section takes the defaults of its schema") {
  struct Part {
    double x = 0;
  };
  struct Whole {
    Part part;
  };
  const auto part = config::Schema<Part>("part", "").number("x", &Part::x, {.fallback = "0.5"});
  CHECK(read(config::Schema<Whole>("whole", "").section("part", &Whole::part, part, {}), "type: w").part.x == 0.5);
}

TEST_CASE("a rule on several fields is checked once they are read") {
  base::Problems problems;
  const config::Node node = config::parse("t: {volume: 1 m3, reactions: r, heating: {setpoint: 50 degC}}", "t.yaml", problems);
  static_cast<void>(leach::Inputs::schema().read(node.find("t").value(), problems));
  CHECK(base::format(problems) == R"(t.yaml: 1 problem, nothing was run

  1:1  t: an open tank cannot be heated
    1 | t: {volume: 1 m3, reactions: r, heating: {setpoint: 50 degC}}
      | ^ set covered: true
)");
}

TEST_CASE("a slip in a declaration shows when it is declared") {
  using leach::Inputs;
  config::Schema<Inputs> schema("s", "");
  CHECK_THROWS_AS(schema.quantity("volume", &Inputs::volume, {.unit = "kg"}), std::logic_error);
  CHECK_THROWS_AS(schema.quantity("volume", &Inputs::volume, {.unit = "m3", .fallback = "10 m"}), std::logic_error);
  CHECK_THROWS_AS(schema.quantity("volume", &Inputs::volume, {.max = "1 m3", .example = "10 m3"}), std::logic_error);
  CHECK_THROWS_AS(schema.quantity("weir_time", &Inputs::weir_time, {.fallback = "2 min"}), std::logic_error);
  CHECK_THROWS_AS(schema.integer("stages", &Inputs::stages, {.fallback = "2.5"}), std::logic_error);
  CHECK_THROWS_AS(schema.choice("law", &Inputs::law, {"a", "b"}, {.fallback = "c"}), std::logic_error);
}
