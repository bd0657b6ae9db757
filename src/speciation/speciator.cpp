#include "speciation/speciator.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "aqueous/coverage.hpp"
#include "base/errors.hpp"
#include "base/nearest.hpp"

namespace raffinate::speciation {

using aqueous::Given;
using aqueous::ln10;

namespace {

constexpr double concentrated = 10;  // activity of OH- beyond which most models have no solution

aqueous::MasterCondition saturation(const PhaseEntry& phase) {
  aqueous::MasterCondition condition;
  condition.given = Given::saturation;
  condition.terms = phase.index.terms;
  condition.water = phase.index.water;
  condition.k = phase.index.k;
  return condition;
}

[[noreturn]] void refuse(const std::string& subject, const std::string& message, const std::string& remedy) {
  throw base::InputError({base::whole_file("solution"), subject, message, remedy});
}

const Component& require(const Chemistry& chemistry, const std::string& token) {
  if (const Component* component = chemistry.find(token)) return *component;
  refuse(token, "the solution has no such component", "name one of its totals");
}

const PhaseEntry& require_phase(const Chemistry& chemistry, const std::string& name, const Component& component) {
  const PhaseEntry* phase = chemistry.phase(name);
  std::vector<std::string> known;
  for (const PhaseEntry& entry : chemistry.phases) known.push_back(entry.name);
  if (phase == nullptr)
    refuse(name, "no such phase can form from this solution" + base::did_you_mean(name, known),
           "`raffinate speciate` without it lists what can");
  const auto& terms = phase->index.terms;
  if (std::none_of(terms.begin(), terms.end(), [&](const auto& term) { return term.first == component.master; }))
    refuse(name, "the phase does not contain " + component.token, "name a component that it contains");
  return *phase;
}

aqueous::Conditions conditions(const Chemistry& chemistry, const Kind& kind) {
  aqueous::Conditions problem(aqueous::Energy::at_temperature);
  problem.water = aqueous::WaterBasis::free;
  problem.total_floor = 0;
  problem.masters.resize(chemistry.definition.masters.size());
  problem.masters.front().given = kind.pH_given ? Given::ln_activity : kind.balance.empty() ? Given::charge : Given::total;
  if (const int electron = chemistry.electron(); electron >= 0)
    problem.masters[static_cast<std::size_t>(electron)].given = Given::ln_activity;
  for (const auto& [token, name] : kind.held) {
    const Component& component = require(chemistry, token);
    problem.masters[static_cast<std::size_t>(component.master)] =
        saturation(require_phase(chemistry, name, component));
  }
  if (!kind.balance.empty())
    problem.masters[static_cast<std::size_t>(require(chemistry, kind.balance).master)].given = Given::charge;
  return problem;
}

}  // namespace

double Result::water_activity() const { return std::pow(10, log_water_activity); }
double Result::Eh() const { return pe * ln10 * thermo::gas_constant * temperature / thermo::faraday; }

Speciator::Speciator(Chemistry chemistry, const Kind& kind)
    : chemistry_(std::move(chemistry)), equilibrium_(chemistry_.definition, conditions(chemistry_, kind)),
      cache_(equilibrium_.make_cache()) {}

std::vector<double> Speciator::inputs(const Solution& solution) const {
  std::vector<double> values(static_cast<std::size_t>(equilibrium_.input_count()), 0.0);
  if (solution.pH) values.front() = -*solution.pH * ln10;
  if (const int electron = chemistry_.electron(); electron >= 0)
    values[static_cast<std::size_t>(electron)] = -solution.pe * ln10;
  const auto& masters = equilibrium_.conditions().masters;
  for (const Total& total : solution.totals) {
    const Component* component = chemistry_.find(total.token);
    if (component == nullptr || masters[static_cast<std::size_t>(component->master)].given != Given::total) continue;
    values[static_cast<std::size_t>(component->master)] += total.amount / component->atoms;
  }
  for (const HeldBy& held : solution.held)
    values[static_cast<std::size_t>(chemistry_.find(held.token)->master)] = held.saturation_index * ln10;
  values[static_cast<std::size_t>(equilibrium_.water_input())] = aqueous::water_molality;
  values[static_cast<std::size_t>(equilibrium_.heat_capacity_input())] = 1;
  values[static_cast<std::size_t>(equilibrium_.energy_input())] = solution.temperature;
  return values;
}

Result Speciator::solve(const Solution& solution) {
  Result result;
  result.temperature = solution.temperature;
  cache_.reset();
  const auto status = equilibrium_.solve(inputs(solution), cache_);
  result.iterations = status.iterations;
  result.converged = status.converged;
  if (!status.converged) {
    result.refusal = refusal(solution);
    return result;
  }
  result.pe = solution.pe;
  fill(result);
  return result;
}

/// Why there is no solution: amounts that cannot be, then charge that cannot be closed, else the equation that failed.
std::string Speciator::refusal(const Solution& solution) const {
  for (const Total& total : solution.totals)
    if (!(total.amount >= 0) || !std::isfinite(total.amount))
      return "the amount of " + total.token + " must not be negative";
  if (!(solution.temperature > 200 && solution.temperature < 600))
    return "the temperature must lie between 200 and 600 K";
  const std::string equation = equilibrium_.equation_name(cache_.status.worst_equation);
  if (!solution.balance.empty() && cache_.status.worst_equation >= 0 &&
      equilibrium_.conditions().masters[static_cast<std::size_t>(require(chemistry_, solution.balance).master)].given ==
          Given::charge)
    return "no positive amount of " + solution.balance + " closes the charge balance; let an ion of the other sign close it";
  if (const double activity = hydroxide_activity(solution); activity > concentrated)
    return fmt::format("pH {:.2f} at {:.0f} degC needs an activity of OH- of {:.3g}, which the activity model does not "
                       "reach in liquid water", *solution.pH, solution.temperature - 273.15, activity);
  const auto& activity = *chemistry_.definition.activity;
  if (cache_.status.followed_to >= 0 && cache_.status.followed_ionic_strength > activity.range().ionic_strength)
    return fmt::format("the activity model {} has no equilibrium so far beyond its range of {:.3g} mol/kg: followed from an "
                       "ideal solution, it was lost at an ionic strength of {:.3g} mol/kg",
                       activity.name(), activity.range().ionic_strength, cache_.status.followed_ionic_strength);
  return "no equilibrium was found; the equation least satisfied is the " + equation;
}

/// What a given pH asks for at unit water activity; 0 where the pH is not given.
double Speciator::hydroxide_activity(const Solution& solution) const {
  if (!solution.pH) return 0;
  for (const auto& secondary : chemistry_.definition.secondaries)
    if (secondary.name == "OH-") return std::exp(secondary.k.ln(solution.temperature) + *solution.pH * ln10);
  return 0;
}

double Speciator::total(const Component& component) const {
  const auto outputs = equilibrium_.outputs(cache_);
  const auto m = [&](int species) { return outputs[static_cast<std::size_t>(equilibrium_.molality_output(species))]; };
  const auto& definition = chemistry_.definition;
  double sum = m(component.master);
  for (std::size_t s = 0; s < definition.secondaries.size(); ++s)
    for (const auto& [master, coefficient] : definition.secondaries[s].masters)
      if (master == component.master) sum += coefficient * m(static_cast<int>(definition.masters.size() + s));
  return sum * component.atoms;
}

void Speciator::fill(Result& result) const {
  const auto outputs = equilibrium_.outputs(cache_);
  const auto ln_a = [&](int i) { return outputs[static_cast<std::size_t>(equilibrium_.ln_activity_output(i))]; };
  result.ionic_strength = outputs[static_cast<std::size_t>(equilibrium_.ionic_strength_output())];
  const double ln_water = outputs[static_cast<std::size_t>(equilibrium_.ln_water_output())];
  result.log_water_activity = ln_water / ln10;
  result.pH = -ln_a(0) / ln10;
  result.out_of_range = chemistry_.definition.activity->out_of_range(result.ionic_strength, result.temperature);
  const auto masters = static_cast<int>(chemistry_.definition.masters.size());
  for (int i = 0; i < equilibrium_.species_count(); ++i) {
    if (i < masters && !chemistry_.definition.masters[static_cast<std::size_t>(i)].dissolved) continue;
    const double charge = i < masters
                              ? chemistry_.definition.masters[static_cast<std::size_t>(i)].charge
                              : chemistry_.definition.secondaries[static_cast<std::size_t>(i - masters)].charge;
    const double m = outputs[static_cast<std::size_t>(equilibrium_.molality_output(i))];
    // Of a species too rare for a double, only the activity is known.
    const double log_gamma = m > 0 ? (ln_a(i) - std::log(m)) / ln10 : 0;
    result.species.push_back({equilibrium_.species_name(i), charge, m, ln_a(i) / ln10, log_gamma});
    result.charge += charge * m;
  }
  cover(result);
  for (const Component& component : chemistry_.components) result.totals.push_back({component.token, total(component)});
  for (const PhaseEntry& phase : chemistry_.phases)
    result.phases.push_back({phase.name, phase.is_gas, phase.index.ln_omega(outputs.data()) / ln10});
}

void Speciator::cover(Result& result) const {
  const double* molality = equilibrium_.outputs(cache_).data() + equilibrium_.molality_output(0);
  const auto coverage = aqueous::coverage_of(chemistry_.definition, molality);
  result.uncovered_share = coverage.share;
  for (const auto& pair : coverage.pairs)
    result.uncovered.push_back(
        {equilibrium_.species_name(pair.first), equilibrium_.species_name(pair.second), pair.share});
}

}  // namespace raffinate::speciation
