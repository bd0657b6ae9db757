#pragma once
#include <string>

/// Materials of the tests of separators: a brine with chloride as tracer, silica as inert solids.
namespace raffinate::test {

inline const std::string brine_slurry =
    "{mass_flow: 0.4 kg/s, material: {temperature: 60 degC,"
    " composition: {SiO2: 20 %, Na+: 2.3 %, Cl-: 3.546 %}, sizes: {p80: 50 um}}}";
inline const std::string wash_water = "{mass_flow: 0.2 kg/s, material: {temperature: 30 degC, composition: {H2O: 100 %}}}";

}  // namespace raffinate::test
