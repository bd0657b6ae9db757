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

aqueous::Definition DataSource::define(const std::vector<std::string>& masters) const {
  if (phreeqc_) return speciation::define(*phreeqc_, masters, choice_);
  return aqueous::define(*project_, masters, choice_.activity_choice());
}

std::vector<aqueous::RedoxCouple> DataSource::redox_couples(const std::vector<std::string>& masters) const {
  return phreeqc_ ? speciation::redox_couples(*phreeqc_, masters) : speciation::redox_couples(*project_, masters);
}

}  // namespace raffinate::speciation
