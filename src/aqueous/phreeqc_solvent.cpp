#include "aqueous/phreeqc_solvent.hpp"

#include <cmath>
#include <numbers>

namespace raffinate::aqueous {

namespace {

/// A value and its derivative to T.
struct Property {
  double value, slope;
};

double power(double x, int n) {
  double product = 1;
  for (; n > 0; n /= 2, x *= x)
    if (n % 2 == 1) product *= x;
  return product;
}

/// Density of the saturated liquid [g/cm3]: a sum of powers of the cube root of 1 - T/Tc.
Property saturated_density(double T) {
  constexpr double critical_T = 647.096, critical_density = 0.322;
  constexpr struct {
    double b;
    int power;  // of the cube root
  } terms[] = {{1.99274064, 1},   {1.09965342, 2},   {-0.510839303, 5},
               {-1.75493479, 16}, {-45.5170352, 43}, {-6.7469445e5, 110}};
  const double distance = 1 - T / critical_T, root = std::cbrt(distance);
  double sum = 1, by_log = 0;
  for (const auto& term : terms) {
    const double value = term.b * power(root, term.power);
    sum += value;
    by_log += term.power / 3.0 * value;
  }
  return {critical_density * sum, -critical_density * by_log / (distance * critical_T)};
}

/// Saturation pressure [atm]. Antoine equation of PHREEQC.
Property saturation_pressure(double T) {
  const double p = std::exp(11.6702 - 3816.44 / (T - 46.13));
  return {p, p * 3816.44 / ((T - 46.13) * (T - 46.13))};
}

/// Polynomial in t [C].
Property polynomial(const double (&c)[5], double t) {
  return {c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * c[4]))),
          c[1] + t * (2 * c[2] + t * (3 * c[3] + t * 4 * c[4]))};
}

struct Liquid {
  Property density;   ///< [g/cm3]
  Property pressure;  ///< [atm]
};

Liquid liquid_at(double T) {
  // Density rises by dp (p0 + p1 dp + p2 dp^2 + p3 dp^2.5) [kg/m3] over dp [atm] above saturation.
  constexpr double p0[] = {5.1880000e-02, -4.1885519e-04, 6.6780748e-06, -3.6648699e-08, 8.3501912e-11};
  constexpr double p1[] = {-6.0251348e-06, 3.6696407e-07, -9.2056269e-09, 6.7024182e-11, -1.5947241e-13};
  constexpr double p2[] = {-2.2983596e-09, -4.0133819e-10, 1.2619821e-11, -9.8952363e-14, 2.3363281e-16};
  constexpr double p3[] = {7.0517647e-11, 6.8566831e-12, -2.2829750e-13, 1.8113313e-15, -4.2475324e-18};
  constexpr double offset = 1e-6;  // [atm]; keeps dp positive at saturation
  const double t = T - 273.15;
  const Property saturation = saturation_pressure(T), rho = saturated_density(T);
  const bool boiling = saturation.value > 1;
  const Property pressure = boiling ? saturation : Property{1, 0};
  const double dp = pressure.value - saturation.value + offset, dp_T = pressure.slope - saturation.slope;
  const Property a = polynomial(p0, t), b = polynomial(p1, t), c = polynomial(p2, t), d = polynomial(p3, t);
  const double half = dp * dp * std::sqrt(dp);
  const double rise = dp * (a.value + dp * (b.value + dp * c.value)) + half * dp * d.value;
  const double by_pressure = a.value + dp * (2 * b.value + 3 * dp * c.value) + 3.5 * half * d.value;
  const double by_T = dp * (a.slope + dp * (b.slope + dp * c.slope)) + half * dp * d.slope;
  return {{rho.value + 1e-3 * rise, rho.slope + 1e-3 * (by_T + by_pressure * dp_T)}, pressure};
}

/// Relative permittivity at p [atm]. Bradley and Pitzer 1979, equation 1 and table 2.
Property permittivity(double T, const Property& pressure) {
  constexpr double u1 = 3.4279e2, u2 = -5.0866e-3, u3 = 9.4690e-7, u4 = -2.0525, u5 = 3.1159e3, u6 = -1.8289e2,
                   u7 = -8.0325e3, u8 = 4.2142e6, u9 = 2.1417;
  constexpr double bar_per_atm = 1.01325, p_reference = 1000;  // [bar]
  const double p = bar_per_atm * pressure.value, p_T = bar_per_atm * pressure.slope;
  const double at_reference = u1 * std::exp(T * (u2 + u3 * T));
  const double c = u4 + u5 / (u6 + T), c_T = -u5 / ((u6 + T) * (u6 + T));
  const double b = u7 + u8 / T + u9 * T, b_T = u9 - u8 / (T * T);
  const double compression = std::log((b + p) / (b + p_reference));
  return {at_reference + c * compression, at_reference * (u2 + 2 * u3 * T) + c_T * compression +
                                              c * ((b_T + p_T) / (b + p) - b_T / (b + p_reference))};
}

}  // namespace

Solvent phreeqc_solvent_at(double T) noexcept {
  // e^2/k [cm K], Avogadro's number and mol H2O per kilogram as PHREEQC has them.
  constexpr double charge_length = 1.671008e-3, avogadro = 6.02252e23;
  constexpr double per_metre = 100, molar_mass = 1 / 55.50837;
  const Liquid liquid = liquid_at(T);
  const Property eps = permittivity(T, liquid.pressure);
  const double bjerrum = charge_length / (eps.value * T), bjerrum_part = -(eps.slope / eps.value + 1 / T);
  const double rho_part = liquid.density.slope / liquid.density.value;
  Solvent water;
  water.molar_mass = molar_mass;
  const double B = std::sqrt(8e-3 * std::numbers::pi * avogadro * bjerrum * liquid.density.value);
  const double B_part = 0.5 * (bjerrum_part + rho_part);
  water.A = 0.5 * B * bjerrum;
  water.A_T = water.A * (B_part + bjerrum_part);
  water.B = per_metre * B;
  water.B_T = water.B * B_part;
  return water;
}

double phreeqc_water_density(double T) noexcept { return liquid_at(T).density.value; }

}  // namespace raffinate::aqueous
