#include "units/dimensions.hpp"

#include <algorithm>

#include "units/spelling.hpp"

namespace raffinate::units {
namespace {

struct Row {
  const char* name;
  const char* si;
  std::vector<std::string> display;
  double typical = 10;
};

std::vector<KnownDimension> build() {
  const std::vector<Row> rows{
      {"a plain number", "1", {"", "%"}, 0.5},
      {"a length", "m", {"m", "mm"}},
      {"an area", "m2", {"m2", "cm2"}},
      {"a volume", "m3", {"m3", "L"}},
      {"a mass", "kg", {"kg", "t"}},
      {"a duration", "s", {"h", "min"}},
      {"an amount of substance", "mol", {"mol", "kmol"}},
      {"a temperature", "K", {"degC", "K"}, 25},
      {"a temperature difference", "delta_K", {"delta_K"}},
      {"a frequency", "1/s", {"1/h", "1/s"}},
      {"a velocity", "m/s", {"m/s", "mm/h"}},
      {"a diffusivity", "m2/s", {"m2/s", "cm2/s"}},
      {"a mass flow", "kg/s", {"kg/h", "t/a"}},
      {"a volume flow", "m3/s", {"m3/h", "L/min"}},
      {"a molar flow", "mol/s", {"mol/s", "kmol/h"}},
      {"a force", "N", {"N", "kN"}},
      {"a pressure", "Pa", {"bar", "kPa"}, 1},
      {"a viscosity", "Pa.s", {"mPa.s", "Pa.s"}},
      {"an energy", "J", {"kJ", "kWh"}},
      {"a power", "W", {"kW", "W"}},
      {"a heat transfer coefficient times area", "W/K", {"kW/K", "W/K"}},
      {"a heat transfer coefficient", "W/m2/K", {"W/m2/K", "kW/m2/K"}},
      {"a heat flux", "W/m2", {"kW/m2", "W/m2"}},
      {"a heat capacity", "J/K", {"kJ/K", "J/K"}},
      {"a specific energy", "J/kg", {"kJ/kg", "kWh/t"}},
      {"a specific heat capacity", "J/kg/K", {"kJ/kg/K", "J/kg/K"}},
      {"a molar energy", "J/mol", {"kJ/mol", "J/mol"}},
      {"a molar heat capacity", "J/mol/K", {"J/mol/K", "kJ/mol/K"}},
      {"a molar mass", "kg/mol", {"g/mol", "kg/kmol"}},
      {"a molar volume", "m3/mol", {"cm3/mol", "m3/kmol"}},
      {"a molality", "mol/kg", {"mol/kg", "mmol/kg"}, 1},
      {"a concentration", "mol/m3", {"mol/L", "mol/m3"}, 1},
      {"a density or mass concentration", "kg/m3", {"g/L", "kg/m3"}},
      {"a specific volume", "m3/kg", {"L/kg", "m3/t"}},
      {"a specific surface", "m2/kg", {"m2/g", "m2/kg"}, 1},
      {"a specific cake resistance", "m/kg", {"m/kg"}, 1e10},
      {"a filter medium resistance", "1/m", {"1/m"}, 1e10},
      {"a mass flux", "kg/m2/s", {"kg/m2/h", "t/m2/d"}},
      {"a molar flux", "mol/m2/s", {"mol/m2/s", "mmol/m2/s"}},
      {"a molar rate per volume", "mol/m3/s", {"mol/m3/s", "mol/L/h"}},
      {"a nucleation rate", "1/m3/s", {"1/m3/s", "1/L/min"}},
      {"an electric current", "A", {"A", "kA"}},
      {"a current density", "A/m2", {"A/m2", "mA/cm2"}},
      {"a voltage", "V", {"V", "mV"}},
      {"an electric charge", "A.s", {"A.s", "A.h"}},
  };
  std::vector<KnownDimension> result;
  for (const Row& row : rows) result.push_back({row.name, row.si, row.display, row.typical, read_unit(row.si).unit.value()});
  return result;
}

}  // namespace

const KnownDimension* find_dimension(const Unit& unit) {
  static const std::vector<KnownDimension> known = build();
  const auto found = std::find_if(known.begin(), known.end(), [&](const KnownDimension& row) {
    return row.unit.dimension == unit.dimension && row.unit.difference == unit.difference;
  });
  return found == known.end() ? nullptr : &*found;
}

const std::vector<std::string>& usual_units() {
  static const std::vector<std::string> units{
      "m3",   "m3/h", "L/min", "L/h",  "kg/h",  "t/h",    "t/a",   "t/d",   "g/L",   "mg/L",  "kg/m3", "mol/L",  "mol/kg",
      "mol/s", "kmol/h", "degC", "bar", "kPa", "kWh", "kJ/mol", "J/mol", "kJ/kg", "W/m2/K", "mm",  "um",    "hour",
      "hours", "minutes", "days", "day", "liter", "litre", "percent", "ppm", "rpm", "wt%"};
  return units;
}

}  // namespace raffinate::units
