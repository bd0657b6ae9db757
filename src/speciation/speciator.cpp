#include "speciation/speciator.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "speciation/gas_phase.hpp"
#include "speciation/proton_search.hpp"

namespace raffinate::speciation {

using aqueous::Given;
using aqueous::ln10;

namespace {

constexpr double concentrated = 10;  // activity of OH- beyond which most models have no solution

/// Conditions of a solution and the basis over which they are solved.
struct Problem {
  aqueous::PhaseBasis basis;
  aqueous::Conditions conditions{aqueous::Energy::at_temperature};
};

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
  problem.masters.front().given = kind.pH_given            ? Given::ln_activity
                                  : kind.alkalinity_given ? Given::total
                                                          : Given::charge;
  if (const int electron = chemistry.electron(); electron >= 0)
    problem.masters[static_cast<std::size_t>(electron)].given = Given::ln_activity;
  if (kind.alkalinity_given && !kind.pH_given && !kind.held.empty())
    refuse("alkalinity", "without a pH it needs the amounts of all components, not phases that hold them",
           "give the pH, or the amount of " + kind.held.front().first);
  for (const auto& [token, name] : kind.held) {
    const Component& component = require(chemistry, token);
    auto& master = problem.masters[static_cast<std::size_t>(component.master)];
    if (master.given == Given::saturation) refuse(token, "two phases hold it", "keep one of them");
    master = saturation(require_phase(chemistry, name, component));
  }
  if (!kind.balance.empty())
    problem.masters[static_cast<std::size_t>(require(chemistry, kind.balance).master)].given = Given::charge;
  return problem;
}

/// Phases that hold components become members of the basis, so that all follow the other masters at once. That needs
/// balances which do not count what is in the phase: not where the amount of another of its components is given.
Problem make_problem(const Chemistry& chemistry, const Kind& kind) {
  const Problem plain{aqueous::PhaseBasis(chemistry.definition), conditions(chemistry, kind)};
  Problem rebased = plain;
  for (const auto& [token, name] : kind.held) {
    const PhaseEntry& phase = *chemistry.phase(name);
    for (const auto& [master, count] : phase.index.terms)
      if (plain.conditions.masters[static_cast<std::size_t>(master)].given == Given::total) return plain;
    const int member = chemistry.find(token)->master;
    const aqueous::Expression expression = rebased.basis.express(phase.index);
    constexpr double vanishing = 1e-9;
    if (std::abs(expression.coefficients[static_cast<std::size_t>(member)]) < vanishing)
      refuse(name, "it follows from the other phases that hold components (phase rule)", "hold fewer components");
    rebased.basis.replace(member, phase.name, expression);
    auto& condition = rebased.conditions.masters[static_cast<std::size_t>(member)];
    condition = {};
    condition.given = Given::ln_activity;
  }
  return rebased;
}

int species_count(const Chemistry& chemistry) {
  return static_cast<int>(chemistry.definition.masters.size() + chemistry.definition.secondaries.size());
}

RebasedEquilibrium make_equilibrium(const Chemistry& chemistry, const Kind& kind) {
  Problem problem = make_problem(chemistry, kind);
  return {problem.basis, species_count(chemistry), std::move(problem.conditions)};
}

std::optional<LiquidProperties> make_properties(const Chemistry& chemistry) {
  if (!chemistry.project) return std::nullopt;
  return LiquidProperties(chemistry.project, chemistry.definition);
}

const LiquidProperties* pointer(const std::optional<LiquidProperties>& properties) {
  return properties ? &*properties : nullptr;
}

}  // namespace

Speciator::Speciator(Chemistry chemistry, const Kind& kind, Chemistry reacting)
    : chemistry_(std::move(chemistry)), reacting_(std::move(reacting)), kind_(kind),
      equilibrium_(make_equilibrium(chemistry_, kind)), properties_(make_properties(chemistry_)),
      reacted_properties_(make_properties(reacting_)) {}

