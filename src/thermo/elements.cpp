#include "thermo/elements.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace raffinate::thermo {

namespace {

struct Element {
  std::string_view symbol;
  double mass;  // [g/mol]
};

/// Abridged standard atomic weights, IUPAC Commission on Isotopic Abundances and Atomic Weights (2021);
/// conventional values where an interval is given.
constexpr std::array elements{
    Element{"H", 1.008},    Element{"Li", 6.94},    Element{"Be", 9.0122},  Element{"B", 10.81},    Element{"C", 12.011},
    Element{"N", 14.007},   Element{"O", 15.999},   Element{"F", 18.998},   Element{"Na", 22.990},  Element{"Mg", 24.305},
    Element{"Al", 26.982},  Element{"Si", 28.085},  Element{"P", 30.974},   Element{"S", 32.06},    Element{"Cl", 35.45},
    Element{"Ar", 39.95},   Element{"K", 39.098},   Element{"Ca", 40.078},  Element{"Sc", 44.956},  Element{"Ti", 47.867},
    Element{"V", 50.942},   Element{"Cr", 51.996},  Element{"Mn", 54.938},  Element{"Fe", 55.845},  Element{"Co", 58.933},
    Element{"Ni", 58.693},  Element{"Cu", 63.546},  Element{"Zn", 65.38},   Element{"Ga", 69.723},  Element{"Ge", 72.630},
    Element{"As", 74.922},  Element{"Se", 78.971},  Element{"Br", 79.904},  Element{"Rb", 85.468},  Element{"Sr", 87.62},
    Element{"Y", 88.906},   Element{"Zr", 91.224},  Element{"Nb", 92.906},  Element{"Mo", 95.95},   Element{"Ag", 107.87},
    Element{"Cd", 112.41},  Element{"In", 114.82},  Element{"Sn", 118.71},  Element{"Sb", 121.76},  Element{"Te", 127.60},
    Element{"I", 126.90},   Element{"Cs", 132.91},  Element{"Ba", 137.33},  Element{"La", 138.91},  Element{"Ce", 140.12},
    Element{"Hf", 178.49},  Element{"Ta", 180.95},  Element{"W", 183.84},   Element{"Re", 186.21},  Element{"Pt", 195.08},
    Element{"Au", 196.97},  Element{"Hg", 200.59},  Element{"Tl", 204.38},  Element{"Pb", 207.2},   Element{"Bi", 208.98},
    Element{"Th", 232.04},  Element{"U", 238.03},
};

const Element* find(std::string_view symbol) {
  const auto found =
      std::find_if(elements.begin(), elements.end(), [&](const Element& e) { return e.symbol == symbol; });
  return found == elements.end() ? nullptr : &*found;
}

}  // namespace

double atomic_mass(std::string_view element) {
  constexpr double kg_per_g = 1e-3;
  if (const Element* found = find(element)) return found->mass * kg_per_g;
  throw FormulaError(fmt::format("unknown element \"{}\"", element));
}

bool is_element(std::string_view symbol) { return find(symbol) != nullptr; }

double molar_mass(const Formula& formula) {
  double mass = 0;
  for (const auto& [element, count] : formula.elements) mass += count * atomic_mass(element);
  return mass;
}

}  // namespace raffinate::thermo
