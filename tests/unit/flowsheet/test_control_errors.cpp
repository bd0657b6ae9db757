#include <catch2/catch.hpp>

#include "golden.hpp"

using raffinate::test::golden;

namespace {

std::string plant(const std::string& units, const std::string& streams = "") {
  return "run: {duration: 2 h}\nunits:\n  water: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 1 %}}}\n  tank: {type: stirred_tank}\n" + units +
         "streams:\n  into: {from: water, to: tank.feed}\n  out: {from: tank.out, to: product}\n" + streams;
}

std::string recipe(const std::string& steps) {
  return plant("  reactor: {type: batch_reactor, recipe: [" + steps + "]}\n  none: {type: feed, mass_flow: 0 kg/h, material: {}}\n",
               "  none: {from: none, to: reactor.feed}\n  batch: {from: reactor.out, to: product}\n");
}

}  // namespace

TEST_CASE("a set point of another dimension than what is measured says both") {
  CHECK(golden(plant("  control: {type: controller, measure: tank.temperature, setpoint: 40 g/L, gain: 1 kg/h/K, maximum: 10 kg/h}\n")) ==
        R"(plant.yaml: 1 problem, nothing was run

  5:68  control.setpoint: expected a temperature, got "40 g/L" (a density or mass concentration)
    5 |   control: {type: controller, measure: tank.temperature, setpoint: 40 g/L, gain: 1 kg/h/K, maximum: 10 kg/h}
      |                                                                    ^^^^^^ try "40 degC" or "313.15 K"
)");
}

TEST_CASE("a gain of the wrong dimension is answered with that of output per measured value") {
  CHECK(golden(plant("  control: {type: controller, measure: tank.free_alkali, setpoint: 2 mol/kg, gain: 3 kg/h, maximum: 10 kg/h}\n")) ==
        R"text(plant.yaml: 1 problem, nothing was run

  5:84  control.gain: expected a mass flow over a molality, got "3 kg/h"
    5 |   control: {type: controller, measure: tank.free_alkali, setpoint: 2 mol/kg, gain: 3 kg/h, maximum: 10 kg/h}
      |                                                                                    ^^^^^^ what the output changes by when the measured value does, "10 kg/s/(mol/kg)"
)text");
}

TEST_CASE("set point, gain and ratio of a pump have the units of what it measures, and no bare number will do") {
  CHECK(golden(plant("  lye: {type: reagent, material: {}, measure: tank.free_alkali, setpoint: 3.5, gain: 60 kg/h}\n"
                     "  acid: {type: reagent, material: {}, measure: tank.volume, ratio: 0.3}\n",
                     "  a: {from: lye, to: tank.feed}\n  b: {from: acid, to: tank.feed}\n")) ==
        R"text(plant.yaml: 3 problems, nothing was run

  5:75  lye.setpoint: expected a molality, got the bare number "3.5"
    5 |   lye: {type: reagent, material: {}, measure: tank.free_alkali, setpoint: 3.5, gain: 60 kg/h}
      |                                                                           ^^^ add a unit, for example "3.5 mol/kg" or "3500 mmol/kg"
  5:86  lye.gain: expected a mass flow over a molality, got "60 kg/h"
    5 |   lye: {type: reagent, material: {}, measure: tank.free_alkali, setpoint: 3.5, gain: 60 kg/h}
      |                                                                                      ^^^^^^^ what the output changes by when the measured value does, "10 kg/s/(mol/kg)"
  6:68  acid.ratio: expected a mass flow over a volume, got "0.3"
    6 |   acid: {type: reagent, material: {}, measure: tank.volume, ratio: 0.3}
      |                                                                    ^^^ what the output changes by when the measured value does, "10 kg/s/m3"
)text");
}

TEST_CASE("a pump with a set point needs a gain") {
  CHECK(golden(plant("  acid: {type: reagent, material: {}, measure: tank.pH, setpoint: 3}\n", "  a: {from: acid, to: tank.feed}\n")) ==
        R"(plant.yaml: 1 problem, nothing was run

  5:3  acid: a reagent with a `setpoint` needs a `gain`
    5 |   acid: {type: reagent, material: {}, measure: tank.pH, setpoint: 3}
      |   ^^^^ give the mass flow per unit of deviation, for example "gain: 20 kg/h" for a pH
)");
}

TEST_CASE("a signal of another dimension than the input it drives says both") {
  CHECK(golden(plant("  acid: {type: reagent, material: {}, dose: tank.pH}\n", "  dose: {from: acid, to: tank.feed}\n")) ==
        R"(plant.yaml: 1 problem, nothing was run

  5:45  acid.dose: expected a mass flow, but the signal "tank.pH" is a plain number
    5 |   acid: {type: reagent, material: {}, dose: tank.pH}
      |                                             ^^^^^^^ name a signal in kg/s
)");
}

