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
HotContents::Point HotContents::solve(const double* amounts, double heat, double guess) const {
  constexpr double coldest = 100.0, hottest = 5000.0;  // [K] nothing sensible lies beyond
  constexpr double tolerance = 1e-7;                   // [K] one more step follows
  constexpr int iterations = 100;
  using Slope = numerics::DualOf<1>;
  const auto at = [&](double T) {
    Slope temperature(T);
    temperature.d[0] = 1.0;
    Slope surplus = structure_heat(temperature) - heat;
    for (std::size_t k = 0; k < parts_.size(); ++k)
      if (amounts[k] != 0.0) surplus += amounts[k] * parts_[k].species->sensible_enthalpy(temperature);
    return surplus;
  };
  double low = coldest, high = hottest;
  double T = guess > low && guess < high ? guess : thermo::reference_temperature;
  for (int i = 0; i < iterations; ++i) {
    const Slope surplus = at(T);
    const double slope = surplus.d[0];
    (surplus.v > 0.0 ? high : low) = T;
    double next = T - surplus.v / slope;
    if (!(slope > 0.0) || !(next >= low && next <= high)) next = 0.5 * (low + high);
    if (std::abs(next - T) < tolerance) {
      const bool inside = T > coldest + 1.0 && T < hottest - 1.0;
      return {inside && slope > 0.0, T, slope};
    }
    T = next;
  }
  return {false, thermo::reference_temperature, 1.0};
}

}  // namespace raffinate::unitops
