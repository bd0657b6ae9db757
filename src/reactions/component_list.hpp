#pragma once
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "reactions/size_grid.hpp"
#include "thermo/database.hpp"

namespace raffinate::reactions {

/// Sums over the components that every inventory and stream carries along as entries of their own.
/// All but the heats are linear in the amounts, so linear transport keeps them exact; a
/// rate that needs a volume then depends on one state and not on fifty.
enum class Aggregate {
  liquid_mass,            ///< [kg]
  solid_mass,             ///< [kg]
  liquid_volume,          ///< [m3]
  solid_volume,           ///< [m3]
  liquid_heat_capacity,   ///< [J/K]
  solid_heat_capacity,    ///< [J/K]
  speciation_heat,        ///< part of the sensible heat that the liquid's species hold beyond their masters' [J]:
                          ///< what separators carry along instead of speciating (unitops::Liquor); not conserved
  sensible_heat,          ///< H - sum n_i dfH_i(298.15 K) [J]
};
inline constexpr int aggregate_count = 8;

/// One conserved component: a master species, a mineral (perhaps split over size classes) or a gas.
struct Component {
  std::string name;
  const thermo::Species* species = nullptr;
  int first_entry = 0;
  int classes = 1;                 ///< entries it occupies
  const SizeGrid* grid = nullptr;  ///< set when the mineral is sized
};

/// The one list of components of a plant and the layout of its inventory vectors: the entries of
/// every component [mol], then the aggregates.
class ComponentList {
 public:
  /// `sized` maps mineral names to their size grid. Names must be species of the database.
  ComponentList(std::shared_ptr<const thermo::Database> database, const std::vector<std::string>& names,
                std::map<std::string, SizeGrid> sized);
  ComponentList(const ComponentList&) = delete;
  ComponentList& operator=(const ComponentList&) = delete;

  [[nodiscard]] int size() const { return static_cast<int>(components_.size()); }
  [[nodiscard]] const Component& operator[](int component) const { return components_[component]; }
  /// Index of a component, -1 if the plant has none of that name.
  [[nodiscard]] int find(std::string_view name) const;

  [[nodiscard]] int entry_count() const { return component_entries_ + aggregate_count; }
  [[nodiscard]] int component_entry_count() const { return component_entries_; }
  [[nodiscard]] int entry(Aggregate a) const { return component_entries_ + static_cast<int>(a); }
  [[nodiscard]] int component_of(int entry) const { return component_of_entry_[entry]; }
  [[nodiscard]] bool is_aggregate(int entry) const { return entry >= component_entries_; }
  /// "CoWO4[3]" for a size class, "WO4-2", or "liquid_mass".
  [[nodiscard]] std::string entry_name(int entry) const;

  /// What one mole of a component adds to each aggregate; its sensible heat at 298.15 K is 0.
  [[nodiscard]] std::array<double, aggregate_count> contributions(int component) const;

  /// Elements that occur in any component, in order of first occurrence.
  [[nodiscard]] const std::vector<std::string>& elements() const { return elements_; }
  /// Moles of an element in one mole of a component.
  [[nodiscard]] double count(int component, int element) const;

  [[nodiscard]] const thermo::Database& database() const { return *database_; }

 private:
  std::shared_ptr<const thermo::Database> database_;
  std::map<std::string, SizeGrid> grids_;
  std::vector<Component> components_;
  std::vector<int> component_of_entry_;
  std::vector<std::string> elements_;
  std::vector<double> element_counts_;  // component-major
  int component_entries_ = 0;
};

/// Which component entries can occur in a vessel or stream: one flag per component entry.
using EntrySet = std::vector<char>;

}  // namespace raffinate::reactions
