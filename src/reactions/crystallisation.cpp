#include "config/schema.hpp"
#include "reactions/particle_flux.hpp"
#include "reactions/rate_law.hpp"
#include "reactions/rate_terms.hpp"

namespace raffinate::reactions {

namespace {

/// Growth, dissolution and secondary nucleation of a sized salt.
///   S = (prod (m_i / nu_i m_sat(T))^nu_i)^(1/sum nu): ion product over that of the saturated pure solution
///   dL/dt = k_g(T) (S - 1),   births = k_b (m_solid + x m_water) (S - 1)^2 for S > 1          [1/s]
/// The small share x of the water stands for dust and walls, so that the first crystals appear.
/// A common ion salts out through the ion product; activity coefficients are taken as those of the
/// saturated pure solution, which is where the solubility curve was measured.
/// docs/methods/crystalliser.md
class Crystallisation {
 public:
  struct Inputs {
    std::string particle, salt;
    double k = 0, at = 0, activation_energy = 0, nucleation = 0, shape_factor = 1;
    std::vector<config::Amount> ions;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("crystallisation", "Growth and secondary nucleation of a salt from its solution")
        .text("particle", &Inputs::particle, {.help = "sized salt that grows", .example = "Na2WO4:2H2O"})
        .text("salt", &Inputs::salt, {.help = "anhydrous salt of the solubility curve", .example = "Na2WO4"})
        .amounts("ions", &Inputs::ions,
                 {.help = "ions per formula unit", .unit = "1", .example = "{Na+: 2, WO4-2: 1}"})
        .quantity("k", &Inputs::k,
                  {.help = "growth velocity dL/dt at S - 1 = 1", .unit = "m/s", .min = "0 m/s", .example = "1e-7 m/s"})
        .quantity("at", &Inputs::at, {.help = "temperature of k", .unit = "K", .fallback = "25 degC"})
        .quantity("activation_energy", &Inputs::activation_energy,
                  {.help = "Arrhenius activation energy of growth", .unit = "J/mol", .fallback = "0 kJ/mol"})
        .quantity("nucleation", &Inputs::nucleation,
                  {.help = "births per mass of crystals at S - 1 = 1", .unit = "1/(kg s)", .min = "0 1/(kg s)",
                   .example = "1e8 1/(kg s)"})
        .number("shape_factor", &Inputs::shape_factor,
                {.help = "volume of a crystal over its size cubed", .fallback = "0.6", .min = "0.1", .max = "1"});
  }

  Crystallisation(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
                  base::Problems& problems);

  template <class S>
  S rate(const Contents<S>& c, S* dn) const {
    const S excess = supersaturation(c);
    const S velocity = growth_.in(c) * excess;
    S exchange = crystal_.move(velocity, c, dn);
    S mass = foreign_nuclei * c.water;
    for (int i = 0; i < crystal_.grid->size(); ++i) mass += molar_mass_ * never_negative(c.n[crystal_.first + i]);
    const S driving = never_negative(excess);
    const S births = nucleation_ * c.solution * c.pass(mass_pass_, mass) * driving * driving;
    exchange += nucleate(*crystal_.grid, births, amount_per_cube_, dn + crystal_.first);
    return exchange / crystal_.coefficient;
  }
  [[nodiscard]] int sized_component() const { return crystal_.component; }

 private:
  template <class S>
  S supersaturation(const Contents<S>& c) const {
    using std::exp;
    using std::log;
    const S saturated = solubility_.mass_ratio(c.temperature) / salt_molar_mass_;  // [mol/kg]
    S ln_ratio(0.0);
    for (const auto& [output, count] : ions_) ln_ratio += count * log(S(c.liquid[output] / (count * saturated)));
    return exp(ln_ratio / ion_count_) - 1.0;
  }

  /// Births multiply the mass that bears them; a mass that an integrator's error puts below zero would run away.
  template <class S>
  static S never_negative(const S& x) {
    return numerics::value(x) > 0.0 ? x : S(0.0 * x);
  }

  static constexpr double foreign_nuclei = 1e-4;  // x: acts like 0.1 g of crystals per kg of water

  RateConstant growth_;
  double nucleation_;
  SizedMineral crystal_;
  int mass_pass_;
  std::vector<std::pair<int, double>> ions_;
  double ion_count_ = 0.0;
  thermo::SolubilityCurve solubility_;
  double salt_molar_mass_ = 1.0, molar_mass_ = 1.0, amount_per_cube_ = 1.0;
};

Crystallisation::Crystallisation(const Inputs& inputs, const ReactionDefinition& reaction,
                                 const Binding& binding, base::Problems& problems)
    : growth_({inputs.k, inputs.at, inputs.activation_energy}, reaction, binding),
      nucleation_(inputs.nucleation),
      crystal_(inputs.particle, reaction, binding, problems),
      mass_pass_((*binding.passes)++) {
  const auto& database = binding.components->database();
  for (const auto& ion : inputs.ions) {
    const int species = binding.liquid == nullptr ? -1 : binding.liquid->species_index(ion.name);
    if (species < 0) {
      problems.add({ion.where, reaction.name, "no dissolved species \"" + ion.name + "\" in " + binding.vessel, ""});
      continue;
    }
    ions_.emplace_back(binding.liquid->molality_output(species), ion.value);
    ion_count_ += ion.value;
  }
  const thermo::SolubilityCurve* curve = nullptr;
  for (const auto& candidate : database.solubilities())
    if (candidate.salt == inputs.salt && candidate.solid == inputs.particle) curve = &candidate;
  const auto* salt = database.find(inputs.salt);
  const auto* crystal = database.find(inputs.particle);
  if (curve == nullptr || salt == nullptr || crystal == nullptr) {
    problems.add({reaction.where, reaction.name,
                  "no solubility curve of \"" + inputs.salt + "\" with the solid \"" + inputs.particle + "\"",
                  "add it to thermo-data/solubility.yaml"});
    return;
  }
  solubility_ = *curve;
  salt_molar_mass_ = salt->molar_mass;
  molar_mass_ = crystal->molar_mass;
  amount_per_cube_ = inputs.shape_factor / crystal->volume;
}

}  // namespace

RateLawDefinition crystallisation() { return define_rate_law<Crystallisation>(); }

}  // namespace raffinate::reactions
