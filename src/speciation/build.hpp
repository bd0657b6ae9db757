#pragma once

#include <span>
#include <string>
#include <vector>

#include "aqueous/definition.hpp"
#include "aqueous/redox_couple.hpp"
#include "phreeqc/database.hpp"
#include "speciation/chemistry.hpp"
#include "speciation/phase_data.hpp"
#include "speciation/thermo_choice.hpp"
#include "thermo/database.hpp"

namespace raffinate::speciation {

/// All that the database knows of solutions with these elements and valence states, with its own activity model
/// unless the choice names another. Throws base::InputError naming unknown tokens.
[[nodiscard]] Chemistry make_chemistry(const phreeqc::Database& database, std::span<const std::string> tokens,
                                       const ThermoChoice& choice);

/// The same from the project's data. A token is an element ("W"), a valence state ("Fe(3)") or a master species
/// ("WO4-2"). Throws base::InputError naming tokens that are unknown or stand for several masters.
[[nodiscard]] Chemistry make_chemistry(const thermo::Database& database, std::span<const std::string> tokens,
                                       const aqueous::ActivityChoice& choice);

/// A mineral or gas of the database. Throws base::InputError with the nearest name if there is none.
[[nodiscard]] PhaseData phase_data(const phreeqc::Database& database, const std::string& name);
[[nodiscard]] PhaseData phase_data(const thermo::Database& database, const std::string& name);

/// The master species that these dissolved species consist of, besides water and the proton.
[[nodiscard]] std::vector<std::string> master_tokens(const thermo::Database& database,
                                                     const std::vector<thermo::Term>& species);

/// The redox couples among these master species, in the order of the data; `terms` count masters in the order given.
/// A PHREEQC database has those of an element with the state in which it is primary.
[[nodiscard]] std::vector<aqueous::RedoxCouple> redox_couples(const phreeqc::Database& database,
                                                              const std::vector<std::string>& masters);
[[nodiscard]] std::vector<aqueous::RedoxCouple> redox_couples(const thermo::Database& database,
                                                              const std::vector<std::string>& masters);

/// A liquid of given master species, in their order, without the species that need a redox reaction.
/// Throws base::InputError naming species that are no masters of the database.
[[nodiscard]] aqueous::Definition define(const phreeqc::Database& database, const std::vector<std::string>& masters,
                                         const ThermoChoice& choice);

}  // namespace raffinate::speciation
