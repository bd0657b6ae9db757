#include "speciation/gas_phase.hpp"

#include <algorithm>
#include <cmath>

#include "base/errors.hpp"
#include "speciation/headspace.hpp"

namespace raffinate::speciation {

namespace {

constexpr double solved = 1e-13;     // ln of the volume or pressure over that given: what the equilibria leave
constexpr double acceptable = 1e-11;
constexpr int limit = 100;
constexpr double farthest = 30;      // ln of the volume over that guessed first

[[noreturn]] void refuse_gas(const std::string& name, const std::string& message, const std::string& remedy) {
  throw base::InputError({base::whole_file("solution"), name, message, remedy});
}

}  // namespace

GasContact::GasContact(const Chemistry& chemistry, std::vector<ReactingPhase> phases, const GasPhase& gas)
    : chemistry_(chemistry), phases_(std::move(phases)), gas_(gas) {
  const int electron = chemistry_.electron();
  for (const GasAmount& one : gas_.gases) {
    const PhaseEntry* entry = one.inert ? nullptr : chemistry_.phase(one.name);
    entries_.push_back(entry);
    if (entry == nullptr && !one.inert && one.amount > 0)
      refuse_gas(one.name, "nothing that it dissolves to is in this solution", "leave it out");
    if (entry == nullptr) continue;
    const auto& terms = entry->index.terms;
    if (std::any_of(terms.begin(), terms.end(), [&](const auto& term) { return term.first == electron; }))
      refuse_gas(one.name, "it dissolves by a redox reaction, so the pe of the solution gives its pressure", "leave it out");
    if (std::any_of(phases_.begin(), phases_.end(), [&](const auto& p) { return p.unlimited && p.phase == entry; }))
      refuse_gas(one.name, "it holds a component under `equilibrium` already, at a given pressure", "keep one of them");
    soluble_.push_back(entry);
  }
}

Reactants GasContact::with_gases(Reactants reactants) const {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i] == nullptr) continue;
    for (const auto& [master, count] : entries_[i]->index.terms)
      reactants.masters[static_cast<std::size_t>(master)] += gas_.gases[i].amount * count;
    reactants.water += gas_.gases[i].amount * entries_[i]->index.water;
  }
  return reactants;
}

/// Equilibrium with a gas of this volume per kilogram of free water.
GasContact::Point GasContact::at(double ln_volume) const {
  const double per_water = std::exp(ln_volume), T = reactants_.temperature;
  Point point{ln_volume, 0, {}};
  auto& [liquid, gas] = point.found;
  liquid = Assemblage(with_headspace(chemistry_, soluble_, per_water, T), phases_).react(reactants_);
  if (!liquid.converged) return point;
  LiquidState& state = liquid.state;
  gas.volume = per_water * state.water;
  std::size_t species = state.molality.size() - soluble_.size();
  const std::size_t dissolved = species;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const GasAmount& one = gas_.gases[i];
    GasResult row{one.name, entries_[i] != nullptr, one.amount, one.amount, 0};
    if (entries_[i] != nullptr) row.amount = state.molality[species++] * state.water;
    if (entries_[i] == nullptr && !one.inert) row.amount = 0;
    row.pressure = row.amount * thermo::gas_constant * T / gas.volume;
    gas.pressure += row.pressure;
    if (row.soluble) gas.equilibrium_pressure += row.pressure;
    gas.gases.push_back(std::move(row));
  }
  state.molality.resize(dissolved);
  state.ln_activity.resize(dissolved);
  point.excess = gas_.volume ? std::log(gas.volume / *gas_.volume) : std::log(*gas_.pressure / gas.pressure);
  return point;
}

/// The solution with all of the gases dissolved, if it holds them at the given pressure.
std::optional<UnderGas> GasContact::without_bubble() const {
  UnderGas alone;
  alone.liquid = Assemblage(chemistry_, phases_).react(reactants_);
  if (!alone.liquid.converged) return std::nullopt;
  const LiquidState& state = alone.liquid.state;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    alone.gas.gases.push_back({gas_.gases[i].name, entries_[i] != nullptr, gas_.gases[i].amount, 0, 0});
    if (entries_[i] == nullptr) continue;
    const double ln_fugacity = entries_[i]->index.ln_omega(state.ln_activity.data(), state.ln_water, state.temperature);
    alone.gas.equilibrium_pressure += std::exp(ln_fugacity) * chemistry_.unit_fugacity;
  }
  if (alone.gas.equilibrium_pressure > *gas_.pressure) return std::nullopt;
  return alone;
}

bool GasContact::inert() const {
  return std::any_of(gas_.gases.begin(), gas_.gases.end(), [](const auto& gas) { return gas.inert && gas.amount > 0; });
}

/// The volume that is given, or that of all the gas at the given pressure.
double GasContact::first_guess() const {
  if (gas_.volume) return std::log(*gas_.volume);
  constexpr double some = 1e-3;  // of gases that only the solution has [mol/kg]
  double amount = 0;
  for (const GasAmount& gas : gas_.gases) amount += gas.amount;
  return std::log(std::max(amount, some) * thermo::gas_constant * reactants_.temperature / *gas_.pressure);
}

UnderGas GasContact::refuse(std::string why) const {
  UnderGas refused;
  refused.liquid.refusal = std::move(why);
  return refused;
}

/// By the regula falsi of Illinois, which keeps the bracket.
UnderGas GasContact::close(Point low, Point high) const {
  double weight_low = 1, weight_high = 1;
  int side = 0;
  for (int iteration = 0; iteration < limit; ++iteration) {
    const double a = low.excess * weight_low, b = high.excess * weight_high;
    Point next = at((low.ln_volume * b - high.ln_volume * a) / (b - a));
    if (!next.found.liquid.converged || std::abs(next.excess) <= solved) return next.found;
    const int now = next.excess < 0 ? -1 : 1;
    weight_low = now < 0 ? 1 : (side == now ? weight_low / 2 : weight_low);
    weight_high = now > 0 ? 1 : (side == now ? weight_high / 2 : weight_high);
    (now < 0 ? low : high) = std::move(next);
    side = now;
  }
  Point& best = std::abs(low.excess) < std::abs(high.excess) ? low : high;
  if (std::abs(best.excess) <= acceptable) return best.found;
  return refuse("no volume of the gas phase was found that has the given pressure");
}

UnderGas GasContact::react(const Reactants& reactants) {
  reactants_ = with_gases(reactants);
  if (gas_.pressure && !inert())
    if (auto alone = without_bubble()) return *alone;
  const double start = first_guess();
  Point here = at(start);
  // Of a gas that does not dissolve, volume and pressure are inverse: the first step then is the last.
  for (double step = std::abs(here.excess); std::abs(here.ln_volume - start) < farthest; step = std::max(2 * step, 0.1)) {
    if (!here.found.liquid.converged || std::abs(here.excess) <= solved) return here.found;
    Point next = at(here.ln_volume - std::copysign(step, here.excess));
    if (next.found.liquid.converged && next.excess * here.excess < 0)
      return here.excess < 0 ? close(std::move(here), std::move(next)) : close(std::move(next), std::move(here));
    here = std::move(next);
  }
  if (gas_.volume) return refuse("the gas phase takes up all the water before it fills the given volume");
  return refuse("no gas phase, however large, has a pressure as low as given: the solution boils");
}

}  // namespace raffinate::speciation
