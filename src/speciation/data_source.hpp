#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "aqueous/redox_couple.hpp"
#include "phreeqc/database.hpp"
#include "speciation/chemistry.hpp"
#include "speciation/phase_data.hpp"
#include "speciation/solution.hpp"
#include "speciation/thermo_choice.hpp"
#include "thermo/database.hpp"

namespace raffinate::speciation {

/// Equilibrium data of solutions as a `thermo:` section chooses them: the project's own or a PHREEQC database.
/// Immutable.
class DataSource {
 public:
  /// `project` may be null where a PHREEQC database is chosen; solutions then have no density and no enthalpy.
  /// Throws base::InputError for a database that cannot be read, and for species to suppress or to equilibrate that
  /// it does not know.
  DataSource(std::shared_ptr<const thermo::Database> project, ThermoChoice choice);

  /// Everything that exists in solutions of these elements, valence states or master species.
  /// Throws base::InputError naming those that are unknown.
  [[nodiscard]] Chemistry chemistry(std::span<const std::string> tokens) const;

  /// What a mineral consists of. Throws base::InputError with the nearest name if there is none.
  [[nodiscard]] PhaseData phase(const std::string& name) const;

  /// The gases of a gas phase by their names, with or without "(g)"; amounts are taken over. Those that the data of
  /// solutions lack, but the project's data have as gases, are inert. Throws base::InputError naming all others.
  [[nodiscard]] std::vector<GasAmount> gases(const std::vector<config::Amount>& amounts) const;

  /// The solution chemistry of a liquid with these master species in this order, without redox reactions.
  /// Throws base::InputError naming species that the database does not have as masters.
  [[nodiscard]] aqueous::Definition define(const std::vector<std::string>& masters) const;

  /// The redox couples among the masters of such a liquid, in the order of the data.
  [[nodiscard]] std::vector<aqueous::RedoxCouple> redox_couples(const std::vector<std::string>& masters) const;

 private:
  void check_names() const;
  [[nodiscard]] std::optional<GasAmount> find_gas(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> gas_names() const;
  [[nodiscard]] bool is_mineral(const std::string& name) const;

  std::shared_ptr<const thermo::Database> project_;
  std::shared_ptr<const phreeqc::Database> phreeqc_;  // null: the project's own
  ThermoChoice choice_;
};

}  // namespace raffinate::speciation
