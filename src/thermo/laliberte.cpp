#include "thermo/laliberte.hpp"

#include <cmath>

#include "thermo/water.hpp"

namespace raffinate::thermo {

namespace {

double celsius(double T) { return T - 273.15; }

double total(std::span<const Dissolved> salts) {
  double w = 0;
  for (const Dissolved& salt : salts) w += salt.mass_fraction;
  return w;
}

}  // namespace

double SolutionFit::specific_volume(double w, double T) const {
  const auto& c = density.value().c;
  const double t = celsius(T);
  const double shifted = t + c[4];
  return (w + c[2] + c[3] * t) / ((c[0] * w + c[1]) * std::exp(1e-6 * shifted * shifted));
}

double SolutionFit::apparent_viscosity(double w, double T) const {
  const auto& v = viscosity.value().c;
  const double rise = std::exp((v[0] * std::pow(w, v[1]) + v[2]) / (v[3] * celsius(T) + 1));
  return 1e-3 * rise / (v[4] * std::pow(w, v[5]) + 1);
}

double SolutionFit::apparent_heat_capacity(double w, double T) const {
  const auto& a = heat_capacity.value().c;
  const double t = celsius(T);
  const double alpha = a[1] * t + a[2] * std::exp(0.01 * t) + a[3] * w;
  return 1e3 * (a[0] * std::exp(alpha) + a[4] * std::pow(w, a[5]));
}

double solution_density(std::span<const Dissolved> salts, double T) {
  const double w = total(salts);
  double volume = (1 - w) / water_density(T);
  for (const Dissolved& salt : salts) volume += salt.mass_fraction * salt.salt->specific_volume(w, T);
  return 1 / volume;
}

double solution_viscosity(std::span<const Dissolved> salts, double T) {
  const double w = total(salts);
  double logarithm = (1 - w) * std::log(water_viscosity(T));
  for (const Dissolved& salt : salts) {
    logarithm += salt.mass_fraction * std::log(salt.salt->apparent_viscosity(w, T));
  }
  return std::exp(logarithm);
}

double solution_heat_capacity(std::span<const Dissolved> salts, double T) {
  const double w = total(salts);
  double heat = (1 - w) * water_heat_capacity(T);
  for (const Dissolved& salt : salts) heat += salt.mass_fraction * salt.salt->apparent_heat_capacity(w, T);
  return heat;
}

}  // namespace raffinate::thermo
