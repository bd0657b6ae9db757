#include "speciation/data_source.hpp"

#include <algorithm>

#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "speciation/build.hpp"

namespace raffinate::speciation {

DataSource::DataSource(std::shared_ptr<const thermo::Database> project, ThermoChoice choice)
    : project_(std::move(project)), choice_(std::move(choice)) {
  if (!choice_.database.empty())
    phreeqc_ = std::make_shared<const phreeqc::Database>(phreeqc::Database::load(choice_.database));
  check_names();
}

void DataSource::check_names() const {
  std::vector<std::string> known;
  if (phreeqc_) {
    for (const auto& species : phreeqc_->contents().species) known.push_back(species.name);
  } else {
    for (const auto& species : project_->species())
      if (species.phase == thermo::Phase::aqueous) known.push_back(species.name);
  }
  base::Problems problems;
  for (const auto* names : {&choice_.suppressed, &choice_.equilibrated})
    for (const auto& name : *names) {
      if (std::find(known.begin(), known.end(), name.text) != known.end()) continue;
      if (is_mineral(name.text)) {
        problems.add({name.where, name.path, "\"" + name.text + "\" is a mineral, not a dissolved species",
                      "in a plant minerals dissolve and precipitate by rates that vanish at saturation: give it a reaction; "
                      "of a single solution list it under `minerals`"});
        continue;
      }
      const auto near = base::nearest(name.text, known);
      problems.add({name.where, name.path, "no dissolved species \"" + name.text + "\"",
                    near ? "did you mean \"" + *near + "\"?" : "see: raffinate list species"});
    }
  problems.throw_if_any();
}

bool DataSource::is_mineral(const std::string& name) const {
  return phreeqc_ ? phreeqc_->phase(name) != nullptr : project_->dissolution(name) != nullptr;
}

Chemistry DataSource::chemistry(std::span<const std::string> tokens) const {
  Chemistry chemistry = phreeqc_ ? make_chemistry(*phreeqc_, tokens, choice_)
                                 : make_chemistry(*project_, tokens, choice_.activity_choice());
  chemistry.project = project_;
  std::vector<std::string> masters;
  for (const auto& master : chemistry.definition.masters) masters.push_back(master.name);
  chemistry.couples = redox_couples(masters);
  return chemistry;
}

PhaseData DataSource::phase(const std::string& name) const {
  return phreeqc_ ? phase_data(*phreeqc_, name) : phase_data(*project_, name);
}

/// That dissolves, else that does not.
std::optional<GasAmount> DataSource::find_gas(const std::string& name) const {
  for (const std::string& known : {name, name + "(g)"}) {
    if (phreeqc_) {
      if (const auto* phase = phreeqc_->phase(known); phase != nullptr && phase->is_gas)
        return GasAmount{phase->name, 0, false, phase_data(*phreeqc_, known).tokens};
    } else if (const auto* gas = project_->absorption(known)) {
      return GasAmount{known, 0, false, master_tokens(*project_, gas->products)};
    }
  }
  for (const std::string& known : {name, name + "(g)"})
    if (const auto* species = project_ ? project_->find(known) : nullptr;
        species != nullptr && species->phase == thermo::Phase::gas)
      return GasAmount{known, 0, true, {}};
  return std::nullopt;
}

std::vector<std::string> DataSource::gas_names() const {
  std::vector<std::string> names;
  if (phreeqc_)
    for (const auto& phase : phreeqc_->contents().phases)
      if (phase.is_gas) names.push_back(phase.name);
  if (project_)
    for (const auto& species : project_->species())
      if (species.phase == thermo::Phase::gas) names.push_back(species.name);
  return names;
}

std::vector<GasAmount> DataSource::gases(const std::vector<config::Amount>& amounts) const {
  base::Problems problems;
  std::vector<GasAmount> gases;
  for (const config::Amount& amount : amounts) {
    const auto gas = find_gas(amount.name);
    const auto same = [&](const GasAmount& other) { return gas && other.name == gas->name; };
    if (!gas)
      problems.add({amount.where, amount.path,
                    "the data have no gas \"" + amount.name + "\"" + base::did_you_mean(amount.name, gas_names()),
                    "see: raffinate list species, raffinate list phases"});
    else if (std::any_of(gases.begin(), gases.end(), same))
      problems.add({amount.where, amount.path, gas->name + " is named twice", "add the amounts"});
    else
      gases.push_back(*gas);
  }
  problems.throw_if_any();
  for (std::size_t i = 0; i < gases.size(); ++i) gases[i].amount = amounts[i].value;
  return gases;
}

aqueous::Definition DataSource::define(const std::vector<std::string>& masters) const {
  if (phreeqc_) return speciation::define(*phreeqc_, masters, choice_);
  return aqueous::define(*project_, masters, choice_.activity_choice());
}

std::vector<aqueous::RedoxCouple> DataSource::redox_couples(const std::vector<std::string>& masters) const {
  return phreeqc_ ? speciation::redox_couples(*phreeqc_, masters) : speciation::redox_couples(*project_, masters);
}

}  // namespace raffinate::speciation
