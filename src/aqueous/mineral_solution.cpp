#include "aqueous/mineral_solution.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "aqueous/solvent.hpp"
#include "thermo/database.hpp"

namespace raffinate::aqueous {

namespace {

const thermo::MineralReaction& require_dissolution(const thermo::Database& database, const std::string& mineral) {
  if (const auto* found = database.dissolution(mineral)) return *found;
  throw std::invalid_argument("no dissolution reaction of \"" + mineral + "\"");
}

/// The products of the dissolution and H+, without which nothing hydrolyses.
std::vector<std::string> masters_of(const thermo::MineralReaction& reaction) {
  std::vector<std::string> names{"H+"};
  for (const thermo::Term& term : reaction.products)
    if (term.species != "H2O" && term.species != "H+") names.push_back(term.species);
  return names;
}

}  // namespace

MineralSolution::MineralSolution(const thermo::Database& database, const std::string& mineral,
                                 const ActivityChoice& choice)
    : equilibrium_(define(database, masters_of(require_dissolution(database, mineral)), choice),
                   Energy::at_temperature),
      cache_(equilibrium_.make_cache()) {
  const thermo::MineralReaction& reaction = *database.dissolution(mineral);
  index_ = make_saturation_index(equilibrium_, reaction.products, {});
  k_ = reaction.constant(choice.model);
  amounts_.assign(equilibrium_.definition().masters.size(), 0.0);
  for (const thermo::Term& term : reaction.products) {
    if (term.species == "H2O") continue;
    amounts_[static_cast<std::size_t>(equilibrium_.species_index(term.species))] = term.coefficient;
    anhydrous_mass_ += term.coefficient * database.at(term.species).molar_mass;
  }
}

std::optional<double> MineralSolution::log10_activity_product(double b, double T) {
  std::vector<double> inputs(static_cast<std::size_t>(equilibrium_.input_count()), 0.0);
  for (std::size_t i = 0; i < amounts_.size(); ++i) inputs[i] = b * amounts_[i];
  constexpr double any_heat_capacity = 4180;  // of no effect where temperature is given
  inputs[static_cast<std::size_t>(equilibrium_.water_input())] = water_molality;
  inputs[static_cast<std::size_t>(equilibrium_.heat_capacity_input())] = any_heat_capacity;
  inputs[static_cast<std::size_t>(equilibrium_.energy_input())] = T;
  if (!equilibrium_.solve(inputs, cache_).converged) return std::nullopt;
  return index_.ln_omega(equilibrium_.outputs(cache_).data()) / ln10;
}

std::optional<double> MineralSolution::solubility(double T, double lowest, double highest) {
  const double log_k = k_.ln(T) / ln10;
  const auto undersaturated = [&](double b) {
    const auto product = log10_activity_product(b, T);
    return product && *product < log_k;
  };
  // Upwards in small steps: of several crossings the first is the solubility of the solid in water.
  double below = lowest, above = lowest;
  for (constexpr double step = 1.05; undersaturated(above); above *= step) {
    below = above;
    if (above > highest) return std::nullopt;
  }
  if (above == lowest) return std::nullopt;
  for (constexpr double tolerance = 1e-9; above - below > tolerance * above;) {
    const double middle = 0.5 * (below + above);
    (undersaturated(middle) ? below : above) = middle;
  }
  return above;
}

}  // namespace raffinate::aqueous
