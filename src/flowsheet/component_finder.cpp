#include "flowsheet/component_finder.hpp"

#include <algorithm>

#include "base/problems.hpp"
#include "unitops/definition.hpp"
#include "unitops/material.hpp"

namespace raffinate::flowsheet {

namespace {

/// What the YAML of the units mentions, wherever it stands.
struct Mentioned {
  std::set<std::string> materials;
  std::vector<config::LocatedText> reactions;
};

void collect(const config::Node& node, Mentioned& found) {
  for (const auto& [key, value] : node.entries()) {
    if (key.text() == "composition")
      for (const auto& name : value.keys()) found.materials.insert(name);
    if (key.text() == "reactions") {
      if (value.is_scalar()) found.reactions.push_back({value.text(), value.where(), value.path()});
      for (const auto& item : value.items()) found.reactions.push_back({item.text(), item.where(), item.path()});
    }
    const bool is_material = key.text() == "material" || key.text() == "filling";
    if (is_material && !value.find("composition")) found.materials.insert("H2O");  // water is the rest
    collect(value, found);
  }
  for (const auto& item : node.items()) collect(item, found);
}

/// Whether the default of a unit's filling, water, is in use.
bool some_unit_is_filled_with_water(const config::Node& units) {
  const auto catalogue = unitops::unit_catalogue();
  for (const auto& [name, unit] : units.entries()) {
    const auto type = unit.find("type");
    const auto definition = std::find_if(catalogue.begin(), catalogue.end(), [&](const auto& d) { return type && d.name == type->text(); });
    if (definition == catalogue.end()) continue;
    const bool fillable = std::any_of(definition->fields.begin(), definition->fields.end(), [](const auto& f) { return f.name == "filling"; });
    if (fillable && !unit.find("filling")) return true;
  }
  return false;
}

std::set<std::string> as_species(const std::set<std::string>& materials, const thermo::Database& database) {
  std::set<std::string> names;
  for (const auto& material : materials) {
    const auto terms = unitops::material_terms(material, database);
    if (terms.empty()) names.insert("H2O");  // its unit reports it; nobody else should miss the water
    for (const auto& term : terms) names.insert(term.species);
  }
  return names;
}

// Products of every reaction whose reactants are there, until nothing is added.
void add_products(const std::vector<const reactions::ReactionDefinition*>& reactions, std::set<std::string>& names) {
  for (bool changed = true; changed;) {
    const auto before = names.size();
    for (const auto* reaction : reactions) {
      const bool possible = std::all_of(reaction->terms.begin(), reaction->terms.end(), [&](const auto& term) {
        return term.coefficient > 0 || names.contains(term.species);
      });
      if (possible)
        for (const auto& term : reaction->terms) names.insert(term.species);
    }
    changed = names.size() != before;
  }
}

}  // namespace

std::vector<std::string> find_components(const config::Node& units, const thermo::Database& database,
                                         const reactions::Library& library) {
  Mentioned found;
  collect(units, found);
  if (some_unit_is_filled_with_water(units)) found.materials.insert("H2O");
  auto names = as_species(found.materials, database);
  if (names.contains("H2O")) names.insert({"H+", "H2O(g)"});
  base::Problems reported_later;  // when the units select their reactions themselves
  add_products(library.select(found.reactions, reported_later), names);
  std::vector<std::string> ordered;
  for (const auto& species : database.species())
    if (names.contains(species.name)) ordered.push_back(species.name);
  return ordered;
}

}  // namespace raffinate::flowsheet
