#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "base/errors.hpp"
#include "flowsheet/flowsheet.hpp"
#include "golden.hpp"

using namespace raffinate;
using raffinate::test::golden;

TEST_CASE("an unknown key at the top names the one that was meant") {
  CHECK(golden(R"(titel: One tank
run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  1:1  titel: unknown key "titel"
    1 | titel: One tank
      | ^^^^^ did you mean "title"?
)");
}

TEST_CASE("an unknown key of a unit names the one that was meant") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volum: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  4:30  tank: unknown key "volum"; did you mean "volume"?
)");
}

TEST_CASE("sections that are missing are shown by example") {
  CHECK(golden(R"(title: One tank
)") ==
        R"(plant.yaml: 3 problems, nothing was run

  the key `units` is missing
        for example "units: {tank: {type: stirred_tank, volume: 10 m3}}"
  the key `streams` is missing
        for example "streams: {leach_slurry: {from: tank.out, to: product}}"
  the key `run` is missing
        for example "run: {duration: 300 h}"
)");
}

TEST_CASE("sections of the wrong shape are shown by example") {
  CHECK(golden(R"(run: 2 h
units: [tank]
streams: {}
)") ==
        R"(plant.yaml: 3 problems, nothing was run

  1:1  run: expected a map, got "2 h"
    1 | run: 2 h
      | ^^^ for example "run: {duration: 300 h}"
  2:1  units: expected a map, got a list
    2 | units: [tank]
      | ^^^^^ for example "units: {tank: {type: stirred_tank, volume: 10 m3}}"
  3:1  streams: expected a map, got an empty one
    3 | streams: {}
      | ^^^^^^^ for example "streams: {leach_slurry: {from: tank.out, to: product}}"
)");
}

TEST_CASE("a file that is no flowsheet says so") {
  CHECK(golden(R"(- tank
- feed
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  1:1  expected a flowsheet, a map with `units` and `streams`, found a list
    1 | - tank
      | ^ see flowsheets/ for examples
)");
}

TEST_CASE("a wrong dimension is shown with the allowed range") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 10 m}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  4:38  tank.volume: expected a volume, got "10 m" (a length)
    4 |   tank: {type: stirred_tank, volume: 10 m}
      |                                      ^^^^ try "10 m3" or "10000 L"   (allowed 0.001 m3 to 10000 m3)
)");
}

TEST_CASE("dangling ports are shown with the stream to add") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
  split: {type: splitter, fraction: 0.1}
streams:
  dose: {from: caustic, to: split.feed}
  some: {from: split.first, to: product}
)") ==
        R"(plant.yaml: 3 problems, nothing was run

  4:3  tank: outlet "out" leads nowhere
    4 |   tank: {type: stirred_tank, volume: 1 m3}
      |   ^^^^ add a stream {from: tank.out, to: ...}, for example to: effluent
  4:3  tank: inlet "feed" is not fed
    4 |   tank: {type: stirred_tank, volume: 1 m3}
      |   ^^^^ add a stream {from: ..., to: tank.feed}
  5:3  split: outlet "second" leads nowhere
    5 |   split: {type: splitter, fraction: 0.1}
      |   ^^^^^ add a stream {from: split.second, to: ...}, for example to: effluent
)");
}

TEST_CASE("an outlet feeds one stream only") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
  more: {from: tank.out, to: bleed}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  4:3  tank: outlet "out" feeds more than one stream
    4 |   tank: {type: stirred_tank, volume: 1 m3}
      |   ^^^^ divide it with a unit of type splitter
)");
}

TEST_CASE("unknown units and ports name those that were meant") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustik, to: tank.fed}
  out: {from: tank.slurry, to: produkt}
)") ==
        R"(plant.yaml: 4 problems, nothing was run

  6:16  streams.dose.from: no unit "caustik"
    6 |   dose: {from: caustik, to: tank.fed}
      |                ^^^^^^^ did you mean "caustic"?
  6:29  streams.dose.to: unit "tank" has no inlet "fed"
    6 |   dose: {from: caustik, to: tank.fed}
      |                             ^^^^^^^^ did you mean "feed"?
  7:15  streams.out.from: unit "tank" has no outlet "slurry"
    7 |   out: {from: tank.slurry, to: produkt}
      |               ^^^^^^^^^^^ outlets: out, gas
  7:32  streams.out.to: no unit "produkt"
    7 |   out: {from: tank.slurry, to: produkt}
      |                                ^^^^^^^ did you mean "product"?
)");
}

TEST_CASE("a loop of units without holdup is refused with the cycle") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  first: {type: splitter, fraction: 0.5}
  second: {type: splitter, fraction: 0.5}
streams:
  dose: {from: caustic, to: first.feed}
  onward: {from: first.first, to: second.feed}
  out: {from: first.second, to: product}
  back: {from: second.first, to: first.feed}
  purge: {from: second.second, to: bleed}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  4:3  first: a loop of units without holdup: second -> first -> second; its flows would have to be guessed
    4 |   first: {type: splitter, fraction: 0.5}
      |   ^^^^^ put a surge tank (type: stirred_tank) into the loop
)");
}

