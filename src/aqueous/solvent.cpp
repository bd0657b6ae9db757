#include "aqueous/solvent.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::aqueous {

namespace {

struct Property {
  double value, slope;
};

/// Density at 1 atm [g/cm3]: a ratio of polynomials in t [C]. Kell 1975, table 1.
Property density(double T) {
  constexpr double c[] = {0.99983952,     16.945176e-3,   -7.9870401e-6,
                          -46.170461e-9,  105.56302e-12,  -280.54253e-15};
  constexpr double d = 16.879850e-3;
  const double t = T - 273.15;
  const double numerator = c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
  const double slope = c[1] + t * (2 * c[2] + t * (3 * c[3] + t * (4 * c[4] + t * 5 * c[5])));
  const double denominator = 1 + d * t;
  const double rho = numerator / denominator;
  return {rho, (slope - d * rho) / denominator};
}

/// Relative permittivity at 1 bar. Bradley and Pitzer 1979, equation 1 and table 2.
Property permittivity(double T) {
  constexpr double u1 = 3.4279e2, u2 = -5.0866e-3, u3 = 9.4690e-7, u4 = -2.0525, u5 = 3.1159e3, u6 = -1.8289e2,
                   u7 = -8.0325e3, u8 = 4.2142e6, u9 = 2.1417;
  constexpr double p = 1, p_reference = 1000;  // [bar]
  const double at_reference = u1 * std::exp(T * (u2 + u3 * T));
  const double c = u4 + u5 / (u6 + T), c_T = -u5 / ((u6 + T) * (u6 + T));
  const double b = u7 + u8 / T + u9 * T, b_T = u9 - u8 / (T * T);
  const double compression = std::log((b + p) / (b + p_reference));
  return {at_reference + c * compression,
          at_reference * (u2 + 2 * u3 * T) + c_T * compression + c * b_T * (1 / (b + p) - 1 / (b + p_reference))};
}

}  // namespace

Solvent solvent_at(double T) noexcept {
  // Truesdell and Jones, J. Res. USGS 2 (1974) 233: log10 slope, and B per angstrom.
  constexpr double slope_a = 1.82483e6 * ln10, slope_b = 50.2916e10;
  const Property rho = density(T), eps = permittivity(T);
  const double root = std::sqrt(rho.value), product = eps.value * T;
  const double rho_part = 0.5 * rho.slope / rho.value, product_part = eps.slope / eps.value + 1 / T;
  Solvent water;
  water.A = slope_a * root / (product * std::sqrt(product));
  water.A_T = water.A * (rho_part - 1.5 * product_part);
  water.B = slope_b * root / std::sqrt(product);
  water.B_T = water.B * (rho_part - 0.5 * product_part);
  return water;
}

double debye_osmotic(double s, double b) noexcept {
  const double u = b * s;
  // The closed form cancels to u^3/3 for dilute solutions.
  if (u < 1e-2) return 2 * s * s * s * (1.0 / 3 - u * (0.5 - u * (0.6 - u * (2.0 / 3))));
  return 2 / (b * b * b) * (1 + u - 2 * std::log1p(u) - 1 / (1 + u));
}

double safe_sqrt(double I) noexcept { return std::sqrt(std::max(I, 1e-14)); }

}  // namespace raffinate::aqueous
