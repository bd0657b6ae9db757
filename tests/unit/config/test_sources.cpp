#include <catch2/catch.hpp>
#include <vector>

#include "config/read.hpp"
#include "config/sources.hpp"

using namespace raffinate;

TEST_CASE("sources are collected with what they belong to") {
  base::Problems problems;
  const config::Node root = config::parse(
      "a: {value: 5 g/L, source: JANAF}\n"
      "b:\n  - k: 1\n    source: {assumption: no data, range: 1 to 3}\n",
      "t.yaml", problems);
  REQUIRE(problems.empty());
  const std::vector<config::SourceNote> notes = config::collect_sources(root);
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].path == "a");
  CHECK(notes[0].text == "JANAF");
  CHECK_FALSE(notes[0].assumption);
  CHECK(notes[1].path == "b.0");
  CHECK(notes[1].text == "no data");
  CHECK(notes[1].assumption);
  CHECK(notes[1].range == "1 to 3");
  CHECK(notes[1].where.line == 4);
}
