#pragma once

#include <string>
#include <vector>

#include "aqueous/definition.hpp"
#include "config/schema.hpp"

namespace raffinate::speciation {

/// The `thermo:` section: which data and activity model, and what is left out of equilibria.
struct ThermoChoice {
  std::string database;  ///< a PHREEQC database; empty: the project's own data
  std::string activity = "auto";  ///< activity model; auto: the database's own, sit for the project's data
  std::vector<config::LocatedText> suppressed, equilibrated;

  [[nodiscard]] static config::Schema<ThermoChoice> schema();
  /// Without checking that the species exist.
  [[nodiscard]] aqueous::ActivityChoice activity_choice() const;
};

}  // namespace raffinate::speciation
