#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "thermo/scalar.hpp"

namespace raffinate::thermo {

/// An equilibrium constant as a function of temperature.
///   log10 K = A1 + A2 T + A3/T + A4 log10 T + A5/T^2 + A6 T^2   when an analytic form is given, else van 't Hoff
///   ln K    = ln K(298.15) + (delta_h / R) (1/298.15 - 1/T)
struct LogK {
  double at_298 = 0;                              ///< log10 K at 298.15 K
  double delta_h = 0;                             ///< [J/mol] at 298.15 K
  std::optional<std::array<double, 6>> analytic;  ///< A1..A6, T in K
  double t_min = 273.15;                          ///< range of the data [K]
  double t_max = 373.15;
  double ionic_strength_max = unlimited;          ///< up to which it holds with the activity model it belongs to [mol/kg]

  static constexpr double unlimited = std::numeric_limits<double>::infinity();

  /// Natural logarithm of K at T [K].
  template <class S>
  S ln(const S& T) const {
    using std::log;
    constexpr double ln10 = 2.302585092994045684;
    if (!analytic) {
      return (ln10 * at_298 + delta_h / (gas_constant * reference_temperature)) - (delta_h / gas_constant) / T;
    }
    const auto& a = *analytic;
    return (ln10 * a[0]) + (ln10 * a[1]) * T + (ln10 * a[2]) / T + a[3] * log(T) + (ln10 * a[4]) / (T * T) +
           (ln10 * a[5]) * (T * T);
  }

  /// d ln K/dT at T [K]: by van 't Hoff, the enthalpy of the reaction over R T^2 [1/K].
  [[nodiscard]] double ln_slope(double T) const {
    constexpr double ln10 = 2.302585092994045684;
    if (!analytic) return delta_h / (gas_constant * T * T);
    const auto& a = *analytic;
    return ln10 * (a[1] - a[2] / (T * T) - 2 * a[4] / (T * T * T) + 2 * a[5] * T) + a[3] / T;
  }

  /// Coefficients A1..A6 of the analytic form; van 't Hoff's equation has only A1 and A3.
  [[nodiscard]] std::array<double, 6> coefficients() const {
    if (analytic) return *analytic;
    const double slope = delta_h / (2.302585092994045684 * gas_constant);
    return {at_298 + slope / reference_temperature, 0, -slope, 0, 0, 0};
  }
};

/// The constant of a reaction to which `factor` times another is added.
[[nodiscard]] inline LogK combine(const LogK& k, const LogK& other, double factor) {
  LogK sum = k;
  sum.at_298 += factor * other.at_298;
  sum.delta_h += factor * other.delta_h;
  if (k.analytic || other.analytic) {
    sum.analytic = k.coefficients();
    const auto added = other.coefficients();
    for (std::size_t i = 0; i < added.size(); ++i) (*sum.analytic)[i] += factor * added[i];
  }
  sum.t_min = k.t_min > other.t_min ? k.t_min : other.t_min;
  sum.t_max = k.t_max < other.t_max ? k.t_max : other.t_max;
  return sum;
}

}  // namespace raffinate::thermo
