#include "speciation/assemblage.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "aqueous/solvent.hpp"

namespace raffinate::speciation {

using aqueous::Expression;
using aqueous::Given;
using aqueous::PhaseBasis;

namespace {

constexpr double vanishing = 1e-9;        // coefficient of a member, of small rational numbers
constexpr double round_off = 1e-11;       // amount below zero over the amount of its member, as balances leave
constexpr double saturated = 1e-8;        // ln of the saturation ratio
constexpr int exchange_limit = 200;

}  // namespace

Assemblage::Assemblage(const Chemistry& chemistry, std::vector<ReactingPhase> phases)
    : chemistry_(chemistry), phases_(std::move(phases)) {}

/// True for members whose activity is given from outside or which charge determines: no phase takes their place.
bool Assemblage::open(int member) const { return member == 0 || member == chemistry_.electron(); }

/// Masters of the solution and of all phases that can be used up.
std::vector<double> Assemblage::with_phases(const Reactants& reactants, double& water) const {
  std::vector<double> totals = reactants.masters;
  water = reactants.water;
  for (const ReactingPhase& reacting : phases_) {
    if (reacting.unlimited) continue;
    for (const auto& [master, count] : reacting.phase->index.terms)
      totals[static_cast<std::size_t>(master)] += reacting.initial * count;
    water += reacting.initial * reacting.phase->index.water;
  }
  return totals;
}

/// The member with the least amount for what the phase contains of it; -1 if the phases there determine it already.
int Assemblage::member_for(const Expression& phase, const PhaseBasis& basis, const std::vector<double>& totals) const {
  int scarcest = -1;
  double least = INFINITY;
  for (int b = 0; b < basis.size(); ++b) {
    const auto i = static_cast<std::size_t>(b);
    if (open(b) || basis.is_phase(b) || std::abs(phase.coefficients[i]) < vanishing) continue;
    const double amount = std::abs(totals[i] / phase.coefficients[i]);
    if (amount >= least) continue;
    least = amount;
    scarcest = b;
  }
  return scarcest;
}

/// The basis of the phases there. One that the others determine is taken out; none if two unlimited ones do.
std::optional<Assemblage::Set> Assemblage::make_set(const std::vector<double>& masters) {
  Set set{PhaseBasis(chemistry_.definition), std::vector<int>(phases_.size(), -1)};
  for (const bool unlimited : {true, false})
    for (std::size_t p = 0; p < phases_.size(); ++p) {
      if (!there_[p] || phases_[p].unlimited != unlimited) continue;
      const Expression phase = set.basis.express(phases_[p].phase->index);
      const int member = member_for(phase, set.basis, set.basis.totals(masters, 0));
      if (member < 0 && unlimited) {
        refusal_ = phases_[p].phase->name + " and the other phases that hold components cannot all be at equilibrium "
                   "(phase rule): one of them follows from the others";
        return std::nullopt;
      }
      there_[p] = member >= 0;
      if (member < 0) continue;
      set.basis.replace(member, phases_[p].phase->name, phase);
      set.member[p] = member;
    }
  return set;
}

aqueous::Conditions Assemblage::conditions(const Set& set) const {
  aqueous::Conditions problem(aqueous::Energy::at_temperature);
  problem.total_floor = 0;
  problem.masters.resize(static_cast<std::size_t>(set.basis.size()));
  for (auto& master : problem.masters) master.any_sign = true;
  for (const int member : set.member)
    if (member >= 0) problem.masters[static_cast<std::size_t>(member)].given = Given::ln_activity;
  if (const int electron = chemistry_.electron(); electron >= 0) {
    problem.masters[static_cast<std::size_t>(electron)].given = Given::ln_activity;
    problem.masters.front().given = Given::charge;  // the protons of a redox reaction are those of its electrons
  }
  return problem;
}

bool Assemblage::solve(const Set& set, const Reactants& reactants, Assembled& result) {
  double water = 0;
  const std::vector<double> masters = with_phases(reactants, water);
  const std::vector<double> totals = set.basis.totals(masters, water);
  RebasedEquilibrium equilibrium(
      set.basis, static_cast<int>(chemistry_.definition.masters.size() + chemistry_.definition.secondaries.size()),
      conditions(set));
  std::vector<double> inputs = totals;
  const int electron = chemistry_.electron();
  if (electron >= 0) {
    inputs.front() = reactants.charge;
    inputs[static_cast<std::size_t>(electron)] = reactants.ln_electron;
  }
  for (std::size_t p = 0; p < phases_.size(); ++p)
    if (set.member[p] >= 0)
      inputs[static_cast<std::size_t>(set.member[p])] =
          phases_[p].unlimited ? phases_[p].saturation_index * aqueous::ln10 : 0;
  inputs.insert(inputs.end(), {1.0, reactants.temperature});
  const auto status = equilibrium.solve(inputs);
  result.iterations += status.iterations;
  if (!status.converged) return false;
  result.state = equilibrium.state();
  result.amounts.assign(phases_.size(), 0.0);
  for (std::size_t p = 0; p < phases_.size(); ++p)
    if (const int member = set.member[p]; member >= 0)
      result.amounts[p] =
          totals[static_cast<std::size_t>(member)] - result.state.water * equilibrium.dissolved(member);
  return true;
}

Assemblage::Violation Assemblage::most_negative(const std::vector<double>& amounts, const std::vector<double>& totals,
                                                const Set& set) const {
  Violation worst;
  for (std::size_t p = 0; p < phases_.size(); ++p) {
    if (set.member[p] < 0 || phases_[p].unlimited) continue;
    const double size = -amounts[p] / (std::abs(totals[static_cast<std::size_t>(set.member[p])]) + std::abs(amounts[p]));
    if (!(size > round_off) || (worst.phase >= 0 && (in_order_ || size <= worst.size))) continue;
    worst = {static_cast<int>(p), size};
  }
  return worst;
}

Assemblage::Violation Assemblage::most_supersaturated(const LiquidState& state) const {
  Violation worst;
  for (std::size_t p = 0; p < phases_.size(); ++p) {
    if (there_[p] || phases_[p].unlimited) continue;
    const double size = phases_[p].phase->index.ln_omega(state.ln_activity.data(), state.ln_water, state.temperature);
    if (!(size > saturated) || (worst.phase >= 0 && (in_order_ || size <= worst.size))) continue;
    worst = {static_cast<int>(p), size};
  }
  return worst;
}

/// Adds a phase. If the phases there determine it, the one that its formation uses up first leaves.
bool Assemblage::admit(int phase, const Set& set, const std::vector<double>& amounts) {
  const auto entering = static_cast<std::size_t>(phase);
  const Expression formed = set.basis.express(phases_[entering].phase->index);
  there_[entering] = true;
  if (member_for(formed, set.basis, std::vector<double>(formed.coefficients.size(), 1.0)) >= 0) return true;
  int leaving = -1;
  double least = INFINITY;
  for (std::size_t q = 0; q < phases_.size(); ++q) {
    if (set.member[q] < 0 || phases_[q].unlimited) continue;
    const double used = formed.coefficients[static_cast<std::size_t>(set.member[q])];
    if (!(used > vanishing) || amounts[q] / used >= least) continue;
    least = amounts[q] / used;
    leaving = static_cast<int>(q);
  }
  if (leaving < 0) {
    refusal_ = fmt::format("{} cannot be at equilibrium with the phases that hold components (phase rule): it is "
                           "supersaturated whatever the solution, and would form without end",
                           phases_[entering].phase->name);
    return false;
  }
  there_[static_cast<std::size_t>(leaving)] = false;
  return true;
}

std::string Assemblage::names_there() const {
  std::vector<std::string> names;
  for (std::size_t p = 0; p < phases_.size(); ++p)
    if (there_[p]) names.push_back(phases_[p].phase->name);
  return names.empty() ? "no mineral" : fmt::format("{}", fmt::join(names, ", "));
}

Assembled Assemblage::react(const Reactants& reactants) {
  Assembled result;
  there_.clear();
  for (const ReactingPhase& phase : phases_) there_.push_back(phase.unlimited || phase.initial > 0);
  double water = 0;
  const std::vector<double> masters = with_phases(reactants, water);
  for (int exchange = 0; exchange < exchange_limit; ++exchange) {
    const auto set = make_set(masters);
    if (!set) break;
    if (!solve(*set, reactants, result)) {
      if (exchange > 0) {
        refusal_ = "no equilibrium was found with " + names_there();
        break;
      }
      for (std::size_t p = 0; p < phases_.size(); ++p) there_[p] = phases_[p].unlimited;  // too soluble to saturate
      continue;
    }
    in_order_ = in_order_ || !seen_.insert(there_).second;
    if (const Violation gone = most_negative(result.amounts, set->basis.totals(masters, water), *set); gone.phase >= 0) {
      there_[static_cast<std::size_t>(gone.phase)] = false;
      continue;
    }
    const Violation formed = most_supersaturated(result.state);
    result.converged = formed.phase < 0;
    if (result.converged) return result;
    if (!admit(formed.phase, *set, result.amounts)) break;
  }
  result.refusal = refusal_.empty() ? "the minerals found no stable set; the last one was " + names_there() : refusal_;
  return result;
}

}  // namespace raffinate::speciation
