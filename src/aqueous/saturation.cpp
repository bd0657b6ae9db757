#include "aqueous/saturation.hpp"

#include <algorithm>
#include <stdexcept>

namespace raffinate::aqueous {

SaturationIndex make_saturation_index(const Equilibrium& equilibrium, std::span<const thermo::Term> products,
                                      const thermo::LogK& k) {
  SaturationIndex index;
  index.k = k;
  for (const thermo::Term& term : products) {
    if (term.species == "H2O") {
      index.water += term.coefficient;
      continue;
    }
    const int species = equilibrium.species_index(term.species);
    if (species < 0) throw std::invalid_argument("saturation index: the solution has no species " + term.species);
    index.terms.emplace_back(species, term.coefficient);
  }
  return index;
}

bool can_form(const Equilibrium& equilibrium, std::span<const thermo::Term> products) {
  return std::all_of(products.begin(), products.end(), [&](const thermo::Term& term) {
    return term.species == "H2O" || equilibrium.species_index(term.species) >= 0;
  });
}

}  // namespace raffinate::aqueous
