#include "aqueous/definition.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "aqueous/davies.hpp"
#include "aqueous/extended_debye_huckel.hpp"
#include "aqueous/ideal.hpp"
#include "aqueous/pitzer.hpp"
#include "aqueous/sit.hpp"
#include "thermo/database.hpp"

namespace raffinate::aqueous {

namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const thermo::Species& require_species(const thermo::Database& database, const std::string& name) {
  const thermo::Species* species = database.find(name);
  if (species == nullptr || species->phase != thermo::Phase::aqueous)
    throw std::invalid_argument("the thermodynamic data have no aqueous species \"" + name + "\"");
  return *species;
}

bool takes_part(const thermo::AqueousReaction& reaction, const ActivityChoice& choice) {
  if (reaction.ion_pair && choice.model == "pitzer" && !contains(choice.equilibrated, reaction.species)) return false;
  if (contains(choice.suppressed, reaction.species)) return false;
  return reaction.standing == thermo::Standing::equilibrium || contains(choice.equilibrated, reaction.species);
}

bool belongs_to_another_model(const thermo::AqueousReaction& reaction, const ActivityChoice& choice) {
  return !reaction.model.empty() && reaction.model != choice.model;
}

/// The reaction in terms of master indices, if all its masters are there.
std::optional<SecondarySpecies> compile(const thermo::AqueousReaction& reaction, const Names& masters,
                                        const thermo::Database& database) {
  SecondarySpecies secondary;
  for (const thermo::Term& term : reaction.masters) {
    if (term.species == "H2O") {
      secondary.water += term.coefficient;
      continue;
    }
    const auto at = std::find(masters.begin(), masters.end(), term.species);
    if (at == masters.end()) return std::nullopt;
    secondary.masters.emplace_back(static_cast<int>(at - masters.begin()), term.coefficient);
  }
  secondary.name = reaction.species;
  const thermo::Species& species = require_species(database, reaction.species);
  secondary.charge = species.formula.charge;
  secondary.molar_mass = species.molar_mass;
  secondary.k = reaction.k;
  secondary.enthalpy = reaction.k.delta_h;
  return secondary;
}

std::vector<Interaction> interactions(const thermo::Database& database, const Names& names) {
  std::vector<Interaction> pairs;
  const int count = static_cast<int>(names.size());
  for (int i = 0; i < count; ++i)
    for (int j = i; j < count; ++j) {
      const thermo::SitCoefficient* known =
          database.find_sit(names[static_cast<std::size_t>(i)], names[static_cast<std::size_t>(j)]);
      if (known != nullptr) pairs.push_back({i, j, known->epsilon, {}});
    }
  return pairs;
}

/// The coefficients of the database whose species are all in the solution.
std::vector<PitzerParameter> pitzer_parameters(const thermo::Database& database, const Names& names) {
  const auto index_of = [&names](const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    return at == names.end() ? -1 : static_cast<int>(at - names.begin());
  };
  std::vector<PitzerParameter> parameters;
  for (const thermo::PitzerCoefficient& coefficient : database.pitzer())
    if (const auto parameter = bind_parameter(coefficient.kind, coefficient.species, coefficient.a, index_of))
      parameters.push_back(*parameter);
  return parameters;
}

std::shared_ptr<const ActivityModel> make_model(const thermo::Database& database, const Names& names,
                                                const std::vector<double>& charges, const ActivityChoice& choice) {
  if (choice.model == "ideal") return make_ideal(charges);
  if (choice.model == "davies") return make_davies(charges);
  if (choice.model == "sit") return make_sit(charges, interactions(database, names));
  if (choice.model == "pitzer") return make_pitzer(charges, pitzer_parameters(database, names));
  if (choice.model != "extended_debye_huckel")
    throw std::invalid_argument("unknown activity model \"" + choice.model +
                                "\"; there are ideal, davies, extended_debye_huckel, sit and pitzer");
  std::vector<IonSize> sizes;
  for (std::size_t i = 0; i < names.size(); ++i) {
    IonSize ion{charges[i], choice.ion_size, charges[i] != 0 ? choice.b : 0.0};
    for (const auto& [name, size] : choice.ion_sizes)
      if (name == names[i]) ion.size = size;
    sizes.push_back(ion);
  }
  return make_extended_debye_huckel(sizes);
}

}  // namespace

Definition define(const thermo::Database& database, const std::vector<std::string>& masters,
                  const ActivityChoice& choice) {
  Names names;
  for (const std::string& name : masters)
    if (name != "H2O") names.push_back(name);
  for (const Names* list : {&choice.suppressed, &choice.equilibrated})
    for (const std::string& name : *list) require_species(database, name);

  Definition definition;
  std::vector<double> charges;
  for (const std::string& name : names) {
    const thermo::Species& species = require_species(database, name);
    charges.push_back(species.formula.charge);
    definition.masters.push_back({name, species.formula.charge, true, species.molar_mass});
  }
  const Names master_names = names;
  for (const thermo::AqueousReaction& reaction : database.aqueous()) {
    if (!takes_part(reaction, choice)) continue;
    auto secondary = compile(reaction, master_names, database);
    if (!secondary) continue;
    if (belongs_to_another_model(reaction, choice)) {
      definition.left_out.push_back(std::move(*secondary));
      continue;
    }
    charges.push_back(secondary->charge);
    names.push_back(secondary->name);
    definition.secondaries.push_back(std::move(*secondary));
  }
  definition.activity = make_model(database, names, charges, choice);
  return definition;
}

}  // namespace raffinate::aqueous
