#include "unitops/material.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/data_directory.hpp"
#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "config/read.hpp"
#include "unitops/solution_strength.hpp"

namespace raffinate::unitops {

namespace {

using Reagents = std::vector<std::pair<std::string, std::vector<thermo::Term>>>;

Reagents load_reagents() {
  base::Problems problems;
  const auto root = config::read_file(base::data_directory() / "reagents.yaml", problems);
  problems.throw_if_any();
  Reagents reagents;
  if (const auto map = root.find("reagents"))
    for (const auto& [name, definition] : map->entries()) {
      std::vector<thermo::Term> terms;
      if (const auto components = definition.find("components"))
        for (const auto& [component, count] : components->entries())
          terms.push_back({component.text(), std::stod(count.text())});
      reagents.emplace_back(name.text(), std::move(terms));
    }
  return reagents;
}

const Reagents& reagents() {
  static const Reagents loaded = load_reagents();
  return loaded;
}

double molar_mass(const std::vector<thermo::Term>& terms, const ComponentList& components) {
  double mass = 0.0;
  for (const auto& t : terms) mass += t.coefficient * components.database().at(t.species).molar_mass;
  return mass;
}

void report_unknown(const config::Amount& part, const BuildContext& context) {
  std::vector<std::string> known;
  for (int i = 0; i < context.components().size(); ++i) known.push_back(context.components()[i].name);
  for (const auto& name : reagent_names()) known.push_back(name);
  const auto near = base::nearest(part.name, known);
  context.problems().add({part.where, part.path, "no component or reagent named \"" + part.name + "\"",
                          near ? "did you mean \"" + *near + "\"?" : "see: raffinate list species"});
}

void add_moles(double moles, const thermo::Term& term, const Material& material, const ComponentList& components,
               std::vector<double>& entries) {
  const int index = components.find(term.species);
  const auto& c = components[index];
  const double amount = moles * term.coefficient;
  if (c.grid == nullptr) {
    entries[static_cast<std::size_t>(c.first_entry)] += amount;
  } else {
    const FeedSizes sizes = material.sizes.value_or(FeedSizes{units::Length::from_value(c.grid->mean(c.classes - 1)), 1.0});
    const auto shares =
        reactions::class_shares(reactions::RosinRammler::from_p80(sizes.p80.value(), sizes.spread), *c.grid);
    for (int i = 0; i < c.classes; ++i)
      entries[static_cast<std::size_t>(c.first_entry + i)] += amount * shares[static_cast<std::size_t>(i)];
  }
  const auto contributions = components.contributions(index);
  for (std::size_t a = 0; a < contributions.size(); ++a)
    entries[static_cast<std::size_t>(components.component_entry_count()) + a] += amount * contributions[a];
  // Heats of speciation are added for the liquid as a whole.
  entries.back() += amount * c.species->sensible_enthalpy(material.temperature.value());
}

// Some reagents as they are sold, 98 % H2SO4, are too strong for any activity model: then their species in more water count.
// Says how many times the water was doubled; nothing if that does not help.
std::optional<int> solve_diluted(const aqueous::Equilibrium& equilibrium, std::vector<double>& inputs, aqueous::Equilibrium::Cache& cache) {
  constexpr int most_doublings = 6;
  for (int doublings = 0; doublings <= most_doublings; ++doublings) {
    if (equilibrium.solve(inputs, cache).converged) return doublings;
    inputs[static_cast<std::size_t>(equilibrium.water_input())] *= 2.0;
  }
  return std::nullopt;
}

config::Amount first_part(const Material& material) {
  return material.composition.empty() ? config::Amount{} : material.composition.front();
}

void report_no_speciation(const Material& material, const BuildContext& context) {
  constexpr double celsius_zero = 273.15, coldest_water = 230.0, hottest_water = 480.0;  // [K]
  const auto first = first_part(material);
  const double T = material.temperature.value();
  if (T > coldest_water && T < hottest_water)
    context.problems().add({first.where, first.path, "no speciation was found for this solution",
                            "is it stronger than any real one, or are its species suppressed?"});
  else
    context.problems().add({first.where, first.path, fmt::format("no speciation was found for this solution at {:.4g} degC", T - celsius_zero),
                            "give the temperature of a liquid"});
}

void doubt_heat_of_dilution(const Material& material, int times, const BuildContext& context) {
  const auto first = first_part(material);
  context.doubt({first.where, first.path,
                 fmt::format("a solution so strong has no speciation: its heat is that of one with {} times the water, so that its dilution sets "
                             "free more heat than computed", times),
                 static_cast<double>(times), 1.0, false});
}

// Heat bound in secondary species (OH-, HSO4- ...), which the masters' own enthalpies leave out.
double heat_of_speciation(const Material& material, const BuildContext& context, const std::vector<double>& entries) {
  const ComponentList& components = context.components();
  std::vector<std::string> names;
  std::vector<double> inputs;
  double water = 0.0;
  for (int i = 0; i < components.size(); ++i) {
    const auto& c = components[i];
    const double amount = entries[static_cast<std::size_t>(c.first_entry)];
    if (c.species->phase != thermo::Phase::aqueous || amount == 0.0) continue;
    if (c.name == "H2O") water = amount;
    else {
      names.push_back(c.name);
      inputs.push_back(amount);
    }
  }
  if (water <= 0.0) return 0.0;
  if (components.find("H+") >= 0 && std::find(names.begin(), names.end(), "H+") == names.end()) {
    names.insert(names.begin(), "H+");
    inputs.insert(inputs.begin(), 0.0);
  }
  const auto equilibrium = context.equilibrium(names, aqueous::Energy::at_temperature);
  inputs.insert(inputs.end(), {water, 1.0, material.temperature.value()});
  auto cache = equilibrium->make_cache();
  const auto doublings = solve_diluted(*equilibrium, inputs, cache);
  if (!doublings) {
    report_no_speciation(material, context);
    return 0.0;
  }
  if (*doublings > 0) doubt_heat_of_dilution(material, 1 << *doublings, context);
  water = inputs[static_cast<std::size_t>(equilibrium->water_input())];
  const auto outputs = equilibrium->outputs(cache);
  const double free_water = outputs[static_cast<std::size_t>(equilibrium->free_water_output())] * water *
                            components.database().at("H2O").molar_mass;
  double heat = 0.0;
  const auto& secondaries = equilibrium->definition().secondaries;
  for (std::size_t s = 0; s < secondaries.size(); ++s)
    heat += secondaries[s].enthalpy * free_water *
            outputs[static_cast<std::size_t>(equilibrium->molality_output(equilibrium->master_count() + static_cast<int>(s)))];
  return heat;
}

}  // namespace

std::vector<thermo::Term> material_terms(const std::string& name, const thermo::Database& database) {
  for (const auto& [reagent, terms] : reagents())
    if (reagent == name) return terms;
  if (database.find(name) != nullptr) return {{name, 1.0}};
  return {};
}

std::vector<std::string> reagent_names() {
  std::vector<std::string> names;
  for (const auto& [name, unused] : reagents()) names.push_back(name);
  return names;
}

config::Schema<FeedSizes> FeedSizes::schema() {
  return config::Schema<FeedSizes>("sizes", "Particle sizes of the sized minerals (Rosin-Rammler)")
      .quantity("p80", &FeedSizes::p80, {.help = "80 % of the mass is finer", .unit = "m", .min = "0.1 um", .example = "100 um"})
      .number("spread", &FeedSizes::spread, {.help = "Rosin-Rammler exponent", .fallback = "1.0", .min = "0.3", .max = "10"});
}

config::Schema<Material> Material::schema(std::string name, std::string help) {
  return config::Schema<Material>(std::move(name), std::move(help))
      .amounts("composition", &Material::composition,
               {.help = "minerals, gases and reagents by mass, or reagents per volume of their solution; water is the rest", .unit = "% or g/L or mol/L", .fallback = "{}", .min = "0", .max = "1"})
      .quantity("temperature", &Material::temperature, {.help = "temperature", .unit = "K", .fallback = "25 degC", .min = "-40 degC", .max = "1500 degC"})
      .section("sizes", &Material::sizes, FeedSizes::schema(), {.help = "particle sizes of sized minerals"});
}

std::vector<double> entries_per_kilogram(const Material& material, const BuildContext& context) {
  const ComponentList& components = context.components();
  std::vector<double> entries(static_cast<std::size_t>(components.entry_count()), 0.0);
  const std::vector<double> fractions = mass_fractions(material, context);
  double rest = 1.0, water = 0.0;
  bool known = true;
  const auto add = [&](double mass, const std::vector<thermo::Term>& terms) {
    const double moles = mass / molar_mass(terms, components);
    for (const auto& term : terms) add_moles(moles, term, material, components, entries);
  };
  for (std::size_t i = 0; i < fractions.size(); ++i) {
    const auto& part = material.composition[i];
    const auto terms = material_terms(part.name, components.database());
    const auto absent = [&](const thermo::Term& term) { return components.find(term.species) < 0; };
    if (terms.empty() || std::any_of(terms.begin(), terms.end(), absent)) {
      report_unknown(part, context);
      known = false;
      continue;
    }
    add(fractions[i], terms);
    rest -= fractions[i];
    if (part.name == "H2O") water += fractions[i];
  }
  constexpr double rounding = 1e-9;
  if (rest < -rounding) {
    const auto& last = material.composition.back();
    context.problems().add({last.where, last.path, fmt::format("the mass fractions add up to {:.6g}", 1.0 - rest),
                            "they must not exceed 1"});
    return entries;
  }
  if (!known) return entries;
  if (rest > rounding) {
    if (components.find("H2O") < 0) {
      const auto last = material.composition.empty() ? config::Amount{} : material.composition.back();
      context.problems().add({last.where, last.path, fmt::format("the mass fractions add up to {:.6g}", 1.0 - rest),
                              "they must add up to 1"});
      return entries;
    }
    add(rest, {{"H2O", 1.0}});
  }
  doubt_strength(material, fractions, water + rest, context);
  const double heat = heat_of_speciation(material, context, entries);
  entries[static_cast<std::size_t>(components.entry(Aggregate::speciation_heat))] = heat;
  entries[static_cast<std::size_t>(components.entry(Aggregate::sensible_heat))] += heat;
  return entries;
}

EntrySet entries_present(const std::vector<double>& entries, const ComponentList& components) {
  EntrySet present(static_cast<std::size_t>(components.component_entry_count()), 0);
  for (std::size_t e = 0; e < present.size(); ++e) present[e] = static_cast<char>(entries[e] != 0.0);
  const int water = components.find("H2O"), proton = components.find("H+");
  if (water >= 0 && proton >= 0 && present[static_cast<std::size_t>(components[water].first_entry)] != 0)
    present[static_cast<std::size_t>(components[proton].first_entry)] = 1;
  return present;
}

}  // namespace raffinate::unitops
