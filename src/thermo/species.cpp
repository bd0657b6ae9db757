#include "thermo/species.hpp"

#include <algorithm>

namespace raffinate::thermo {

namespace {

/// Antiderivative of Cp/T [J/mol/K].
double entropy_primitive(const HeatCapacitySegment& segment, double T) {
  const auto& c = segment.c;
  return c[0] * std::log(T) + c[1] * T - 0.5 * c[2] / (T * T) + 0.5 * c[3] * T * T;
}

/// S(T) - S(298.15 K) [J/mol/K]; transitions at their temperature.
double entropy_increment(const Species& species, double T) {
  if (species.segments.empty()) return species.heat_capacity * std::log(T / reference_temperature);
  double sum = 0;
  for (const HeatCapacitySegment& segment : species.segments) {
    if (T <= segment.t_min) break;
    const double end = std::min(T, segment.t_max);
    sum += segment.transition_enthalpy / segment.t_min + entropy_primitive(segment, end) -
           entropy_primitive(segment, segment.t_min);
  }
  const HeatCapacitySegment& last = species.segments.back();
  if (T > last.t_max) sum += last.heat_capacity(last.t_max) * std::log(T / last.t_max);
  return sum;
}

}  // namespace

std::optional<double> Species::gibbs_energy(double T) const {
  if (!entropy) return std::nullopt;
  return enthalpy + sensible_enthalpy(T) - T * (*entropy + entropy_increment(*this, T));
}

}  // namespace raffinate::thermo
