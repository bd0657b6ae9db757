#include <catch2/catch.hpp>
#include <string>

#include "config/override.hpp"
#include "config/read.hpp"
#include "leach_inputs.hpp"

using namespace raffinate;

namespace {

/// What a user sees who writes this as the inputs of the unit leach_1.
std::string golden(const std::string& text) {
  base::Problems problems;
  const config::Node root = config::parse(text, "plant.yaml", problems);
  if (const auto unit = root.find("leach_1")) static_cast<void>(leach::Inputs::schema().read(*unit, problems, {"type"}));
  return base::format(problems);
}

}  // namespace

TEST_CASE("a wrong dimension and a wrong number are shown with the allowed range") {
  CHECK(golden("leach_1: {type: leach_tank, volume: 10 m, fill: 180 %, reactions: r}\n") ==
        R"(plant.yaml: 2 problems, nothing was run

  1:37  leach_1.volume: expected a volume, got "10 m" (a length)
    1 | leach_1: {type: leach_tank, volume: 10 m, fill: 180 %, reactions: r}
      |                                     ^^^^ try "10 m3" or "10000 L"   (allowed 0.001 m3 to 10000 m3)
  1:49  leach_1.fill: "180 %" is too large
    1 | leach_1: {type: leach_tank, volume: 10 m, fill: 180 %, reactions: r}
      |                                                 ^^^^^ allowed 0 to 1
)");
}

TEST_CASE("an unknown key names the one that was meant, or those there are") {
  CHECK(golden("leach_1:\n  volum: 10 m3\n  reactions: r\n  colour: red\n  heating: {setpoint: 95 degC, limt: 3 kW}\n") ==
        R"(plant.yaml: 3 problems, nothing was run

  2:3  leach_1: unknown key "volum"; did you mean "volume"?
  4:3  leach_1: unknown key "colour"
    4 |   colour: red
      |   ^^^^^^ known keys: type, volume, weir_time, fill, stages, covered, reactions, law, phases, contents, heating, segments
  5:32  leach_1.heating: unknown key "limt"; did you mean "limit"?
)");
}

TEST_CASE("a missing key is shown with an example and its meaning") {
  CHECK(golden("leach_1: {type: leach_tank, reactions: r, segments: [{share: 0.1}]}\n") ==
        R"(plant.yaml: 2 problems, nothing was run

  1:1  leach_1.volume: required, but not given
    1 | leach_1: {type: leach_tank, reactions: r, segments: [{share: 0.1}]}
      | ^^^^^^^ add "volume: 10 m3"   (working volume to the weir)
  1:54  leach_1.segments.0.length: required, but not given
    1 | leach_1: {type: leach_tank, reactions: r, segments: [{share: 0.1}]}
      |                                                      ^ add "length: 2 m"   (along the axis)
)");
}

TEST_CASE("NaN, infinity and bare numbers are no quantities") {
  CHECK(golden("leach_1:\n  volume: .nan\n  weir_time: inf s\n  fill: nan\n  reactions: r\n  contents: {H2O: 10, W: -1 kg}\n") ==
        R"(plant.yaml: 5 problems, nothing was run

  2:11  leach_1.volume: expected a volume, got ".nan"
    2 |   volume: .nan
      |           ^^^^ write a number and a unit, for example "10 m3" or "10000 L"   (allowed 0.001 m3 to 10000 m3)
  3:14  leach_1.weir_time: expected a duration, got "inf s"
    3 |   weir_time: inf s
      |              ^^^^^ write a number and a unit, for example "10 min" or "0.166667 h"
  4:9  leach_1.fill: expected a plain number, got "nan"
    4 |   fill: nan
      |         ^^^ write a number, for example "0.5" or "50 %"   (allowed 0 to 1)
  6:19  leach_1.contents.H2O: expected a mass or an amount of substance, got the bare number "10"
    6 |   contents: {H2O: 10, W: -1 kg}
      |                   ^^ add a unit, for example "10 kg" or "10 mol"   (allowed at least 0 kg)
  6:26  leach_1.contents.W: "-1 kg" is too small
    6 |   contents: {H2O: 10, W: -1 kg}
      |                          ^^^^^ allowed at least 0 kg
)");
}

TEST_CASE("a value of the wrong shape says what belongs there") {
  CHECK(golden("leach_1:\n  volume: [1, 2]\n  stages: 2.5\n  covered: maybe\n  reactions: {a: 1}\n  law: shrinkng\n"
               "  phases: {a: 1}\n  contents: 3 kg\n  heating: 95 degC\n  segments: {length: 1 m}\n") ==
        R"(plant.yaml: 9 problems, nothing was run

  2:11  leach_1.volume: expected a volume, got a list
    2 |   volume: [1, 2]
      |           ^ write one value   (allowed 0.001 m3 to 10000 m3)
  3:11  leach_1.stages: expected a whole number, got "2.5"
    3 |   stages: 2.5
      |           ^^^ for example 3   (allowed 1 to 20)
  4:12  leach_1.covered: expected true or false, got "maybe"
    4 |   covered: maybe
      |            ^^^^^ write true or false
  5:14  leach_1.reactions: expected a text, got a map
    5 |   reactions: {a: 1}
      |              ^ for example wo3_caustic
  6:8  leach_1.law: "shrinkng" is not a choice; did you mean "shrinking"?
    6 |   law: shrinkng
      |        ^^^^^^^^ choose shrinking or porous
  7:11  leach_1.phases: expected a list of texts, got a map
    7 |   phases: {a: 1}
      |           ^ write [first, second]
  8:13  leach_1.contents: expected a map from names to quantities, got "3 kg"
    8 |   contents: 3 kg
      |             ^^^^ for example {name: 10 kg}
  9:12  leach_1.heating: expected a map, got "95 degC"
    9 |   heating: 95 degC
      |            ^^^^^^^ write "key: value" lines; known keys: setpoint, limit
  10:13  leach_1.segments: expected a list, got a map
   10 |   segments: {length: 1 m}
      |             ^ start each item with "- "
)");
}

TEST_CASE("an empty value is pointed at by its key") {
  CHECK(golden("leach_1:\n  volume:\n  reactions: r\n") == R"(plant.yaml: 1 problem, nothing was run

  2:3  leach_1.volume: expected a volume, got nothing
    2 |   volume:
      |   ^^^^^^ write a number and a unit, for example "10 m3" or "10000 L"   (allowed 0.001 m3 to 10000 m3)
)");
}

TEST_CASE("a truncated file is shown where it ends") {
  CHECK(golden("leach_1: {type: leach_tank, vol") == R"(plant.yaml: 1 problem, nothing was run

  1:31  a "{" is never closed
    1 | leach_1: {type: leach_tank, vol
      |                               ^ add "}"; is the file cut off?
)");
}

TEST_CASE("a wrong override is shown as it was typed") {
  base::Problems problems;
  config::Node root = config::parse("leach_1: {volume: 10 m3, reactions: r}\n", "plant.yaml", problems);
  config::apply_override(root, "leach_1.volume=20 kg", problems);
  config::apply_override(root, "leach_1.wier_time=3 min", problems);
  static_cast<void>(leach::Inputs::schema().read(root.find("leach_1").value(), problems));
  CHECK(base::format(problems) == R"(--set: 2 problems, nothing was run

  1:16  leach_1.volume: expected a volume, got "20 kg" (a mass)
    1 | leach_1.volume=20 kg
      |                ^^^^^ try "20 m3" or "20000 L"   (allowed 0.001 m3 to 10000 m3)
  2:1  leach_1: unknown key "wier_time"; did you mean "weir_time"?
)");
}
