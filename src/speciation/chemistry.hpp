#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aqueous/conditions.hpp"
#include "aqueous/definition.hpp"
#include "aqueous/redox_couple.hpp"
#include "aqueous/saturation.hpp"
#include "thermo/database.hpp"

namespace raffinate::speciation {

/// An element, or one of its valence states, as a solution names it: "Na", "S(6)".
struct Component {
  std::string token;
  int master = -1;        ///< its master species
  double atoms = 1;       ///< of the element in one master species
  double molar_mass = 0;  ///< in which mass concentrations count [kg/mol]
};

/// A mineral or gas that the components can form.
struct PhaseEntry {
  std::string name;
  bool is_gas = false;
  aqueous::SaturationIndex index;  ///< its terms are masters
};

/// Everything that exists in solutions of given components, from either kind of database.
/// The proton is the first master; an electron, where species exchange one, the second.
struct Chemistry {
  std::string database;  ///< for reports: file, or "thermo-data"
  aqueous::Definition definition;
  std::vector<Component> components;
  std::vector<PhaseEntry> phases;
  /// Valence states that are components of their own.
  std::vector<aqueous::RedoxCouple> couples;
  /// What one mole of each master adds to the alkalinity: protons that it takes up on titration to pH 4.5; -1 for H+
  /// [eq/mol].
  std::vector<double> alkalinity;
  double unit_fugacity = 1e5;  ///< pressure of an ideal gas at which the constants of gases hold [Pa]
  /// The project's data, for density and enthalpy; null: none are given.
  std::shared_ptr<const thermo::Database> project;

  [[nodiscard]] const Component* find(std::string_view token) const;
  /// The phase of that name, letters of any case, or null.
  [[nodiscard]] const PhaseEntry* phase(std::string_view name) const;
  /// Index of the electron among the masters, -1 if nothing is oxidised or reduced.
  [[nodiscard]] int electron() const;
};

}  // namespace raffinate::speciation
