#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "aqueous/activity_model.hpp"
#include "thermo/log_k.hpp"

namespace raffinate::thermo {
class Database;
}

namespace raffinate::aqueous {

/// A species whose total amount is an inventory. Water is never in the list; "H+" carries the proton excess.
struct MasterSpecies {
  std::string name;
  double charge = 0;
  /// False for the electron: it has an activity and a total (the electron excess), but no molality of its own.
  bool dissolved = true;
  double molar_mass = 0;  ///< [kg/mol]
};

/// A species formed from masters at equilibrium: sum nu_b master_b + water H2O = species.
struct SecondarySpecies {
  std::string name;
  double charge = 0;
  std::vector<std::pair<int, double>> masters;  ///< index of the master, its coefficient
  double water = 0;                             ///< H2O in the formation reaction
  thermo::LogK k;
  double enthalpy = 0;  ///< of the formation reaction from masters, constant [J/mol]
  double molar_mass = 0;  ///< [kg/mol]
  /// What it counts in the balances of the masters, where that is not what forms it (`-mole_balance` of PHREEQC).
  std::vector<std::pair<int, double>> counts = {};

  /// Index of each master it counts for, and how often.
  [[nodiscard]] const std::vector<std::pair<int, double>>& balance() const { return counts.empty() ? masters : counts; }
};

/// One solution chemistry: which species there are and which model gives their activities.
/// The activity model counts species in the order masters, then secondaries.
struct Definition {
  std::vector<MasterSpecies> masters;
  std::vector<SecondarySpecies> secondaries;
  std::shared_ptr<const ActivityModel> activity;
  /// Species that exist here, left out because their constants hold with another activity model only.
  std::vector<SecondarySpecies> left_out;
};

/// Which species and which activity model a flowsheet asks for.
struct ActivityChoice {
  std::string model = "sit";              ///< ideal, davies, extended_debye_huckel, sit or pitzer
  std::vector<std::string> suppressed;    ///< species left out although at equilibrium in the data
  std::vector<std::string> equilibrated;  ///< species put at equilibrium although kinetic in the data
  double ion_size = 4e-10;                ///< distance of closest approach for extended_debye_huckel [m]
  double b = 0;                           ///< linear term of extended_debye_huckel, log10 basis [kg/mol]
  std::vector<std::pair<std::string, double>> ion_sizes;  ///< exceptions by species [m]
};

/// Picks every secondary species of the database whose masters are all present.
/// Throws std::invalid_argument naming an unknown master, species or model.
[[nodiscard]] Definition define(const thermo::Database& database, const std::vector<std::string>& masters,
                                const ActivityChoice& choice = {});

}  // namespace raffinate::aqueous