TEST_CASE("an unknown unit type names the one that was meant") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stired_tank}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  4:16  units.tank.type: no unit operation "stired_tank"
    4 |   tank: {type: stired_tank}
      |                ^^^^^^^^^^^ did you mean "stirred_tank"?
)");
}

TEST_CASE("a unit without type is shown what there is") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  4:9  units.tank: a unit needs a `type`
    4 |   tank: {volume: 1 m3}
      |         ^ one of: batch_filter, batch_reactor, centrifuge, controller, crystalliser, dryer, feed, filter, mill, reagent, roaster, solids_cooler, splitter, stirred_tank, thickener
)");
}

TEST_CASE("unknown signals name those that were meant") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
  acid:
    type: reagent
    material: {composition: {NaOH: 50 %}}
    measure: tank.pHH
    setpoint: 7
    gain: 1 kg/h
    maximum: 1 kg/h
  base:
    type: reagent
    material: {composition: {NaOH: 50 %}}
    measure: tnk.pH
    setpoint: 7
    gain: 1 kg/h
    maximum: 1 kg/h
  salt:
    type: reagent
    material: {composition: {NaOH: 50 %}}
    measure: pH
    setpoint: 7
    gain: 1 kg/h
    maximum: 1 kg/h
  soda:
    type: reagent
    material: {composition: {NaOH: 50 %}}
    measure: caustic.pH
    setpoint: 7
    gain: 1 kg/h
    maximum: 1 kg/h
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
  acid_dose: {from: acid, to: tank.feed}
  base_dose: {from: base, to: tank.feed}
  salt_dose: {from: salt, to: tank.feed}
  soda_dose: {from: soda, to: tank.feed}
)") ==
        R"(plant.yaml: 4 problems, nothing was run

  8:14  acid: no signal "tank.pHH"
    8 |     measure: tank.pHH
      |              ^^^^^^^^ did you mean "tank.pH"?
  15:14  base: no signal "tnk.pH"
   15 |     measure: tnk.pH
      |              ^^^^^^ did you mean "tank.pH"?
  22:14  salt: no signal "pH"
   22 |     measure: pH
      |              ^^ a signal is "unit.channel", for example "leach_1.pH"
  29:14  soda: no signal "caustic.pH"
   29 |     measure: caustic.pH
      |              ^^^^^^^^^^ its signals: caustic.mass_flow
)");
}

TEST_CASE("a truncated file is shown where it ends") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composit)") ==
        R"(plant.yaml: 1 problem, nothing was run

  3:64  a "{" is never closed
    3 |   caustic: {type: feed, mass_flow: 200 kg/h, material: {composit
      |                                                                ^ add "}"; is the file cut off?
)");
}

