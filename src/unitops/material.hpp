#pragma once
#include <string>
#include <utility>
#include <vector>

#include "config/schema.hpp"
#include "reactions/size_distribution.hpp"
#include "unitops/build_context.hpp"
#include "units/quantity.hpp"

namespace raffinate::unitops {

/// Particle sizes of the solids in a feed: Rosin-Rammler by P80.
struct FeedSizes {
  units::Length p80;  ///< 80 % of the mass is finer
  double spread = 1;  ///< Rosin-Rammler exponent
  static config::Schema<FeedSizes> schema();
};

/// What a feed, a reagent or a filling consists of, as engineers write it: mass fractions of
/// minerals, gases and reagents ("NaOH", "H2SO4"), or concentrations of reagents, water the rest.
struct Material {
  std::vector<config::Amount> composition;  ///< by mass [kg/kg], or in the solution [kg/m3], [mol/m3]
  units::Temperature temperature = units::Temperature::from_value(thermo::reference_temperature);
  std::optional<FeedSizes> sizes;

  /// Adds the fields `composition`, `temperature` and `sizes` to a schema.
  static config::Schema<Material> schema(std::string name, std::string help);
};

/// Entries of the inventory vector (length entry_count) in one kilogram of a material: amounts
/// [mol/kg], aggregates [kg/kg, m3/kg ...] and sensible heat [J/kg]. Problems go to the context.
std::vector<double> entries_per_kilogram(const Material& material, const BuildContext& context);

/// The component entries of such a vector that are not zero.
EntrySet entries_present(const std::vector<double>& entries, const ComponentList& components);

/// What a name in a composition stands for, in components: a reagent of thermo-data/reagents.yaml
/// ("NaOH" -> Na+, H2O, -H+) or, if there is none, the species itself. Empty if neither is known.
std::vector<thermo::Term> material_terms(const std::string& name, const thermo::Database& database);

/// Names of the reagents.
std::vector<std::string> reagent_names();

}  // namespace raffinate::unitops
