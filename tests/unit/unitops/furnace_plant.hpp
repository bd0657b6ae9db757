#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "support/small_plant.hpp"

namespace furnace_test {

using raffinate::test::SmallPlant;

constexpr double hour = 3600.0;  // [s]

/// Cemented carbide, what becomes of it in air, sand as an inert solid.
inline SmallPlant::Chemistry furnace_chemistry() {
  return {{"WC", "Co", "WO3", "CoWO4", "Co3O4", "SiO2", "O2", "N2", "CO2(g)", "H2O(g)", "H2O", "H+"},
          {{"WC", raffinate::reactions::SizeGrid::geometric(2e-6, 200e-6, 10)}},
          R"(
carbide: {equation: WC + 2.5 O2 = WO3 + CO2(g), source: {assumption: test},
  rate: {law: gas_oxidation, particle: WC, k: 5e-9 m/s, at: 900 degC, activation_energy: 200 kJ/mol, oxygen_order: 0.5}}
binder: {equation: 3 Co + 2 O2 = Co3O4, source: {assumption: test},
  rate: {law: embedded_oxidation, of: Co,
    front: {particle: WC, k: 5e-9 m/s, at: 900 degC, activation_energy: 200 kJ/mol, oxygen_order: 0.5}}}
tungstate: {equation: Co3O4 + 3 WO3 = 3 CoWO4 + 0.5 O2, source: {assumption: test},
  rate: {law: solid_state, scarce: Co3O4, abundant: WO3, k: 1e-3 1/s, at: 900 degC, activation_energy: 200 kJ/mol}}
)"};
}

/// Flow of a component in all its size classes [mol/s].
inline double flow_of(const SmallPlant& plant, const std::string& stream, const std::string& component) {
  const auto& components = plant.components();
  const auto& c = components[components.find(component)];
  double sum = 0.0;
  for (int i = 0; i < c.classes; ++i) sum += plant.flow(stream, components.entry_name(c.first_entry + i));
  return sum;
}

/// Worst of the gaps in the balances of some elements and of the enthalpy.
inline double largest_gap(const SmallPlant& plant, const std::vector<std::string>& elements) {
  double worst = std::abs(plant.enthalpy_gap());
  for (const auto& element : elements) worst = std::max(worst, std::abs(plant.element_gap(element)));
  return worst;
}

}  // namespace furnace_test
