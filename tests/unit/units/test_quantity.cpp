#include <catch2/catch.hpp>
#include <string>
#include <type_traits>

#include "units/parse.hpp"
#include "units/quantity.hpp"

using namespace raffinate::units;

TEST_CASE("quantities combine to quantities") {
  const Volume volume = Volume::from_value(10);
  const Duration time = Duration::from_value(4);
  const VolumeFlow flow = volume / time;
  CHECK(flow.value() == 2.5);
  const Power power = Pressure::from_value(2) * flow;
  CHECK(power.value() == 5);
  const TemperatureDifference difference = Temperature::from_value(300) - Temperature::from_value(290);
  CHECK(difference.value() == Approx(10));
  const MassFlow mass_flow = flow * Density::from_value(1000);
  CHECK(mass_flow.value() == 2500);
}

TEST_CASE("a wrong combination does not compile") {
  CHECK_FALSE(std::is_convertible_v<Length, Volume>);
  CHECK_FALSE(std::is_convertible_v<TemperatureDifference, Temperature>);
  CHECK_FALSE(std::is_convertible_v<double, Volume>);
  CHECK_FALSE(std::is_same_v<Molality, Concentration>);
}

TEMPLATE_TEST_CASE("the text of a quantity type is its coherent SI unit", "", Dimensionless, Length, Area, Volume, Mass,
                   Duration, Amount, TemperatureDifference, Temperature, Frequency, Velocity, Diffusivity, MassFlow,
                   VolumeFlow, MolarFlow, Force, Pressure, Viscosity, Energy, Power, HeatTransfer, HeatTransferCoefficient,
                   HeatFlux, HeatCapacity, SpecificEnergy, SpecificHeatCapacity, MolarEnergy, MolarHeatCapacity, MolarMass,
                   MolarVolume, Molality, Concentration, Density, SpecificVolume, SpecificSurface, CakeResistance, MassFlux,
                   MolarFlux, MolarRate) {
  const std::string unit = SiUnit<TestType>::text;
  CAPTURE(unit);
  const std::string spelled = unit == "delta_K" ? "K" : unit;
  CHECK(to_si("2 " + spelled, unit) == Approx(2));
  CHECK(dimension_name(unit).find("a quantity in") == std::string::npos);
  CHECK(TestType::from_value(2.0).value() == 2.0);
}
