#include <catch2/catch.hpp>
#include <string>

#include "base/problems.hpp"

using namespace raffinate;

TEST_CASE("problems read as the design shows them") {
  base::Problems problems;
  problems.register_text("flowsheets/demo.yaml",
                         "# demo\n\n\n\n\nunits:\n"
                         "  leach_1: {type: leach_tank, volume: 10 m, reactions: wo3_caustic}\n");
  problems.add({{"flowsheets/demo.yaml", 9, 56, 5}, "connections",
                "unit \"leach_1\" has no outlet \"slury\"; did you mean \"slurry\"?", ""});
  problems.add({{"flowsheets/demo.yaml", 7, 39, 4}, "leach_1.volume", "expected a volume, got \"10 m\" (a length)",
                "try \"10 m3\" or \"10000 L\"   (allowed 0.001 m3 to 10000 m3)"});
  CHECK(base::format(problems) == R"(flowsheets/demo.yaml: 2 problems, nothing was run

  7:39  leach_1.volume: expected a volume, got "10 m" (a length)
    7 |   leach_1: {type: leach_tank, volume: 10 m, reactions: wo3_caustic}
      |                                       ^^^^ try "10 m3" or "10000 L"   (allowed 0.001 m3 to 10000 m3)
  9:56  connections: unit "leach_1" has no outlet "slury"; did you mean "slurry"?
)");
}

TEST_CASE("each file has its block, and a file as a whole needs no line") {
  base::Problems problems;
  problems.add({{"b.yaml", 2, 1, 1}, "", "second", "no text is known for this file"});
  problems.add({base::whole_file("a.yaml"), "", "the file is empty", ""});
  CHECK(base::format(problems) == R"(a.yaml: 1 problem, nothing was run

  the file is empty

b.yaml: 1 problem, nothing was run

  2:1  second
        no text is known for this file
)");
}

TEST_CASE("the caret stands under the character, whatever its bytes") {
  base::Problems problems;
  problems.register_text("p.yaml", "T: {a: 95 °C, b: 3 m}\r\n");
  problems.add({{"p.yaml", 1, 18, 3}, "T.b", "wrong", "right"});
  CHECK(base::format(problems) == "p.yaml: 1 problem, nothing was run\n\n  1:18  T.b: wrong\n"
                                  "    1 | T: {a: 95 °C, b: 3 m}\n"
                                  "      |                  ^^^ right\n");
}

TEST_CASE("a long line is cut around the fault") {
  base::Problems problems;
  problems.register_text("p.yaml", std::string(1000, 'a') + "X" + std::string(1000, 'b'));
  problems.add({{"p.yaml", 1, 1001, 1}, "", "wrong", "right"});
  const std::string text = base::format(problems);
  CHECK(text.size() < 350);
  CHECK(text.find("aX") != std::string::npos);
  const std::size_t line = text.find("    1 | ");
  const std::size_t caret_line = text.find("      | ");
  CHECK(text.find('X') - line == text.find('^') - caret_line);
}

TEST_CASE("a place beyond the text does no harm") {
  base::Problems problems;
  problems.register_text("p.yaml", "short\n");
  problems.add({{"p.yaml", 1, 99, 40}, "", "wrong", "right"});
  problems.add({{"p.yaml", 99, 1, 1}, "", "wrong", "right"});
  problems.add({{"p.yaml", 1, -3, -1}, "", "wrong", "right"});
  CHECK(base::format(problems).find("99:1  wrong\n        right\n") != std::string::npos);
}

TEST_CASE("a file full of faults does not flood the terminal") {
  base::Problems problems;
  for (int i = 1; i <= 1000; ++i) problems.add({{"p.yaml", i, 1, 1}, "", "wrong", ""});
  const std::string text = base::format(problems);
  CHECK(text.find("p.yaml: 1000 problems") == 0);
  CHECK(text.find("  50:1  wrong\n  ... and 950 more\n") != std::string::npos);
  CHECK(text.find("51:1") == std::string::npos);
}

TEST_CASE("problems are available to programs as JSON") {
  base::Problems problems;
  CHECK(base::to_json(problems) == "[]");
  problems.add({{"a.yaml", 2, 3, 4}, "x", "got \"1\n\"", "b\\c"});
  problems.add({base::whole_file("a.yaml"), "", "empty", ""});
  CHECK(base::to_json(problems) ==
        R"([{"file": "a.yaml", "line": 0, "column": 0, "length": 1, "subject": "", "message": "empty", "remedy": ""}, )"
        R"({"file": "a.yaml", "line": 2, "column": 3, "length": 4, "subject": "x", "message": "got \"1\u000a\"", "remedy": "b\\c"}])");
}