std::vector<double> Speciator::inputs(const Solution& solution) const {
  const aqueous::Equilibrium& equilibrium = equilibrium_.equilibrium();
  std::vector<double> values(static_cast<std::size_t>(equilibrium.input_count()), 0.0);
  if (solution.pH) values.front() = -*solution.pH * ln10;
  if (const int electron = chemistry_.electron(); electron >= 0)
    values[static_cast<std::size_t>(electron)] = -solution.pe * ln10;
  const auto& masters = equilibrium.conditions().masters;
  for (const Total& total : solution.totals) {
    const Component* component = chemistry_.find(total.token);
    if (component == nullptr || masters[static_cast<std::size_t>(component->master)].given != Given::total) continue;
    values[static_cast<std::size_t>(component->master)] += total.amount / component->atoms;
  }
  if (solution.alkalinity && !solution.pH) values.front() = proton_excess(solution, values);
  for (const HeldBy& held : solution.held)
    values[static_cast<std::size_t>(chemistry_.find(held.token)->master)] = held.saturation_index * ln10;
  values[static_cast<std::size_t>(equilibrium.water_input())] = aqueous::water_molality;
  values[static_cast<std::size_t>(equilibrium.heat_capacity_input())] = 1;
  values[static_cast<std::size_t>(equilibrium.energy_input())] = solution.temperature;
  return values;
}

/// Protons that the given alkalinity leaves beside these amounts of the other masters.
double Speciator::proton_excess(const Solution& solution, const std::vector<double>& masters) const {
  double sum = -*solution.alkalinity;
  for (std::size_t b = 1; b < chemistry_.alkalinity.size(); ++b)
    if (chemistry_.alkalinity[b] != 0) sum += chemistry_.alkalinity[b] * masters[b];
  return sum;
}

Result Speciator::solve(const Solution& solution) {
  Solution per_water = solution;
  Result result = solution.per_volume.empty() ? solve_per_water(per_water) : solve_per_volume(per_water);
  if (solution.minerals.empty() && !solution.gas_phase) return result;
  // Amounts that no liquid holds may still be those of a slurry.
  const bool told = !solution.pH && !solution.alkalinity && solution.held.empty() && solution.per_volume.empty();
  return result.converged || told ? react(per_water, result) : result;
}

Result Speciator::solve_liquid(const Solution& solution) {
  Result result;
  result.temperature = solution.temperature;
  if (const auto state = find(solution, result)) {
    const int iterations = result.iterations;
    state_ = *state;
    result = make_result(chemistry_, pointer(properties_), state_);
    result.iterations = iterations;
  }
  result.pe = solution.pe;
  return result;
}

/// From nothing, else by way of neighbours in pH; why not, if there is none.
std::optional<LiquidState> Speciator::find(const Solution& solution, Result& result) {
  const auto status = equilibrium_.solve(inputs(solution));
  result.iterations = status.iterations;
  if (status.converged) return equilibrium_.state();
  result.refusal = refusal(solution);
  const bool bad_inputs = status.worst_equation < 0;
  if (bad_inputs || kind_.alkalinity_given || hydroxide_activity(solution) > concentrated) return std::nullopt;
  return search(solution, result);
}

std::optional<LiquidState> Speciator::search(const Solution& solution, Result& result) {
  if (!kind_.pH_given && !at_pH_) {
    Kind kind = kind_;
    kind.pH_given = true;
    at_pH_ = make_equilibrium(chemistry_, kind);
  }
  ProtonSearch search(kind_.pH_given ? equilibrium_ : *at_pH_, [&](double pH) {
    Solution neighbour = solution;
    neighbour.pH = pH;
    return inputs(neighbour);
  });
  const auto state = kind_.pH_given ? search.reach(*solution.pH) : search.close([this](const LiquidState& liquid) {
    return charge_of(chemistry_.definition, liquid);
  });
  result.iterations += search.iterations();
  if (const auto& jump = search.jump())
    result.refusal = fmt::format(
        "no pH closes the charge: at pH {:.4f} the activity model {} jumps between two equilibria, of ionic strength {:.3g} and "
        "{:.3g} mol/kg, with a charge of {:+.3g} and {:+.3g} eq/kg; it does not hold for such a solution",
        jump->pH, chemistry_.definition.activity->name(), jump->ionic_strength[0], jump->ionic_strength[1],
        jump->charge[0], jump->charge[1]);
  return state;
}

