#pragma once

#include <memory>
#include <random>
#include <vector>

#include "aqueous/activity_model.hpp"

namespace raffinate::aqueous::test {

using Molalities = std::vector<double>;
using Model = std::shared_ptr<const ActivityModel>;

struct Activities {
  Molalities ln_gamma;
  double ln_water = 0;
};

/// C m of the model.
Molalities features_of(const Model& model, const Molalities& m);
/// What the model gives at a composition [mol/kg] and T [K].
Activities activities_at(const Model& model, const Molalities& m, double T = 298.15);
/// Between 0.001 and 2 mol/kg of each species.
Molalities random_composition(std::mt19937& engine, std::size_t species);

/// sum_i m_i d ln gamma_i + dM + n_w d ln a_w along a direction, relative to |dM|; zero if consistent.
double gibbs_duhem(const Model& model, const Molalities& m, const Molalities& direction,
                   double mol_water_per_kg = water_molality, double T = 298.15);

/// Checks every derivative at a composition against central differences.
void check_derivatives(const Model& model, const Molalities& m, double T);

}  // namespace raffinate::aqueous::test
