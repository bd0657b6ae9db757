#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "config/node.hpp"
#include "config/read.hpp"

using namespace raffinate;

namespace {

config::Node read(const std::string& text) {
  base::Problems problems;
  const config::Node node = config::parse(text, "t.yaml", problems);
  INFO(base::format(problems));
  REQUIRE(problems.empty());
  return node;
}

}  // namespace

TEST_CASE("values know their kind, text and path") {
  const config::Node root = read("units:\n  leach_1: {volume: 10 m3, list: [a, 'b c'], none: }\n");
  REQUIRE(root.is_map());
  const config::Node unit = root.find("units")->find("leach_1").value();
  CHECK(unit.keys() == std::vector<std::string>{"volume", "list", "none"});
  CHECK(unit.find("volume")->is_scalar());
  CHECK(unit.find("volume")->text() == "10 m3");
  CHECK(unit.find("volume")->path() == "units.leach_1.volume");
  CHECK(unit.find("list")->is_list());
  CHECK(unit.find("list")->items()[1].text() == "b c");
  CHECK(unit.find("list")->items()[1].path() == "units.leach_1.list.1");
  CHECK(unit.find("none")->is_null());
  CHECK_FALSE(unit.find("absent"));
  CHECK_FALSE(unit.find("volume")->find("x"));
  CHECK(unit.with_path("leach_1").find("volume")->path() == "leach_1.volume");
}

TEST_CASE("values know their place in characters") {
  const config::Node root = read("# über\nT: {a: 95 °C, b: \"3 m\", c: &x 4 m, d: *x}\ne:\n  f: 1\n");
  const config::Node map = root.find("T").value();
  const auto check = [](const base::Location& where, int line, int column, int length) {
    CHECK(where.file == "t.yaml");
    CHECK(where.line == line);
    CHECK(where.column == column);
    CHECK(where.length == length);
  };
  check(map.where(), 2, 4, 1);
  check(map.find("a")->where(), 2, 8, 5);
  check(map.find("b")->where(), 2, 18, 5);   // with its quotes
  check(map.find("c")->where(), 2, 31, 3);   // after the anchor
  check(map.find("d")->where(), 2, 31, 3);   // an alias is where its anchor is
  check(map.find("d")->key_where(), 2, 36, 1);
  check(root.find("e")->key_where(), 3, 1, 1);
  check(root.find("e")->find("f")->where(), 4, 6, 1);
  check(root.key_where(), 0, 0, 1);
}

TEST_CASE("names of species are ordinary keys") {
  const config::Node root = read("flow: {Na2WO4:2H2O: 1 t/a, Na+: 2, WO4-2: 3, H2O(g): 4}\nblock:\n  Fe0.947O: 1\n  Na2WO4:2H2O: 5\n");
  CHECK(root.find("flow")->keys() == std::vector<std::string>{"Na2WO4:2H2O", "Na+", "WO4-2", "H2O(g)"});
  CHECK(root.find("block")->keys() == std::vector<std::string>{"Fe0.947O", "Na2WO4:2H2O"});
}

TEST_CASE("aliases share values but not paths") {
  const config::Node root = read("a: &x {v: 1}\nb: *x\n");
  CHECK(root.find("b")->find("v")->text() == "1");
  CHECK(root.find("b")->find("v")->path() == "b.v");
}

TEST_CASE("a value is described for messages") {
  CHECK(read("a: [1]\n").find("a")->describe() == "a list");
  CHECK(read("a: {b: 1}\n").find("a")->describe() == "a map");
  CHECK(read("a:\n").find("a")->describe() == "nothing");
  CHECK(read("a: b\n").find("a")->describe() == "\"b\"");
  CHECK(read("a: " + std::string(59, 'x') + "°C\n").find("a")->describe() == "\"" + std::string(59, 'x') + "...\"");
  CHECK(config::Node().is_null());
}
