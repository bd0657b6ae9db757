#pragma once
#include <string>

namespace raffinate::test {

/// A small plant with what large ones have: kinetics on sizes, a controller, heating, a recycle, a step of the feed.
inline const std::string leach_circuit = R"(title: Leach tank with a thickener and recycled liquor
run: {duration: 14 h, output_interval: 1 h, relative_tolerance: 1e-9}
thermo: {activity: davies}
sizes:
  WO3: {smallest: 1 um, largest: 200 um, classes: 6}
units:
  scrap:
    type: feed
    mass_flow: 100 kg/h
    material: {composition: {WO3: 30 %, H2O: 70 %}, temperature: 25 degC, sizes: {p80: 50 um, spread: 1.2}}
    schedule: [{at: 8 h, mass_flow: 120 kg/h}]
  caustic:
    type: reagent
    material: {composition: {NaOH: 30 %}, temperature: 25 degC}
    measure: leach.free_alkali
    setpoint: 1.5 mol/kg
    gain: 30 kg/h/(mol/kg)
    reset_time: 2 h
    maximum: 200 kg/h
    bias: 40 kg/h
  leach:
    type: stirred_tank
    volume: 1 m3
    reactions: [caustic_leach]
    heating: {setpoint: 80 degC, loss: 60 W/K}
    filling: {composition: {NaOH: 5 %}, temperature: 25 degC}
  thickener: {type: thickener, volume: 1 m3, underflow_solids: 40 %, filling: {composition: {NaOH: 5 %}, temperature: 25 degC}}
  split: {type: splitter, fraction: 30 %}
streams:
  scrap_feed: {from: scrap.out, to: leach.feed}
  dose: {from: caustic.out, to: leach.feed}
  slurry: {from: leach.out, to: thickener.feed}
  overflow: {from: thickener.overflow, to: split.feed}
  residue: {from: thickener.underflow, to: residue}
  recycle: {from: split.first, to: leach.feed}
  liquor: {from: split.second, to: product}
)";

}  // namespace raffinate::test