/// With a pH and an alkalinity, finds the amount of carbonate by secants: the alkalinity rises with it nearly linearly.
Result Speciator::solve_per_water(Solution& solution) {
  if (!solution.alkalinity || !solution.pH) return solve_liquid(solution);
  const int carbonate = chemistry_.find(carbonate_token)->master;
  for (const Total& total : solution.totals)
    if (const Component* component = chemistry_.find(total.token); component != nullptr && component->master == carbonate)
      refuse(total.token, "a pH and an alkalinity give the carbonate already", "remove the amount, the pH or the alkalinity");
  constexpr int limit = 60;
  constexpr double round_off = 1e-13;
  const double wanted = *solution.alkalinity;
  double amount = std::max(wanted, 1e-6), last_amount = 0, last_excess = 0;
  solution.totals.push_back({carbonate_token, 0});
  for (int iteration = 0; iteration < limit && amount > 0; ++iteration) {
    solution.totals.back().amount = amount;
    Result result = solve_liquid(solution);
    if (!result.converged) return result;
    const double excess = result.alkalinity - wanted;
    if (std::abs(excess) <= round_off * std::abs(wanted)) return result;
    const double slope = iteration == 0 ? 1 : (excess - last_excess) / (amount - last_amount);
    const bool stalled = iteration > 3 && std::abs(excess) >= std::abs(last_excess);
    if (stalled && std::abs(excess) < 1e-10 * std::abs(wanted)) return result;
    last_amount = amount;
    last_excess = excess;
    amount = std::max(amount - excess / slope, 0.01 * amount);
    if (amount < 1e-15) break;
  }
  Result result;
  result.temperature = solution.temperature;
  result.refusal = "no amount of carbonate gives this alkalinity at this pH: what else is in the solution has more";
  return result;
}

/// Finds the volume per kilogram of water that the solution has when its amounts are those in this volume, by secants;
/// then replaces amounts per volume by amounts per water.
Result Speciator::solve_per_volume(Solution& solution) {
  constexpr int limit = 60;
  constexpr double round_off = 1e-15;
  const std::vector<Total> given = solution.totals;
  double volume = 1e-3, last_volume = 0, last_excess = 0;
  for (int iteration = 0; iteration < limit; ++iteration) {
    solution.totals = given;  // also takes away what an alkalinity added
    for (const Total& total : solution.per_volume) solution.totals.push_back({total.token, total.amount * volume});
    Result result = solve_per_water(solution);
    if (!result.converged) return result;
    const auto found = result.volume();
    if (!found) {
      result.converged = false;
      result.refusal = "amounts per volume need the density of the solution, for which there are no data" +
                       (result.liquid.unknown.empty() ? std::string() : " of " + result.liquid.unknown.front().species);
      return result;
    }
    const double excess = *found - volume;
    const bool stalled = iteration > 3 && std::abs(excess) >= std::abs(last_excess) && std::abs(excess) < 1e-12 * volume;
    if (std::abs(excess) <= round_off * volume || stalled) return result;
    const double slope = iteration == 0 ? -1 : (excess - last_excess) / (volume - last_volume);
    last_volume = volume;
    last_excess = excess;
    volume -= excess / (slope < -0.05 ? slope : -1);
  }
  Result result;
  result.temperature = solution.temperature;
  result.refusal = "no volume was found in which these amounts are dissolved; are they more than water can hold?";
  return result;
}

/// Amounts of the masters as given, with the protons that close the charge.
std::vector<double> Speciator::given_totals(const Solution& solution) const {
  std::vector<double> totals = inputs(solution);
  const auto& masters = chemistry_.definition.masters;
  totals.resize(masters.size());
  totals.front() = 0;
  for (std::size_t b = 1; b < masters.size(); ++b)
    if (masters[b].dissolved) totals.front() -= masters[b].charge * totals[b];
  return totals;
}

/// The solution by itself, in the components that it has once minerals dissolve. If it does not exist, all of its water
/// counts as free.
Reactants Speciator::reactants(const Solution& solution, const Result& before) const {
  const auto& definition = chemistry_.definition;
  const auto& masters = reacting_.definition.masters;
  const LiquidState& state = state_;
  const std::vector<double> totals = before.converged ? master_totals(definition, state) : given_totals(solution);
  Reactants reactants{solution.temperature, std::vector<double>(masters.size(), 0.0), aqueous::water_molality,
                      before.charge, -solution.pe * ln10};
  for (std::size_t b = 0; b < totals.size(); ++b) {
    const auto at = std::find_if(masters.begin(), masters.end(),
                                 [&](const auto& m) { return m.name == definition.masters[b].name; });
    if (at != masters.end()) reactants.masters[static_cast<std::size_t>(at - masters.begin())] = totals[b];
  }
  for (std::size_t s = 0; before.converged && s < definition.secondaries.size(); ++s)
    reactants.water += definition.secondaries[s].water * state.molality[definition.masters.size() + s];
  return reactants;
}

