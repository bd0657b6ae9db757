#include "speciation/result.hpp"

#include <algorithm>
#include <cmath>

#include "aqueous/coverage.hpp"

namespace raffinate::speciation {

using aqueous::ln10;

namespace {

void add_species(const aqueous::Definition& definition, const LiquidState& state, Result& result) {
  const auto add = [&](const std::string& name, double charge, std::size_t i) {
    const double m = state.molality[i], ln_a = state.ln_activity[i];
    // Of a species too rare for a double, only the activity is known.
    const double log_gamma = m > 0 ? (ln_a - std::log(m)) / ln10 : 0;
    result.species.push_back({name, charge, m, ln_a / ln10, log_gamma});
  };
  for (std::size_t b = 0; b < definition.masters.size(); ++b)
    if (definition.masters[b].dissolved) add(definition.masters[b].name, definition.masters[b].charge, b);
  for (std::size_t s = 0; s < definition.secondaries.size(); ++s)
    add(definition.secondaries[s].name, definition.secondaries[s].charge, definition.masters.size() + s);
}

void add_coverage(const aqueous::Definition& definition, const LiquidState& state, Result& result) {
  const auto name = [&](int i) {
    const auto k = static_cast<std::size_t>(i), masters = definition.masters.size();
    return k < masters ? definition.masters[k].name : definition.secondaries[k - masters].name;
  };
  const auto coverage = aqueous::coverage_of(definition, state.molality.data());
  result.uncovered_share = coverage.share;
  for (const auto& pair : coverage.pairs) result.uncovered.push_back({name(pair.first), name(pair.second), pair.share});
  for (const auto& species : definition.left_out)
    result.left_out.push_back(
        {species.name, aqueous::ln_activity_of(species, state.ln_activity.data(), state.ln_water, state.temperature) / ln10});
}

}  // namespace

double Result::water_activity() const { return std::pow(10, log_water_activity); }
double Result::Eh() const { return aqueous::redox_potential(pe, temperature); }

bool LeftOutResult::matters() const { return log_activity > std::log10(aqueous::missed_activity); }
bool Result::misses_species() const {
  return std::any_of(left_out.begin(), left_out.end(), [](const auto& s) { return s.matters(); });
}

std::optional<double> Result::volume() const {
  if (!liquid.density) return std::nullopt;
  return liquid.mass / liquid.density->density;
}

double charge_of(const aqueous::Definition& definition, const LiquidState& state) {
  double charge = 0;
  for (std::size_t b = 0; b < definition.masters.size(); ++b)
    if (definition.masters[b].dissolved) charge += definition.masters[b].charge * state.molality[b];
  for (std::size_t s = 0; s < definition.secondaries.size(); ++s)
    charge += definition.secondaries[s].charge * state.molality[definition.masters.size() + s];
  return charge;
}

std::vector<double> master_totals(const aqueous::Definition& definition, const LiquidState& state) {
  std::vector<double> totals(state.molality.begin(),
                             state.molality.begin() + static_cast<std::ptrdiff_t>(definition.masters.size()));
  for (std::size_t s = 0; s < definition.secondaries.size(); ++s)
    for (const auto& [master, count] : definition.secondaries[s].balance())
      totals[static_cast<std::size_t>(master)] += count * state.molality[definition.masters.size() + s];
  return totals;
}

Result make_result(const Chemistry& chemistry, const LiquidProperties* properties, const LiquidState& state) {
  const aqueous::Definition& definition = chemistry.definition;
  Result result;
  result.converged = true;
  result.temperature = state.temperature;
  result.ionic_strength = state.ionic_strength;
  result.log_water_activity = state.ln_water / ln10;
  result.water = state.water;
  result.pH = -state.ln_activity.front() / ln10;
  result.redox = chemistry.electron() >= 0;
  result.out_of_range = definition.activity->out_of_range(state.ionic_strength, state.temperature);
  result.charge = charge_of(definition, state);
  add_species(definition, state, result);
  add_coverage(definition, state, result);
  const std::vector<double> totals = master_totals(definition, state);
  for (std::size_t b = 0; b < chemistry.alkalinity.size(); ++b)
    if (chemistry.alkalinity[b] != 0) result.alkalinity += chemistry.alkalinity[b] * totals[b];
  for (const Component& component : chemistry.components)
    result.totals.push_back({component.token, totals[static_cast<std::size_t>(component.master)] * component.atoms,
                             component.molar_mass});
  for (const PhaseEntry& phase : chemistry.phases)
    result.phases.push_back(
        {phase.name, phase.is_gas, phase.index.ln_omega(state.ln_activity.data(), state.ln_water, state.temperature) / ln10});
  for (const aqueous::RedoxCouple& couple : chemistry.couples) {
    const double pe = couple.pe(state.ln_activity.data(), state.ln_water, state.temperature);
    result.couples.push_back({couple.name, pe, aqueous::redox_potential(pe, state.temperature)});
  }
  if (properties != nullptr) result.liquid = properties->at(state.molality, state.temperature);
  return result;
}

}  // namespace raffinate::speciation
