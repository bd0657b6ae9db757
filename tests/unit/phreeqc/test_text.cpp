#include <catch2/catch.hpp>

#include "phreeqc/text.hpp"
#include "small_database.hpp"

using namespace raffinate::phreeqc;

namespace {

std::vector<std::string> texts(const Line& line) {
  std::vector<std::string> result;
  for (const Word& word : line) result.push_back(word.text);
  return result;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a comment goes from # to the end of the line") {
  const auto lines = split_lines("log_k 1 # of 2; -gamma 3\n# nothing\nNa+ = Na+#x");
  REQUIRE(lines.size() == 2);
  CHECK(texts(lines[0]) == Words{"log_k", "1"});
  CHECK(texts(lines[1]) == Words{"Na+", "=", "Na+"});
}

TEST_CASE("a semicolon ends a logical line") {
  const auto lines = split_lines("-log_k 1;-delta_h 2 kcal ; ;-gamma 3 0");
  REQUIRE(lines.size() == 3);
  CHECK(texts(lines[1]) == Words{"-delta_h", "2", "kcal"});
}

TEST_CASE("a backslash at the end of a line joins the next one") {
  const auto lines = split_lines("-analytic 1 2 \\  \n  3 4\nlog_k 5");
  REQUIRE(lines.size() == 2);
  CHECK(texts(lines[0]) == Words{"-analytic", "1", "2", "3", "4"});
}

TEST_CASE("tabs and carriage returns are white space") {
  const auto lines = split_lines("Na\tNa+\t0\r\nCl Cl-\r\n");
  REQUIRE(lines.size() == 2);
  CHECK(texts(lines[0]) == Words{"Na", "Na+", "0"});
}

TEST_CASE("words know their line and column, in characters") {
  const auto lines = split_lines("\n\xC3\xA4\xC3\xB6 Na+ = Na+; x\\\n  y");
  REQUIRE(lines.size() == 2);
  CHECK(lines[0][1].line == 2);
  CHECK(lines[0][1].column == 4);
  CHECK(lines[1][0].column == 15);
  CHECK(lines[1][1].line == 3);
  CHECK(lines[1][1].column == 3);
}

TEST_CASE("a byte-order mark is not part of the first keyword") {
  const auto database = load(std::string("\xEF\xBB\xBF") + (small_database + 1));
  CHECK(database.contents().skipped.empty());
  CHECK(database.master("H") != nullptr);
}

TEST_CASE("a file in Windows-1252 is read, and problems in it have the right column") {
  CHECK(load_with("# 0 - 50 \xB0"
                  "C, B\xE9n\xE9zeth\n")
            .species("Na+") != nullptr);
  CHECK_THAT(refusal("TITLE \xE9\n\nSOLUTION_SPECIES\nNa+ = \xE9X+ + Na\n"),
             Catch::Contains(std::to_string(first_line_after() + 3) + ":7") && Catch::Contains("\xC3\xA9"));
}
