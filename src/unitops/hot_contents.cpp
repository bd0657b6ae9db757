#include "unitops/hot_contents.hpp"

#include <cmath>
#include <stdexcept>

#include "numerics/dual.hpp"

namespace raffinate::unitops {

void HotContents::declare(const Vessel& vessel, double structure) {
  const ComponentList& components = vessel.components();
  vessel_ = &vessel;
  structure_ = structure;
  heat_ = vessel.state(Aggregate::sensible_heat);
  heat_entry_ = components.entry(Aggregate::sensible_heat);
  parts_.clear();
  held_ = 0;
  for (int c = 0; c < components.size(); ++c) {
    const reactions::Component& component = components[c];
    // The states of a component's classes follow each other, whichever of them are held.
    Part part{component.species, -1, 0, component.species->phase == thermo::Phase::gas};
    for (int i = 0; i < component.classes; ++i) {
      const int state = vessel.state(component.first_entry + i);
      if (state < 0) continue;
      if (part.first < 0) part.first = state;
      ++part.classes;
    }
    if (part.first >= 0) parts_.push_back(part);
    held_ += part.classes;
  }
  if (static_cast<int>(parts_.size()) > max_parts) throw std::length_error("more than 128 components in a furnace");
}

void HotContents::set_temperature(double T, double* x) const {
  double heat = structure_heat(T);
  for (const Part& part : parts_)
    for (int i = 0; i < part.classes; ++i) heat += x[part.first + i] * part.species->sensible_enthalpy(T);
  x[heat_] = heat;
}

// Newton's method, kept inside a shrinking bracket because transitions make the heat capacity uneven.
void HotContents::solve(const double* amounts, double heat, double guess, Point& point) const {
  constexpr double coldest = 100.0, hottest = 5000.0;  // [K] nothing sensible lies beyond
  constexpr double tolerance = 1e-7;                   // [K] one more step follows
  constexpr int iterations = 100;
  using Slope = numerics::DualOf<1>;
  double low = coldest, high = hottest;
  double& T = point.temperature = guess > low && guess < high ? guess : thermo::reference_temperature;
  for (int i = 0; i < iterations; ++i) {
    Slope temperature(T);
    temperature.d[0] = 1.0;
    Slope surplus = structure_heat(temperature) - heat;
    for (std::size_t k = 0; k < parts_.size(); ++k) {
      const Slope enthalpy = parts_[k].species->sensible_enthalpy(temperature);
      point.enthalpy[k] = enthalpy.v;
      surplus += amounts[k] * enthalpy;
    }
    point.heat_capacity = surplus.d[0];
    (surplus.v > 0.0 ? high : low) = T;
    double next = T - surplus.v / point.heat_capacity;
    if (!(point.heat_capacity > 0.0) || !(next >= low && next <= high)) next = 0.5 * (low + high);
    if (std::abs(next - T) < tolerance) {
      point.found = point.heat_capacity > 0.0 && T > coldest + 1.0 && T < hottest - 1.0;
      return;
    }
    T = next;
  }
}

}  // namespace raffinate::unitops
