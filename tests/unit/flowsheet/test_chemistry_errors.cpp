#include <catch2/catch.hpp>

#include "golden.hpp"

using raffinate::test::golden;

TEST_CASE("a missing species is named once, with the one that was meant") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaHO: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  3:71  caustic.material.composition.NaHO: no component or reagent named "NaHO"
    3 |   caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaHO: 10 %}}}
      |                                                                       ^^^^ did you mean "NaOH"?
)");
}

TEST_CASE("mass fractions above one are refused") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 80 %, Na2WO4: 30 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  3:83  caustic.material.composition.Na2WO4: the mass fractions add up to 1.1
    3 |   caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 80 %, Na2WO4: 30 %}}}
      |                                                                                   ^^^^^^ they must not exceed 1
)");
}

TEST_CASE("a filling without water is refused") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank:
    type: stirred_tank
    filling: {composition: {SiO2: 100 %}}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  6:29  tank.filling.composition.SiO2: the filling has no water
    6 |     filling: {composition: {SiO2: 100 %}}
      |                             ^^^^ the liquid at the start needs some H2O
)");
}

TEST_CASE("an unbalanced reaction shows what is too much") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
reactions:
  leach:
    equation: WO3 + OH- = WO4-2 + H2O
    rate: {law: first_order, of: WO3, k: 1 1/s}
    source: {assumption: test}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  10:15  reactions.leach.equation: the reaction does not balance: H +1, O +1, charge -1 (products minus reactants)
   10 |     equation: WO3 + OH- = WO4-2 + H2O
      |               ^^^^^^^^^^^^^^^^^^^^^^^ correct the coefficients
)");
}

TEST_CASE("a reaction of an unknown species names the one that was meant") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
reactions:
  leach:
    equation: WO3 + 2 OH- = WO4-3 + H2O
    rate: {law: first_order, of: WO3, k: 1 1/s}
    source: {assumption: test}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  10:15  reactions.leach.equation: no species named "WO4-3"
   10 |     equation: WO3 + 2 OH- = WO4-3 + H2O
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^ did you mean "WO4-2"?
)");
}

TEST_CASE("a reaction that is not whole is shown with what it needs") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
reactions:
  leach:
    equation: WO3 + 2 OH- = WO4-2 + H2O
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  10:5  reactions.leach: a reaction needs `equation`, `rate` and `source`
   10 |     equation: WO3 + 2 OH- = WO4-2 + H2O
      |     ^ see thermo-data/reactions for examples
)");
}

TEST_CASE("an unknown rate law names the one that was meant") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, reactions: leach}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
reactions:
  leach:
    equation: 2 H2O = 2 H2O
    rate: {law: first_ordr, of: H2O, k: 1 1/s}
    source: {assumption: test}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  11:17  leach: no rate law "first_ordr"
   11 |     rate: {law: first_ordr, of: H2O, k: 1 1/s}
      |                 ^^^^^^^^^^ did you mean "first_order"?
)");
}

TEST_CASE("an unknown reaction names the one that was meant") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, reactions: [caustic_leech]}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  4:42  tank.reactions.0: no reaction or set named "caustic_leech"
    4 |   tank: {type: stirred_tank, reactions: [caustic_leech]}
      |                                          ^^^^^^^^^^^^^ did you mean "caustic_leach"?
)");
}

TEST_CASE("a mineral without solubility product cannot precipitate") {
  CHECK(golden(R"(run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, reactions: salt}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
reactions:
  salt:
    equation: Na+ + OH- = NaOH
    rate: {law: precipitation, mineral: NaOH, limited_by: Na+, k: 1 1/s}
    source: {assumption: test}
)") ==
        R"(plant.yaml: 1 problem, nothing was run

  9:3  salt: no solubility product for "NaOH"
    9 |   salt:
      |   ^^^^ add it to thermo-data/aqueous/minerals.yaml
)");
}

TEST_CASE("unknown names in the chemistry of solutions are refused") {
  CHECK(golden(R"(thermo: {activity: davis, suppressed: [WO4-3, Foo]}
run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 3 problems, nothing was run

  1:20  thermo.activity: "davis" is not a choice; did you mean "davies"?
    1 | thermo: {activity: davis, suppressed: [WO4-3, Foo]}
      |                    ^^^^^ choose auto, ideal, davies, extended_debye_huckel, sit or pitzer
  1:40  thermo.suppressed.0: no dissolved species "WO4-3"
    1 | thermo: {activity: davis, suppressed: [WO4-3, Foo]}
      |                                        ^^^^^ did you mean "WO4-2"?
  1:47  thermo.suppressed.1: no dissolved species "Foo"
    1 | thermo: {activity: davis, suppressed: [WO4-3, Foo]}
      |                                               ^^^ see: raffinate list species
)");
}

TEST_CASE("a solution that has no speciation is refused") {
  CHECK(golden(R"(thermo: {suppressed: [OH-]}
run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(default of tank.filling: 1 problem, nothing was run

  1:16  tank.filling.composition.H2O: no speciation was found for this solution
        is it stronger than any real one, or are its species suppressed?

plant.yaml: 1 problem, nothing was run

  4:71  caustic.material.composition.NaOH: no speciation was found for this solution
    4 |   caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {NaOH: 10 %}}}
      |                                                                       ^^^^ is it stronger than any real one, or are its species suppressed?
)");
}

TEST_CASE("sizes are for minerals of the plant") {
  CHECK(golden(R"(sizes:
  CoWO4: {classes: 4}
  SiO2: {smallest: 1 mm, largest: 1 um}
run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {SiO2: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)") ==
        R"(plant.yaml: 2 problems, nothing was run

  2:3  sizes.CoWO4: no mineral "CoWO4" in this plant
    2 |   CoWO4: {classes: 4}
      |   ^^^^^ only minerals of the plant have particle sizes
  3:3  sizes.SiO2: `largest` must exceed `smallest`
)");
}

TEST_CASE("half a size class is refused like any other wrong number") {
  CHECK(golden(R"(sizes:
  SiO2: {classes: 2.5}
run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {SiO2: 10 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)").find("expected a whole number, got \"2.5\"") != std::string::npos);
}
