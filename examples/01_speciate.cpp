// Lesson 1: what is in a tungstate liquor, and what acid makes of it.
//
// A liquor is described by what is conserved: the amounts of master species (Na+, WO4-2, SO4-2), of water,
// and the proton excess H+, which is negative in an alkaline liquor. Speciation finds the molality of
// everything these can form, per kilogram of free water and in logarithms, so that a species may be
// sixty orders of magnitude rarer than another.
//
// Here a solution with 1 mol sodium tungstate per kilogram of water and a little caustic soda takes up
// sulfuric acid. Tungstate polymerises, 7 WO4-2 + 8 H+ = W7O24-6 + 4 H2O, and takes up the acid: the pH
// hardly falls. So a plant that wants plain tungstate stays above pH 9. The last rows are a trend, not
// numbers to design by: the interaction coefficients of SIT hold to 3.5 mol/kg.
#include <fmt/core.h>

#include <cmath>

#include "aqueous/equilibrium.hpp"
#include "base/data_directory.hpp"
#include "thermo/database.hpp"

using namespace raffinate;
using aqueous::Equilibrium;

namespace {

constexpr double water = 55.508;  // in one kilogram [mol]
constexpr double tungstate = 1.0, caustic = 0.1;  // [mol]

int failures = 0;

void expect(bool holds, const char* what) {
  if (holds) return;
  fmt::print("FAILED: {}\n", what);
  ++failures;
}

}  // namespace

int main() {
  // The database knows every species; `define` picks those that the masters can form.
  const auto database = thermo::Database::load(base::data_directory());
  const Equilibrium liquor(aqueous::define(database, {"H+", "Na+", "WO4-2", "SO4-2"}), aqueous::Energy::at_temperature);

  // A cache holds the solution of one liquid, from which the next solve starts.
  auto cache = liquor.make_cache();
  fmt::print("{} species of {} masters\n\n", liquor.species_count(), liquor.master_count());
  fmt::print("{:>12}{:>8}{:>12}{:>12}{:>14}{:>14}\n", "H2SO4, mol", "pH", "I, mol/kg", "WO4-2", "W in polymers", "charge");

  double last_ph = 15.0, first_polymer = -1.0;
  for (int k = 0; k <= 10; ++k) {
    const double acid = 0.05 * k;
    // Inputs: the masters in the order above, water, heat capacity [J/K] (not used at a given
    // temperature) and the temperature [K].
    const double inputs[] = {2.0 * acid - caustic, 2.0 * tungstate + caustic, tungstate, acid, water, 4180.0, 298.15};
    expect(liquor.solve(inputs, cache).converged, "the speciation is solved");

    const auto out = liquor.outputs(cache);
    const auto molality = [&](int species) { return out[static_cast<std::size_t>(liquor.molality_output(species))]; };
    const int proton = liquor.species_index("H+");
    const double ph = -out[static_cast<std::size_t>(Equilibrium::ln_activity_output(proton))] / std::log(10.0);

    // Charge is conserved because it is a sum over the masters; check it on the species all the same.
    double charge = 0.0, total_charge = 0.0;
    const auto& definition = liquor.definition();
    for (int s = 0; s < liquor.species_count(); ++s) {
      const auto i = static_cast<std::size_t>(s);
      const auto masters = static_cast<std::size_t>(liquor.master_count());
      const double z = i < masters ? definition.masters[i].charge : definition.secondaries[i - masters].charge;
      charge += z * molality(s);
      total_charge += std::abs(z) * molality(s);
    }
    // Molalities are per kilogram of free water; hydroxide and polymers bind or release some.
    const double kilograms = out[static_cast<std::size_t>(liquor.free_water_output())] * water * 0.018015;
    const double free_tungstate = kilograms * molality(liquor.species_index("WO4-2"));
    const double monomer = free_tungstate + kilograms * molality(liquor.species_index("HWO4-"));
    const double polymer = 1.0 - monomer / tungstate;
    if (first_polymer < 0.0 && polymer > 0.01) first_polymer = ph;

    fmt::print("{:12.2f}{:8.2f}{:12.3f}{:12.4f}{:13.2f}%{:14.1e}\n", acid,
               ph, out[static_cast<std::size_t>(Equilibrium::ionic_strength_output())], free_tungstate, 100.0 * polymer,
               charge / total_charge);
    expect(ph < last_ph, "acid lowers the pH");
    expect(std::abs(charge) < 1e-10 * total_charge, "the solution is neutral");
    last_ph = ph;
  }

  expect(first_polymer > 7.0, "polymers appear while the liquor is still alkaline");
  expect(last_ph > 5.0, "polymerisation takes up the acid: the pH stays above 5");
  return failures;
}
