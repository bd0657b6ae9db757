#pragma once

namespace raffinate::thermo {

/// Density of liquid water [kg/m3] at T [K], 0-150 C. @cite kell1975
[[nodiscard]] double water_density(double T);
/// Heat capacity of liquid water [J/kg/K] at T [K], 0-100 C, 0.1 MPa. @cite iapws95
[[nodiscard]] double water_heat_capacity(double T);
/// Viscosity of liquid water [Pa s] at T [K], 0-100 C. @cite laliberte2007
[[nodiscard]] double water_viscosity(double T);

}  // namespace raffinate::thermo
