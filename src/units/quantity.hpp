#pragma once

#include <boost/mpl/times.hpp>
#include <boost/units/absolute.hpp>
#include <boost/units/physical_dimensions.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/systems/si/base.hpp>
#include <boost/units/unit.hpp>

#include "units/si_unit.hpp"

/// Quantities at the boundaries: every value is coherent SI, so `Volume::from_value(10.0)` is 10 m3 and `.value()` gives
/// it back. Dimensions that coincide share one type (a volume flux is a Velocity, a mass ratio is Dimensionless).
namespace raffinate::units {

namespace detail {

template <class Base, long power>
struct Power {
  using type = typename boost::units::derived_dimension<Base, power>::type;
};

/// Boost.Units keeps a power of zero as a factor, which makes equal dimensions different types.
template <class Base>
struct Power<Base, 0> {
  using type = boost::units::dimensionless_type;
};

template <class A, class B>
using Times = typename boost::mpl::times<A, B>::type;

/// SI unit with these powers of m, kg, s, mol and K.
template <long m, long kg, long s, long mol = 0, long kelvin = 0>
using SiOf = boost::units::unit<Times<Times<Times<typename Power<boost::units::length_base_dimension, m>::type,
                                                  typename Power<boost::units::mass_base_dimension, kg>::type>,
                                            typename Power<boost::units::time_base_dimension, s>::type>,
                                      Times<typename Power<boost::units::amount_base_dimension, mol>::type,
                                            typename Power<boost::units::temperature_base_dimension, kelvin>::type>>,
                                boost::units::si::system>;

template <long m, long kg, long s, long mol = 0, long kelvin = 0>
using Of = boost::units::quantity<SiOf<m, kg, s, mol, kelvin>, double>;

}  // namespace detail

using Dimensionless = detail::Of<0, 0, 0>;                          ///< [1]
using Length = detail::Of<1, 0, 0>;                                 ///< [m]
using Area = detail::Of<2, 0, 0>;                                   ///< [m2]
using Volume = detail::Of<3, 0, 0>;                                 ///< [m3]
using Mass = detail::Of<0, 1, 0>;                                   ///< [kg]
using Duration = detail::Of<0, 0, 1>;                               ///< [s]
using Amount = detail::Of<0, 0, 0, 1>;                              ///< [mol]
using TemperatureDifference = detail::Of<0, 0, 0, 0, 1>;            ///< [K]
using Temperature =
    boost::units::quantity<boost::units::absolute<detail::SiOf<0, 0, 0, 0, 1>>, double>;  ///< above absolute zero [K]
using Frequency = detail::Of<0, 0, -1>;                             ///< [1/s]
using Velocity = detail::Of<1, 0, -1>;                              ///< [m/s]
using Diffusivity = detail::Of<2, 0, -1>;                           ///< [m2/s]
using MassFlow = detail::Of<0, 1, -1>;                              ///< [kg/s]
using VolumeFlow = detail::Of<3, 0, -1>;                            ///< [m3/s]
using MolarFlow = detail::Of<0, 0, -1, 1>;                          ///< [mol/s]
using Force = detail::Of<1, 1, -2>;                                 ///< [N]
using Pressure = detail::Of<-1, 1, -2>;                             ///< [Pa]
using Viscosity = detail::Of<-1, 1, -1>;                            ///< [Pa s]
using Energy = detail::Of<2, 1, -2>;                                ///< [J]
using Power = detail::Of<2, 1, -3>;                                 ///< [W]
using HeatTransfer = detail::Of<2, 1, -3, 0, -1>;                   ///< coefficient times area [W/K]
using HeatTransferCoefficient = detail::Of<0, 1, -3, 0, -1>;        ///< [W/(m2 K)]
using HeatFlux = detail::Of<0, 1, -3>;                              ///< [W/m2]
using HeatCapacity = detail::Of<2, 1, -2, 0, -1>;                   ///< [J/K]
using SpecificEnergy = detail::Of<2, 0, -2>;                        ///< [J/kg]
using SpecificHeatCapacity = detail::Of<2, 0, -2, 0, -1>;           ///< [J/(kg K)]
using MolarEnergy = detail::Of<2, 1, -2, -1>;                       ///< [J/mol]
using MolarHeatCapacity = detail::Of<2, 1, -2, -1, -1>;             ///< [J/(mol K)]
using MolarMass = detail::Of<0, 1, 0, -1>;                          ///< [kg/mol]
using MolarVolume = detail::Of<3, 0, 0, -1>;                        ///< [m3/mol]
using Molality = detail::Of<0, -1, 0, 1>;                           ///< [mol/kg]
using Concentration = detail::Of<-3, 0, 0, 1>;                      ///< [mol/m3]
using Density = detail::Of<-3, 1, 0>;                               ///< also mass concentration [kg/m3]
using SpecificVolume = detail::Of<3, -1, 0>;                        ///< [m3/kg]
using SpecificSurface = detail::Of<2, -1, 0>;                       ///< [m2/kg]
using CakeResistance = detail::Of<1, -1, 0>;                        ///< [m/kg]
using MassFlux = detail::Of<-2, 1, -1>;                             ///< [kg/(m2 s)]
using MolarFlux = detail::Of<-2, 0, -1, 1>;                         ///< [mol/(m2 s)]
using MolarRate = detail::Of<-3, 0, -1, 1>;                         ///< per volume [mol/(m3 s)]

template <> struct SiUnit<Dimensionless> { static constexpr const char* text = "1"; };
template <> struct SiUnit<Length> { static constexpr const char* text = "m"; };
template <> struct SiUnit<Area> { static constexpr const char* text = "m2"; };
template <> struct SiUnit<Volume> { static constexpr const char* text = "m3"; };
template <> struct SiUnit<Mass> { static constexpr const char* text = "kg"; };
template <> struct SiUnit<Duration> { static constexpr const char* text = "s"; };
template <> struct SiUnit<Amount> { static constexpr const char* text = "mol"; };
template <> struct SiUnit<TemperatureDifference> { static constexpr const char* text = "delta_K"; };
template <> struct SiUnit<Temperature> { static constexpr const char* text = "K"; };
template <> struct SiUnit<Frequency> { static constexpr const char* text = "1/s"; };
template <> struct SiUnit<Velocity> { static constexpr const char* text = "m/s"; };
template <> struct SiUnit<Diffusivity> { static constexpr const char* text = "m2/s"; };
template <> struct SiUnit<MassFlow> { static constexpr const char* text = "kg/s"; };
template <> struct SiUnit<VolumeFlow> { static constexpr const char* text = "m3/s"; };
template <> struct SiUnit<MolarFlow> { static constexpr const char* text = "mol/s"; };
template <> struct SiUnit<Force> { static constexpr const char* text = "N"; };
template <> struct SiUnit<Pressure> { static constexpr const char* text = "Pa"; };
template <> struct SiUnit<Viscosity> { static constexpr const char* text = "Pa s"; };
template <> struct SiUnit<Energy> { static constexpr const char* text = "J"; };
template <> struct SiUnit<Power> { static constexpr const char* text = "W"; };
template <> struct SiUnit<HeatTransfer> { static constexpr const char* text = "W/K"; };
template <> struct SiUnit<HeatTransferCoefficient> { static constexpr const char* text = "W/m2/K"; };
template <> struct SiUnit<HeatFlux> { static constexpr const char* text = "W/m2"; };
template <> struct SiUnit<HeatCapacity> { static constexpr const char* text = "J/K"; };
template <> struct SiUnit<SpecificEnergy> { static constexpr const char* text = "J/kg"; };
template <> struct SiUnit<SpecificHeatCapacity> { static constexpr const char* text = "J/kg/K"; };
template <> struct SiUnit<MolarEnergy> { static constexpr const char* text = "J/mol"; };
template <> struct SiUnit<MolarHeatCapacity> { static constexpr const char* text = "J/mol/K"; };
template <> struct SiUnit<MolarMass> { static constexpr const char* text = "kg/mol"; };
template <> struct SiUnit<MolarVolume> { static constexpr const char* text = "m3/mol"; };
template <> struct SiUnit<Molality> { static constexpr const char* text = "mol/kg"; };
template <> struct SiUnit<Concentration> { static constexpr const char* text = "mol/m3"; };
template <> struct SiUnit<Density> { static constexpr const char* text = "kg/m3"; };
template <> struct SiUnit<SpecificVolume> { static constexpr const char* text = "m3/kg"; };
template <> struct SiUnit<SpecificSurface> { static constexpr const char* text = "m2/kg"; };
template <> struct SiUnit<CakeResistance> { static constexpr const char* text = "m/kg"; };
template <> struct SiUnit<MassFlux> { static constexpr const char* text = "kg/m2/s"; };
template <> struct SiUnit<MolarFlux> { static constexpr const char* text = "mol/m2/s"; };
template <> struct SiUnit<MolarRate> { static constexpr const char* text = "mol/m3/s"; };

}  // namespace raffinate::units
