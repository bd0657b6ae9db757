#pragma once
#include <string>

namespace raffinate::test {

/// A batch reactor fed with lots, a surge tank and its level controller.
inline const std::string batch_circuit = R"(title: Batches into a surge tank
run: {duration: 14 h, output_interval: 1 h, relative_tolerance: 1e-6}
thermo: {activity: davies}
units:
  brine:
    type: feed
    mass_flow: reactor.charge.brine
    lots:
      - {name: weak, mass: 4 t, material: {composition: {NaCl: 2 %}}}
      - {name: strong, mass: 9 t, material: {composition: {NaCl: 8 %}}}
  reactor:
    type: batch_reactor
    volume: 2 m3
    heating: {max_heating: 200 kW, loss: 50 W/K}
    recipe:
      - {step: charge, name: brine, flow: 3 t/h, until: level > 80 %}
      - {step: heat, temperature: 60 degC}
      - {step: hold, duration: 37 min}
      - {step: discharge, flow: 5 m3/h}
  surge: {type: stirred_tank, volume: 5 m3, filled: 0.5, outflow: level.output}
  level: {type: controller, measure: surge.level, setpoint: 50 %, action: lowers, gain: 3 m3/h, reset_time: 5 h, maximum: 3 m3/h, start: 0.5 m3/h}
streams:
  charge: {from: brine, to: reactor.feed}
  batch: {from: reactor.out, to: surge.feed}
  out: {from: surge.out, to: product}
)";

}  // namespace raffinate::test