Result Speciator::react(const Solution& solution, const Result& before) {
  std::vector<ReactingPhase> phases;
  std::vector<MineralResult> rows;
  for (const HeldBy& held : solution.held) {
    phases.push_back({reacting_.phase(held.phase), 0, true, held.saturation_index});
    rows.push_back({phases.back().phase->name, true, 0, 0});
  }
  std::vector<MineralResult> unable;  // components that they need are not there
  for (const MineralAmount& mineral : solution.minerals) {
    const PhaseEntry* phase = reacting_.phase(mineral.name);
    if (phase == nullptr) {
      unable.push_back({mineral.name, false, mineral.amount, mineral.amount});
      continue;
    }
    if (phase->is_gas) refuse(mineral.name, "it is a gas", "let it hold a component, under `equilibrium`");
    phases.push_back({phase, mineral.amount, false, 0});
    rows.push_back({phase->name, false, mineral.amount, 0});
  }
  const Reactants start = reactants(solution, before);
  UnderGas found;
  if (solution.gas_phase)
    found = GasContact(reacting_, phases, *solution.gas_phase).react(start);
  else
    found.liquid = Assemblage(reacting_, phases).react(start);
  const Assembled& assembled = found.liquid;
  Result result;
  result.temperature = solution.temperature;
  result.refusal = assembled.refusal;
  if (assembled.converged) {
    result = make_result(reacting_, pointer(reacted_properties_), assembled.state);
    for (std::size_t p = 0; p < rows.size(); ++p)
      rows[p].amount = rows[p].unlimited ? assembled.amounts[p] : std::max(assembled.amounts[p], 0.0);
    result.minerals = std::move(rows);
    result.minerals.insert(result.minerals.end(), unable.begin(), unable.end());
    if (solution.gas_phase) result.gas_phase = std::move(found.gas);
  }
  result.pe = solution.pe;
  result.iterations = before.iterations + assembled.iterations;
  return result;
}

/// Why there is no solution: amounts that cannot be, then charge that cannot be closed, else the equation that failed.
std::string Speciator::refusal(const Solution& solution) const {
  const aqueous::Status& status = equilibrium_.status();
  for (const Total& total : solution.totals)
    if (!(total.amount >= 0) || !std::isfinite(total.amount))
      return "the amount of " + total.token + " must not be negative";
  if (!(solution.temperature > 200 && solution.temperature < 600))
    return "the temperature must lie between 200 and 600 K";
  const std::string equation = equilibrium_.equilibrium().equation_name(status.worst_equation);
  if (!solution.balance.empty() && status.worst_equation >= 0 &&
      equilibrium_.equilibrium().conditions().masters[static_cast<std::size_t>(require(chemistry_, solution.balance).master)].given ==
          Given::charge)
    return "no positive amount of " + solution.balance + " closes the charge balance; let an ion of the other sign close it";
  if (const double activity = hydroxide_activity(solution); activity > concentrated)
    return fmt::format("pH {:.2f} at {:.0f} degC needs an activity of OH- of {:.3g}, which the activity model does not "
                       "reach in liquid water", *solution.pH, solution.temperature - 273.15, activity);
  const auto& activity = *chemistry_.definition.activity;
  if (status.followed_to >= 0 && status.followed_ionic_strength > activity.range().ionic_strength)
    return fmt::format("the activity model {} has no equilibrium so far beyond its range of {:.3g} mol/kg: followed from an "
                       "ideal solution, it was lost at an ionic strength of {:.3g} mol/kg",
                       activity.name(), activity.range().ionic_strength, status.followed_ionic_strength);
  if (status.followed_to > 0)
    return fmt::format("the activity model {} turns away from an equilibrium: followed from an ideal solution, it was lost at "
                       "{:.3g} % of its coefficients and an ionic strength of {:.3g} mol/kg",
                       activity.name(), 100 * status.followed_to, status.followed_ionic_strength);
  return "no equilibrium was found; the equation least satisfied is the " + equation;
}

/// What a given pH asks for at unit water activity; 0 where the pH is not given.
double Speciator::hydroxide_activity(const Solution& solution) const {
  if (!solution.pH) return 0;
  for (const auto& secondary : chemistry_.definition.secondaries)
    if (secondary.name == "OH-") return std::exp(secondary.k.ln(solution.temperature) + *solution.pH * ln10);
  return 0;
}

}  // namespace raffinate::speciation
