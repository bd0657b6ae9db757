#include "speciation/thermo_choice.hpp"

namespace raffinate::speciation {

config::Schema<ThermoChoice> ThermoChoice::schema() {
  return config::Schema<ThermoChoice>("thermo", "Chemistry of solutions")
      .text("database", &ThermoChoice::database,
            {.help = "database in PHREEQC's format, from the folder of this file; empty: the project's own data",
             .fallback = "''"})
      .choice("activity", &ThermoChoice::activity, {"auto", "ideal", "davies", "extended_debye_huckel", "sit", "pitzer"},
              {.help = "activity model; auto: the one of the database, sit for the project's own data",
               .fallback = "auto"})
      .texts("suppressed", &ThermoChoice::suppressed, {.help = "dissolved species to leave out", .fallback = "[]"})
      .texts("equilibrated", &ThermoChoice::equilibrated,
             {.help = "dissolved species at equilibrium although slow to form", .fallback = "[]"});
}

aqueous::ActivityChoice ThermoChoice::activity_choice() const {
  aqueous::ActivityChoice choice;
  if (activity != "auto") choice.model = activity;
  for (const auto& name : suppressed) choice.suppressed.push_back(name.text);
  for (const auto& name : equilibrated) choice.equilibrated.push_back(name.text);
  return choice;
}

}  // namespace raffinate::speciation
