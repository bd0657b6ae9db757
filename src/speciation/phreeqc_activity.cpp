#include "speciation/phreeqc_activity.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "aqueous/davies.hpp"
#include "aqueous/ideal.hpp"
#include "aqueous/ion_association.hpp"
#include "aqueous/phreeqc_solvent.hpp"
#include "aqueous/pitzer.hpp"
#include "aqueous/sit.hpp"
#include "base/errors.hpp"

namespace raffinate::speciation {

namespace {

using SpeciesList = std::span<const phreeqc::Species* const>;
using Indices = std::map<std::string, int, std::less<>>;

constexpr double angstrom = 1e-10;             // [m]
constexpr double uncharged_slope = 0.1;        // of log10 gamma with I, PHREEQC's convention [kg/mol]

Indices indices(SpeciesList species) {
  Indices result;
  for (std::size_t i = 0; i < species.size(); ++i) result.emplace(species[i]->name, static_cast<int>(i));
  return result;
}

/// The electron is in the list for its activity only.
std::vector<double> charges(SpeciesList species) {
  std::vector<double> result;
  for (const phreeqc::Species* s : species) result.push_back(s->name == "e-" ? 0 : s->formula.charge);
  return result;
}

aqueous::IonCoefficient ion_coefficient(const phreeqc::Species& species) {
  using aqueous::IonForm;
  using phreeqc::ActivityKind;
  const double z = species.formula.charge;
  const double size = species.activity.ion_size * angstrom, slope = species.activity.slope;
  switch (species.activity.kind) {
    case ActivityKind::davies: return {z, IonForm::davies, 0, 0};
    case ActivityKind::uncharged: return {z, IonForm::linear, 0, uncharged_slope};
    case ActivityKind::debye_hueckel: return {z, IonForm::debye_hueckel, size, slope};
    case ActivityKind::bdot: return {z, IonForm::b_dot, size, 0};
    case ActivityKind::drummond: return {z, IonForm::carbon_dioxide, 0, 0};
    case ActivityKind::water: return {z, IonForm::water, 0, 0};
    case ActivityKind::unity: return {0, IonForm::ideal, 0, 0};
  }
  return {};
}

std::vector<aqueous::IonCoefficient> ion_coefficients(SpeciesList species) {
  std::vector<aqueous::IonCoefficient> result;
  for (const phreeqc::Species* s : species) result.push_back(ion_coefficient(*s));
  return result;
}

aqueous::BdotParameters bdot(const phreeqc::BdotTable& table) {
  aqueous::BdotParameters result{table.temperature, table.a, table.b, table.bdot, table.co2};
  for (double& b : result.b) b /= angstrom;
  return result;
}

std::vector<aqueous::Interaction> interactions(const phreeqc::Contents& contents, const Indices& index) {
  std::vector<aqueous::Interaction> result;
  for (const phreeqc::SitParameter& parameter : contents.sit) {
    const auto first = index.find(parameter.species[0]), second = index.find(parameter.species[1]);
    if (first == index.end() || second == index.end()) continue;
    const auto& c = parameter.coefficients;
    result.push_back({first->second, second->second, c[0], {c[1], c[2], c[3], c[4]},
                      parameter.kind == phreeqc::SitKind::epsilon1});
  }
  return result;
}

std::vector<aqueous::PitzerParameter> pitzer_parameters(const phreeqc::Contents& contents, const Indices& index) {
  const auto index_of = [&index](const std::string& name) {
    const auto at = index.find(name);
    return at == index.end() ? -1 : at->second;
  };
  std::vector<aqueous::PitzerParameter> result;
  for (const phreeqc::PitzerParameter& given : contents.pitzer)
    if (const auto parameter = aqueous::bind_parameter(given.kind, given.species, given.coefficients, index_of))
      result.push_back(*parameter);
  return result;
}

/// Parameters of KCl, by which single ions are scaled.
aqueous::MacInnes macinnes(const phreeqc::Contents& contents, const Indices& index) {
  aqueous::MacInnes result;
  result.chloride = index.at("Cl-");
  for (const phreeqc::PitzerParameter& parameter : contents.pitzer) {
    auto pair = parameter.species;
    std::sort(pair.begin(), pair.end());
    if (pair != std::vector<std::string>{"Cl-", "K+"}) continue;
    if (parameter.kind == phreeqc::PitzerKind::b0) result.b0 = parameter.coefficients;
    if (parameter.kind == phreeqc::PitzerKind::b1) result.b1 = parameter.coefficients;
    if (parameter.kind == phreeqc::PitzerKind::c0) result.c0 = parameter.coefficients;
  }
  return result;
}

std::shared_ptr<const aqueous::ActivityModel> pitzer(const phreeqc::Contents& contents, SpeciesList species) {
  Indices index = indices(species);
  aqueous::PitzerOptions options;
  options.unsymmetrical = contents.pitzer_options.unsymmetrical;
  if (contents.pitzer_options.macinnes) {
    index.emplace("Cl-", static_cast<int>(species.size()));  // ions are scaled by it where it is absent too
    options.macinnes = macinnes(contents, index);
  }
  return aqueous::make_pitzer(charges(species), pitzer_parameters(contents, index), options);
}

std::shared_ptr<const aqueous::ActivityModel> own_model(const phreeqc::Database& database, SpeciesList species) {
  const phreeqc::Contents& contents = database.contents();
  switch (database.activity_model()) {
    case phreeqc::ActivityModel::pitzer: return pitzer(contents, species);
    case phreeqc::ActivityModel::sit:
      return aqueous::make_sit(charges(species), interactions(contents, indices(species)),
                               aqueous::phreeqc_solvent_at);
    case phreeqc::ActivityModel::bdot: return aqueous::make_llnl(ion_coefficients(species), bdot(*contents.bdot));
    case phreeqc::ActivityModel::ion_association: break;
  }
  return aqueous::make_wateq(ion_coefficients(species));
}

}  // namespace

std::shared_ptr<const aqueous::ActivityModel> make_activity(const phreeqc::Database& database, SpeciesList species,
                                                            const std::string& model) {
  if (model == "ideal") return aqueous::make_ideal(charges(species));
  if (model == "davies") return aqueous::make_davies(charges(species));
  const std::shared_ptr<const aqueous::ActivityModel> own = own_model(database, species);
  if (model == "auto" || model == own->name()) return own;
  throw base::InputError(
      {base::whole_file(database.file()), "thermo.activity",
       "the database has no parameters for the activity model \"" + model + "\"",
       "leave `activity` out for its own model, " + std::string(own->name()) + ", or write ideal or davies"});
}

}  // namespace raffinate::speciation
