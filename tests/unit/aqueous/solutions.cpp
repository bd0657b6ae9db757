#include "solutions.hpp"

#include <algorithm>
#include <cmath>

#include "aqueous/pitzer.hpp"
#include "aqueous/sit.hpp"

namespace raffinate::aqueous::test {

Definition solution(const std::vector<MasterSpecies>& masters, const std::vector<Formation>& formations,
                    const ModelMaker& make_model) {
  Definition definition;
  definition.masters = masters;
  std::vector<double> charges;
  for (const MasterSpecies& m : masters) charges.push_back(m.charge);
  for (const Formation& f : formations) {
    SecondarySpecies s;
    s.name = f.name;
    s.charge = f.charge;
    for (const auto& [name, coefficient] : f.masters) {
      const auto at = std::find_if(masters.begin(), masters.end(), [&](const auto& m) { return m.name == name; });
      s.masters.emplace_back(static_cast<int>(at - masters.begin()), coefficient);
    }
    s.water = f.water;
    s.k.at_298 = f.log_k;
    s.k.delta_h = s.enthalpy = f.enthalpy;
    charges.push_back(f.charge);
    definition.secondaries.push_back(std::move(s));
  }
  definition.activity = make_model(charges);
  return definition;
}

Formation hydroxide() { return {"OH-", -1, {{"H+", -1}}, 1, -14.0, 55800}; }

Definition plant(const ModelMaker& make_model) {
  return solution({{"H+", 1}, {"Na+", 1}, {"WO4-2", -2}, {"CO3-2", -2}, {"SO4-2", -2}, {"H4SiO4", 0}, {"PO4-3", -3},
                   {"Co+2", 2}, {"Mg+2", 2}, {"NH4+", 1}},
                  {hydroxide(),
                   {"HWO4-", -1, {{"H+", 1}, {"WO4-2", 1}}, 0, 3.6, 6300},
                   {"HCO3-", -1, {{"H+", 1}, {"CO3-2", 1}}, 0, 10.33, -14700},
                   {"CO2(aq)", 0, {{"H+", 2}, {"CO3-2", 1}}, -1, 16.68, -23900},
                   {"HSO4-", -1, {{"H+", 1}, {"SO4-2", 1}}, 0, 1.98, 22000},
                   {"H3SiO4-", -1, {{"H+", -1}, {"H4SiO4", 1}}, 0, -9.84, 29400},
                   {"H2SiO4-2", -2, {{"H+", -2}, {"H4SiO4", 1}}, 0, -23.04, 79000},
                   {"HPO4-2", -2, {{"H+", 1}, {"PO4-3", 1}}, 0, 12.35, -14600},
                   {"H2PO4-", -1, {{"H+", 2}, {"PO4-3", 1}}, 0, 19.55, -18200},
                   {"H3PO4", 0, {{"H+", 3}, {"PO4-3", 1}}, 0, 21.7, -9700},
                   {"CoOH+", 1, {{"Co+2", 1}, {"H+", -1}}, 1, -9.7, 54800},
                   {"Co(OH)2(aq)", 0, {{"Co+2", 1}, {"H+", -2}}, 2, -18.8, 104000},
                   {"Co(OH)3-", -1, {{"Co+2", 1}, {"H+", -3}}, 3, -31.5, 147000},
                   {"Co(OH)4-2", -2, {{"Co+2", 1}, {"H+", -4}}, 4, -46.3, 185000},
                   {"CoSO4(aq)", 0, {{"Co+2", 1}, {"SO4-2", 1}}, 0, 2.3, 6200},
                   {"CoCO3(aq)", 0, {{"Co+2", 1}, {"CO3-2", 1}}, 0, 4.23, 0},
                   {"CoHCO3+", 1, {{"Co+2", 1}, {"CO3-2", 1}, {"H+", 1}}, 0, 12.22, 0},
                   {"CoNH3+2", 2, {{"Co+2", 1}, {"NH4+", 1}, {"H+", -1}}, 0, -7.2, 40000},
                   {"Co(NH3)2+2", 2, {{"Co+2", 1}, {"NH4+", 2}, {"H+", -2}}, 0, -14.9, 80000},
                   {"MgOH+", 1, {{"Mg+2", 1}, {"H+", -1}}, 1, -11.68, 64000},
                   {"MgSO4(aq)", 0, {{"Mg+2", 1}, {"SO4-2", 1}}, 0, 2.23, 5900},
                   {"MgCO3(aq)", 0, {{"Mg+2", 1}, {"CO3-2", 1}}, 0, 2.98, 10000},
                   {"MgPO4-", -1, {{"Mg+2", 1}, {"PO4-3", 1}}, 0, 4.65, 0},
                   {"NH3(aq)", 0, {{"NH4+", 1}, {"H+", -1}}, 0, -9.24, 52000},
                   {"NH4SO4-", -1, {{"NH4+", 1}, {"SO4-2", 1}}, 0, 1.03, 0}},
                  make_model);
}

std::shared_ptr<const ActivityModel> plant_sit(const std::vector<double>& charges) {
  const Definition names = plant([](const std::vector<double>& z) { return make_sit(z, {}); });
  const Equilibrium index(names);
  std::vector<Interaction> pairs;
  const auto add = [&](const char* a, const char* b, double epsilon) {
    pairs.push_back({index.species_index(a), index.species_index(b), epsilon});
  };
  add("Na+", "OH-", 0.04), add("Na+", "WO4-2", 0.034), add("Na+", "CO3-2", -0.08), add("Na+", "SO4-2", -0.12);
  add("Na+", "HCO3-", 0.0), add("Na+", "HSO4-", -0.01), add("Na+", "HWO4-", -0.099), add("Na+", "H3SiO4-", -0.08);
  add("Na+", "H2SiO4-2", -0.1), add("Na+", "PO4-3", -0.25), add("Na+", "HPO4-2", -0.15);
  add("Na+", "H2PO4-", -0.08), add("H+", "SO4-2", -0.03), add("Co+2", "SO4-2", 0.12), add("Mg+2", "SO4-2", 0.1);
  add("NH4+", "SO4-2", 0.0), add("H+", "HSO4-", 0.05);
  return make_sit(charges, pairs);
}

std::shared_ptr<const ActivityModel> plant_pitzer(const std::vector<double>& charges) {
  using enum PitzerKind;
  const Equilibrium index(plant([](const std::vector<double>& z) { return make_sit(z, {}); }));
  std::vector<PitzerParameter> parameters;
  const auto add = [&](PitzerKind kind, const std::vector<const char*>& names, double value) {
    PitzerParameter p{kind, {-1, -1, -1}, {value}};
    for (std::size_t k = 0; k < names.size(); ++k) p.species[k] = index.species_index(names[k]);
    parameters.push_back(p);
  };
  const auto salt = [&](const char* cation, const char* anion, const std::vector<double>& values) {
    for (std::size_t k = 0; k < values.size(); ++k)
      if (values[k] != 0) add(static_cast<PitzerKind>(k), {cation, anion}, values[k]);
  };
  salt("Na+", "OH-", {0.0864, 0.253, 0, 0.0044});
  salt("Na+", "CO3-2", {0.0399, 1.389, 0, 0.0044});
  salt("Na+", "HCO3-", {-0.018, -0.0101, 6.84, 0});
  salt("Na+", "SO4-2", {0.0273, 0.956, 0, 0.003418});
  salt("Na+", "HSO4-", {0.0454, 0.398, 0, 0});
  salt("Na+", "WO4-2", {0.116, 2.287, 0, 0.006});
  salt("H+", "SO4-2", {0.0298, 0, 0, 0.0438});
  salt("H+", "HSO4-", {0.2065, 0.5556, 0, 0});
  salt("Mg+2", "SO4-2", {0.2135, 3.367, -32.45, 0.02875});
  salt("Mg+2", "HSO4-", {0.4746, 1.729, 0, 0});
  salt("Co+2", "SO4-2", {0.2, 2.7, -30.7, 0});
  salt("NH4+", "SO4-2", {0.03917, 0.6628, 0, -0.000757});
  add(theta, {"CO3-2", "OH-"}, 0.1), add(theta, {"CO3-2", "SO4-2"}, 0.02), add(theta, {"HCO3-", "CO3-2"}, -0.04);
  add(theta, {"HCO3-", "SO4-2"}, 0.01), add(theta, {"OH-", "SO4-2"}, -0.013), add(theta, {"H+", "Na+"}, 0.036);
  add(theta, {"H+", "Mg+2"}, 0.1), add(theta, {"Mg+2", "Na+"}, 0.07);
  add(psi, {"CO3-2", "HCO3-", "Na+"}, 0.002), add(psi, {"CO3-2", "Na+", "OH-"}, -0.017);
  add(psi, {"CO3-2", "Na+", "SO4-2"}, -0.005), add(psi, {"HCO3-", "Na+", "SO4-2"}, -0.005);
  add(psi, {"HSO4-", "Na+", "SO4-2"}, -0.0094), add(psi, {"Na+", "OH-", "SO4-2"}, -0.009);
  add(psi, {"H+", "HSO4-", "Na+"}, -0.0129), add(psi, {"Mg+2", "Na+", "SO4-2"}, -0.015);
  add(lambda, {"CO2(aq)", "Na+"}, 0.085), add(lambda, {"CO2(aq)", "SO4-2"}, 0.075);
  add(lambda, {"H4SiO4", "Na+"}, 0.0566), add(lambda, {"H4SiO4", "SO4-2"}, -0.085);
  return make_pitzer(charges, parameters);
}

std::vector<double> inputs_at_temperature(const Equilibrium& equilibrium, const Recipe& recipe) {
  std::vector<double> inputs(static_cast<std::size_t>(equilibrium.input_count()), 0.0);
  for (const auto& [name, amount] : recipe.totals)
    inputs[static_cast<std::size_t>(equilibrium.species_index(name))] += amount;
  inputs[static_cast<std::size_t>(equilibrium.water_input())] = water_molality;
  inputs[static_cast<std::size_t>(equilibrium.heat_capacity_input())] = 4180;
  inputs[static_cast<std::size_t>(equilibrium.energy_input())] = recipe.temperature;
  return inputs;
}

Recipe random_liquor(std::mt19937& engine) {
  std::uniform_real_distribution<double> unit(0, 1);
  const auto amount = [&](double low, double high) { return low * std::pow(high / low, unit(engine)); };
  const bool acid = unit(engine) < 0.5;
  const double sodium = amount(1e-4, acid ? 2.0 : 8.0), tungstate = acid ? 1e-5 : 0.4 * sodium * unit(engine);
  const double carbonate = 0.1 * sodium * unit(engine);
  const double others = amount(1e-10, 1e-2), sulfuric = acid ? amount(1e-4, 2.0) : 0.05 * sodium * unit(engine);
  const double cobalt = acid ? amount(1e-6, 1.0) : amount(1e-12, 1e-5);
  Recipe recipe;
  recipe.temperature = 280 + 90 * unit(engine);
  // Protons close the charge of everything else added as salts, acids or hydroxide.
  double charge = 0;
  const auto put = [&](const char* name, double z, double n) {
    recipe.totals.emplace_back(name, n);
    charge += z * n;
  };
  put("Na+", 1, sodium), put("WO4-2", -2, tungstate), put("CO3-2", -2, carbonate);
  put("SO4-2", -2, sulfuric + cobalt + others), put("H4SiO4", 0, others), put("PO4-3", -3, others * unit(engine));
  put("Co+2", 2, cobalt), put("Mg+2", 2, others), put("NH4+", 1, acid ? others : amount(1e-8, 1.0));
  recipe.totals.emplace_back("H+", -charge);
  return recipe;
}

double value_of(const Equilibrium& equilibrium, const Equilibrium::Cache& cache, int output) {
  return equilibrium.outputs(cache)[static_cast<std::size_t>(output)];
}

double molality(const Equilibrium& equilibrium, const Equilibrium::Cache& cache, const std::string& species) {
  return value_of(equilibrium, cache, equilibrium.molality_output(equilibrium.species_index(species)));
}

double pH(const Equilibrium& equilibrium, const Equilibrium::Cache& cache) {
  return -value_of(equilibrium, cache, Equilibrium::ln_activity_output(equilibrium.species_index("H+"))) / ln10;
}

}  // namespace raffinate::aqueous::test
