#include "thermo/water.hpp"

namespace raffinate::thermo {

namespace {
double celsius(double T) { return T - 273.15; }
}  // namespace

double water_density(double T) {
  // Kell, J. Chem. Eng. Data 20 (1975) 97, eq. 16: air-free water at 1 atm.
  const double t = celsius(T);
  const double numerator =
      ((((-280.54253e-12 * t + 105.56302e-9) * t - 46.170461e-6) * t - 7.9870401e-3) * t + 16.945176) * t + 999.83952;
  return numerator / (1 + 16.879850e-3 * t);
}

double water_heat_capacity(double T) {
  // Least squares through the IAPWS-95 values at 0.1 MPa, 0-100 C (4219.9, 4195.5, 4184.4, 4180.1, 4179.6, 4181.5,
  // 4185.1, 4190.2, 4196.9, 4205.3, 4215.7 J/kg/K every 10 K); within 1.1 J/kg/K of each.
  const double t = celsius(T);
  return (((2.87004662e-06 * t - 7.23407148e-04) * t + 7.27188228e-02) * t - 2.94142385) * t + 4219.41329;
}

double water_viscosity(double T) {
  // Laliberte, J. Chem. Eng. Data 52 (2007) 321, eq. 12 [mPa s].
  const double t = celsius(T);
  return 1e-3 * (t + 246) / ((0.05594 * t + 5.2842) * t + 137.37);
}

}  // namespace raffinate::thermo