TEST_CASE("a signal that does not exist names the one that was meant") {
  CHECK(golden(plant("  control: {type: controller, measure: tank.leve, setpoint: 50 %, gain: 1 kg/h, maximum: 10 kg/h}\n")) ==
        R"(plant.yaml: 1 problem, nothing was run

  5:40  control: no signal "tank.leve"
    5 |   control: {type: controller, measure: tank.leve, setpoint: 50 %, gain: 1 kg/h, maximum: 10 kg/h}
      |                                        ^^^^^^^^^ did you mean "tank.level"?
)");
}

TEST_CASE("an unknown step of a recipe names the one that was meant") {
  CHECK(golden(recipe("{step: haet, temperature: 90 degC}")) ==
        R"(plant.yaml: 1 problem, nothing was run

  5:50  reactor.recipe.0.step: "haet" is not a choice; did you mean "heat"?
    5 |   reactor: {type: batch_reactor, recipe: [{step: haet, temperature: 90 degC}]}
      |                                                  ^^^^ choose charge, heat, hold, cool or discharge
)");
}

TEST_CASE("a step that never ends says how to end it") {
  CHECK(golden(recipe("{step: charge, flow: 2 m3/h}, {step: hold, temperature: 90 degC}, {step: discharge}")) ==
        R"(plant.yaml: 3 problems, nothing was run

  5:43  reactor.recipe.0: this charge never ends
    5 |   reactor: {type: batch_reactor, recipe: [{step: charge, flow: 2 m3/h}, {step: hold, temperature: 90 degC}, {s...
      |                                           ^ give it a `mass`, a `duration` or `until`, for example "until: level > 80 %"
  5:73  reactor.recipe.1: this step never ends
    5 | ...type: batch_reactor, recipe: [{step: charge, flow: 2 m3/h}, {step: hold, temperature: 90 degC}, {step: dischar...
      |                                                                ^ give it a `duration` or `until`, for example "until: pH > 9"
  5:109  reactor.recipe.2: this step needs a `flow`
    5 | ... charge, flow: 2 m3/h}, {step: hold, temperature: 90 degC}, {step: discharge}]}
      |                                                                ^ for example "flow: 2 m3/h"
)");
}

TEST_CASE("a condition of a recipe compares") {
  CHECK(golden(recipe("{step: hold, until: [level > 10 %, temperature]}")) ==
        R"(plant.yaml: 1 problem, nothing was run

  5:78  reactor.recipe.0.until.1: expected a condition, got "temperature"
    5 |   reactor: {type: batch_reactor, recipe: [{step: hold, until: [level > 10 %, temperature]}]}
      |                                                                              ^^^^^^^^^^^ write "level > 60 %" or "tank.pH < 9"
)");
}

TEST_CASE("a condition of a recipe is about a signal and a value of its dimension") {
  CHECK(golden(recipe("{step: hold, until: [level > 10 m3, tank.ph > 9]}")) ==
        R"(plant.yaml: 2 problems, nothing was run

  5:64  reactor.recipe.0.until.0: expected a plain number, got "10 m3" (a volume)
    5 |   reactor: {type: batch_reactor, recipe: [{step: hold, until: [level > 10 m3, tank.ph > 9]}]}
      |                                                                ^^^^^^^^^^^^^ try "10" or "1000 %"
  5:79  reactor: no signal "tank.ph"
    5 |   reactor: {type: batch_reactor, recipe: [{step: hold, until: [level > 10 m3, tank.ph > 9]}]}
      |                                                                               ^^^^^^^^^^^ did you mean "tank.pH"?
)");
}

TEST_CASE("a charge is a mass flow or a volume flow") {
  CHECK(golden(recipe("{step: charge, flow: 20 kW, until: level > 80 %}")) ==
        R"(plant.yaml: 1 problem, nothing was run

  5:64  reactor.recipe.0.flow: expected a mass flow or a volume flow, got "20 kW" (a power)
    5 |   reactor: {type: batch_reactor, recipe: [{step: charge, flow: 20 kW, until: level > 80 %}]}
      |                                                                ^^^^^ for example "500 kg/h" or "2 m3/h"
)");
}

TEST_CASE("an element whose concentration is asked for has to occur in the plant") {
  CHECK(golden(plant("  lye: {type: feed, mass_flow: 1 kg/h, material: {}}\n  other: {type: stirred_tank, concentrations: [W]}\n", "  a: {from: lye, to: other.feed}\n  b: {from: other.out, to: product}\n")) ==
        R"(plant.yaml: 1 problem, nothing was run

  6:48  other.concentrations.0: no element "W" in this plant
    6 |   other: {type: stirred_tank, concentrations: [W]}
      |                                                ^ name an element of what is fed, for example H
)");
}

TEST_CASE("a feed has a material or lots, not both") {
  CHECK(golden(plant("  scrap: {type: feed, mass_flow: 1 kg/h, material: {}, lots: [{name: drills, mass: 1 t, material: {}}]}\n", "  scrap: {from: scrap, to: tank.feed}\n")) ==
        R"(plant.yaml: 1 problem, nothing was run

  5:3  scrap: a feed has either a `material` or `lots`
    5 |   scrap: {type: feed, mass_flow: 1 kg/h, material: {}, lots: [{name: drills, mass: 1 t, material: {}}]}
      |   ^^^^^ give one of the two; water is what a feed is without them
)");
}
