#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "thermo/formula.hpp"
#include "thermo/scalar.hpp"

namespace raffinate::thermo {

/// Liquid water is aqueous and called "H2O"; its vapour is "H2O(g)".
enum class Phase { aqueous, solid, gas };

/// Where a number comes from. An assumption says why it was needed and how far it may be off.
struct Source {
  std::string text;
  bool assumption = false;
  std::string range;
};

/// How sure a number is, and why it was taken.
struct Quality {
  /// Half width of the range believed to hold the value, in its unit; 0 when none is stated.
  /// From the spread of independent data sets where there are some, else estimated.
  double uncertainty = 0;
  std::string note;  ///< which value was taken where sources disagree, and why
};

/// Heat capacity Cp = c0 + c1 T + c2/T^2 + c3 T^2 [J/mol/K] between two temperatures [K].
struct HeatCapacitySegment {
  double t_min = 0, t_max = 0;
  std::array<double, 4> c{};
  double transition_enthalpy = 0;  ///< taken up at t_min, on entering this segment [J/mol]

  /// Cp at T [J/mol/K].
  template <class S>
  S heat_capacity(const S& T) const {
    return c[0] + c[1] * T + c[2] / (T * T) + c[3] * T * T;
  }

  /// Antiderivative of Cp [J/mol].
  template <class S>
  S primitive(const S& T) const {
    return c[0] * T + (0.5 * c[1]) * T * T - c[2] / T + (c[3] / 3) * T * T * T;
  }
};

/// A solution species, solid or gas with the properties balances need.
struct Species {
  std::string name;
  std::string formula_text;
  Formula formula;
  Phase phase = Phase::aqueous;
  double molar_mass = 0;                      ///< [kg/mol]
  double enthalpy = 0;                        ///< of formation at 298.15 K [J/mol]; ions: H+ is zero
  double volume = 0;                          ///< solids: molar; ions: apparent; gases: 0 [m3/mol]
  double heat_capacity = 0;                   ///< mean of 298-373 K, for wet sections [J/mol/K]; ions: apparent
  std::vector<HeatCapacitySegment> segments;  ///< for furnaces; empty: heat_capacity is used everywhere
  Source source;
  Quality quality;                ///< of the formation enthalpy [J/mol]
  std::optional<double> entropy;  ///< absolute, at 298.15 K [J/mol/K]; nothing where none is in the data

  /// h(T) - h(298.15 K) [J/mol]. Beyond the tabulated range the heat capacity of the edge continues.
  template <class S>
  S sensible_enthalpy(const S& T) const;

  /// H(T) - T S(T) with H the formation enthalpy at 298.15 K plus the sensible enthalpy [J/mol], ideal gases at 1 bar:
  /// the sum over a reaction is its standard Gibbs energy. Nothing without an entropy.
  [[nodiscard]] std::optional<double> gibbs_energy(double T) const;

  /// Highest temperature of the heat-capacity data [K]; 373.15 when there is only a constant.
  [[nodiscard]] double t_max() const { return segments.empty() ? 373.15 : segments.back().t_max; }
};

/// Half-width over which a phase transition takes up its heat [K]. A true step would leave
/// temperatures without a solution when a furnace is solved for T.
inline constexpr double transition_half_width = 5.0;

template <class S>
S Species::sensible_enthalpy(const S& T) const {
  using std::tanh;
  if (segments.empty()) return heat_capacity * (T - reference_temperature);

  const double at = plain_value(T);
  const HeatCapacitySegment& first = segments.front();
  if (at < first.t_min) return first.heat_capacity(first.t_min) * (T - first.t_min);

  double whole = 0;  // segments passed completely [J/mol]
  S transitions = 0.0 * T;
  std::size_t i = 0;
  for (;; ++i) {
    const HeatCapacitySegment& segment = segments[i];
    if (segment.transition_enthalpy != 0) {
      transitions = transitions + (0.5 * segment.transition_enthalpy) *
                                      (1.0 + tanh((T - segment.t_min) / transition_half_width));
    }
    if (at < segment.t_max || i + 1 == segments.size()) break;
    whole += segment.primitive(segment.t_max) - segment.primitive(segment.t_min);
  }
  // The transition ahead starts a little below its temperature.
  if (i + 1 < segments.size() && segments[i + 1].transition_enthalpy != 0) {
    const HeatCapacitySegment& next = segments[i + 1];
    transitions = transitions + (0.5 * next.transition_enthalpy) *
                                    (1.0 + tanh((T - next.t_min) / transition_half_width));
  }
  const HeatCapacitySegment& last = segments[i];
  if (at >= last.t_max) {
    whole += last.primitive(last.t_max) - last.primitive(last.t_min);
    return transitions + whole + last.heat_capacity(last.t_max) * (T - last.t_max);
  }
  return transitions + (whole - last.primitive(last.t_min)) + last.primitive(T);
}

}  // namespace raffinate::thermo
