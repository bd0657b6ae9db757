#include "aqueous/coverage.hpp"

#include <algorithm>
#include <cstddef>

namespace raffinate::aqueous {

namespace {

struct Ion {
  double charge, mass;  // [kg/kg water]
};

std::vector<Ion> ions_of(const Definition& definition, const double* molality) {
  std::vector<Ion> ions;
  for (const MasterSpecies& m : definition.masters) ions.push_back({m.charge, m.molar_mass * molality[ions.size()]});
  for (const SecondarySpecies& s : definition.secondaries)
    ions.push_back({s.charge, s.molar_mass * molality[ions.size()]});
  return ions;
}

}  // namespace

Coverage coverage_of(const Definition& definition, const double* molality, double threshold) {
  const std::vector<Ion> ions = ions_of(definition, molality);
  double dissolved = 0;
  for (const Ion& ion : ions) dissolved += ion.mass;
  Coverage coverage;
  std::vector<bool> uncovered(ions.size(), false);
  for (std::size_t i = 0; i < ions.size(); ++i)
    for (std::size_t j = i + 1; j < ions.size(); ++j) {
      if (ions[i].charge * ions[j].charge >= 0 || molality[i] < threshold || molality[j] < threshold) continue;
      if (definition.activity->has_coefficient(static_cast<int>(i), static_cast<int>(j))) continue;
      uncovered[i] = uncovered[j] = true;
      coverage.pairs.push_back(
          {static_cast<int>(i), static_cast<int>(j), (ions[i].mass + ions[j].mass) / dissolved});
    }
  for (std::size_t i = 0; i < ions.size(); ++i)
    if (uncovered[i]) coverage.share += ions[i].mass / dissolved;
  std::stable_sort(coverage.pairs.begin(), coverage.pairs.end(),
                   [](const UncoveredPair& a, const UncoveredPair& b) { return a.share > b.share; });
  return coverage;
}

double ln_activity_of(const SecondarySpecies& species, const double* ln_activity, double ln_water, double T) {
  double sum = species.k.ln(T) + species.water * ln_water;
  for (const auto& [master, count] : species.masters) sum += count * ln_activity[master];
  return sum;
}

}  // namespace raffinate::aqueous