TEST_CASE("NaN is no quantity") {
  CHECK(golden(R"(run: {duration: .nan}
units:
  caustic: {type: feed, mass_flow: nan kg/h, material: {composition: {NaOH: .nan}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 3 problems, nothing was run

  1:17  run.duration: expected a duration, got ".nan"
    1 | run: {duration: .nan}
      |                 ^^^^ write a number and a unit, for example "10 h" or "600 min"   (allowed at least 0 s)
  3:36  caustic.mass_flow: expected a mass flow, got "nan kg/h"
    3 |   caustic: {type: feed, mass_flow: nan kg/h, material: {composition: {NaOH: .nan}}}
      |                                    ^^^^^^^^ write a number and a unit, for example "10 kg/h" or "87.6 t/a"   (allowed at least 0 kg/s)
  3:77  caustic.material.composition.NaOH: expected a plain number or a density or mass concentration or a concentration, got ".nan"
    3 |   caustic: {type: feed, mass_flow: nan kg/h, material: {composition: {NaOH: .nan}}}
      |                                                                             ^^^^ write a number and a unit, for example "10 %" or "10 g/L" or "10 mol/L"   (allowed 0 % to 100 %)
)");
}

TEST_CASE("an empty file says so") {
  CHECK(golden(R"()") ==
        R"(plant.yaml: 1 problem, nothing was run

  the file is empty
        expected a map of "key: value" lines
)");
}

TEST_CASE("a name given twice is refused") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  5:3  the key "tank" is given twice
    5 |   tank: {type: stirred_tank, volume: 1 m3}
      |   ^^^^ first given in line 4
)");
}

TEST_CASE("a file of 100 MB is refused without being read") {
  const auto path = std::filesystem::temp_directory_path() / "raffinate_huge_flowsheet.yaml";
  std::ofstream(path) << "title: huge\n";
  std::filesystem::resize_file(path, 100'000'000);
  std::string message;
  try {
    static_cast<void>(flowsheet::read(path.string(), {}));
  } catch (const base::InputError& error) {
    message = error.what();
  }
  std::filesystem::remove(path);
  CHECK(message == path.string() + R"(: 1 problem, nothing was run

  the file is larger than 10 MB
        is this a plant description, or a result or data file?
)");
}

TEST_CASE("a temperature that no material has is refused, and one at which water is no liquid says so") {
  const auto water_at = [](const std::string& temperature) {
    return golden("run: {duration: 2 h}\nunits:\n  water: {type: feed, mass_flow: 200 kg/h, material: {temperature: " + temperature +
                  "}}\n  tank: {type: stirred_tank}\nstreams:\n  into: {from: water, to: tank.feed}\n  out: {from: tank.out, to: product}\n");
  };
  CHECK_THAT(water_at("0 K"), Catch::Contains("3:68  water.material.temperature: \"0 K\" is too small"));
  CHECK_THAT(water_at("400 degC"), Catch::Contains("no speciation was found for this solution at 400 degC"));
}

TEST_CASE("a name that would break paths is refused") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  "": {type: stirred_tank, volume: 1 m3}
  a/b: {type: stirred_tank, volume: 1 m3}
  leach.1: {type: stirred_tank, volume: 1 m3}
  ..: {type: stirred_tank, volume: 1 m3}
  "tank\t2": {type: stirred_tank, volume: 1 m3}
streams:
  dose/2: {from: caustic, to: tank.feed}
  "out\x85": {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 7 problems, nothing was run

  3:3  units: expected a name of a unit, found an empty text
    3 |   "": {type: stirred_tank, volume: 1 m3}
      |   ^^ write for example "leach_1": names have no "/", "." or control characters, as "unit.port" and the results file are made of them
  4:3  units: expected a name of a unit, found "a/b" with a "/"
    4 |   a/b: {type: stirred_tank, volume: 1 m3}
      |   ^^^ write for example "a_b": names have no "/", "." or control characters, as "unit.port" and the results file are made of them
  5:3  units: expected a name of a unit, found "leach.1" with a "."
    5 |   leach.1: {type: stirred_tank, volume: 1 m3}
      |   ^^^^^^^ write for example "leach_1": names have no "/", "." or control characters, as "unit.port" and the results file are made of them
  6:3  units: expected a name of a unit, found ".." with a "."
    6 |   ..: {type: stirred_tank, volume: 1 m3}
      |   ^^ write for example "leach_1": names have no "/", "." or control characters, as "unit.port" and the results file are made of them
  7:3  units: expected a name of a unit, found a text with the control character U+0009
    7 |   "tank\t2": {type: stirred_tank, volume: 1 m3}
      |   ^^^^^^^^^ write for example "tank_2": names have no "/", "." or control characters, as "unit.port" and the results file are made of them
  9:3  streams: expected a name of a stream, found "dose/2" with a "/"
    9 |   dose/2: {from: caustic, to: tank.feed}
      |   ^^^^^^ write for example "dose_2": names have no "/", "." or control characters, as "unit.port" and the results file are made of them
  10:3  streams: expected a name of a stream, found a text with the control character U+0085
   10 |   "out\x85": {from: tank.out, to: product}
      |   ^^^^^^^^^ write for example "out_": names have no "/", "." or control characters, as "unit.port" and the results file are made of them
)");
}

TEST_CASE("a unit named like a destination could not be fed") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  bleed: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: bleed.feed}
  product: {from: bleed.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  4:3  units: expected a name of a unit, found "bleed", which leads out of the plant in `to:`
    4 |   bleed: {type: stirred_tank, volume: 1 m3}
      |   ^^^^^ write for example "bleed_tank"
)");
}

TEST_CASE("names may have letters of any language, blanks and hyphens") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic soda: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  Rührkessel-1: {type: stirred_tank, volume: 1 m3}
streams:
  投加: {from: caustic soda, to: Rührkessel-1.feed}
  product: {from: Rührkessel-1.out, to: product}
)") == "no problem");
}

TEST_CASE("a stream that leads nowhere is told where it could") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: nowhere}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  7:29  streams.out.to: no unit "nowhere"
    7 |   out: {from: tank.out, to: nowhere}
      |                             ^^^^^^^ known: bleed, effluent, emission, product, residue, caustic, tank
)");
}

TEST_CASE("merge keys are refused by name") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  tank: &tank {type: stirred_tank, volume: 1 m3}
  tank_2: {<<: *tank, volume: 2 m3}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  4:12  merge keys are not supported
    4 |   tank_2: {<<: *tank, volume: 2 m3}
      |            ^^ write the keys out, or refer to whole values: "key: *anchor"
)");
}

TEST_CASE("a value at its limit is within it, whatever its unit") {
  const auto tank_of = [](const std::string& volume) {
    return golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: )" + volume + R"(}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)");
  };
  CHECK(tank_of("1 L") == "no problem");
  CHECK(tank_of("0.001 m3") == "no problem");
  CHECK_THAT(tank_of("0.00099999 m3"), Catch::Contains("\"0.00099999 m3\" is too small"));
}
