#pragma once
#include <span>
#include <string>
#include <vector>

#include "reactions/component_list.hpp"
#include "reactions/kinetics.hpp"
#include "unitops/layout.hpp"

namespace raffinate::unitops {

using reactions::Aggregate;
using reactions::ComponentList;
using reactions::EntrySet;

/// The inventory of one well-mixed volume: which entries it holds, where they stand in the unit's
/// states, and how they flow in and out. Every holdup of every unit operation is one of these.
class Vessel {
 public:
  /// `name` prefixes the state names when a unit has several inventories ("segment_2"); may be "".
  Vessel(const ComponentList& components, std::string name);

  /// Component entries that can be present; widen it in `reach`.
  [[nodiscard]] EntrySet& held() { return held_; }
  [[nodiscard]] const EntrySet& held() const { return held_; }
  /// Adds everything that `flow` can bring.
  void admit(const EntrySet& flow);
  /// Adds every class of a component.
  void admit(int component);
  [[nodiscard]] bool holds(int component) const;
  [[nodiscard]] bool holds_liquid() const { return holds_phase(thermo::Phase::aqueous); }
  [[nodiscard]] bool holds_solids() const { return holds_phase(thermo::Phase::solid); }
  /// The held entries of one phase, as a set that an outlet can carry.
  [[nodiscard]] EntrySet held(thermo::Phase phase) const;

  /// Who knows the heat of speciation: a state, which flows bring and take along, or the unit, which speciates the liquid.
  enum class SpeciationHeat { carried, speciated };
  /// Declares one state per held entry and aggregate. `mass` [kg] is the size of a usual filling;
  /// an amount of 1e-3 mol per kg of it is what error control resolves.
  void declare(Layout& layout, double mass, SpeciationHeat heat = SpeciationHeat::carried);
  /// State index of an entry or aggregate, -1 if it is never present.
  [[nodiscard]] int state(int entry) const { return state_[entry]; }
  [[nodiscard]] int state(Aggregate a) const { return state_[components_->entry(a)]; }
  [[nodiscard]] int state_of(const std::string& component) const;
  [[nodiscard]] const ComponentList& components() const { return *components_; }
  /// How reactions find their components here. `liquid` may be null.
  [[nodiscard]] reactions::Binding binding(const aqueous::Equilibrium* liquid,
                                           std::string where) const;

  /// Writes amounts by entry (length entry_count) into the states.
  void fill(std::span<const double> amounts, double* x) const;

  /// An aggregate of the contents; a zero when its phase is never present.
  template <class S>
  S get(const S* x, Aggregate a) const {
    const int index = state(a);
    return index < 0 ? S(0.0) : x[index];
  }
  template <class S>
  S volume(const S* x) const {
    return get(x, Aggregate::liquid_volume) + get(x, Aggregate::solid_volume);
  }
  template <class S>
  S heat_capacity(const S* x) const {
    return get(x, Aggregate::liquid_heat_capacity) + get(x, Aggregate::solid_heat_capacity);
  }

  /// dx += flow for everything held.
  template <class S>
  void flow_in(const S* flow, S* dx) const {
    for (int k = 0; k < static_cast<int>(entries_.size()); ++k) dx[first_ + k] += flow[entries_[k]];
  }
  /// dx -= flow for everything held.
  template <class S>
  void flow_out(const S* flow, S* dx) const {
    for (int k = 0; k < static_cast<int>(entries_.size()); ++k) dx[first_ + k] -= flow[entries_[k]];
  }
  /// Heat of speciation of a liquid at `temperature` [K]: what its heat capacity does not account for.
  template <class S>
  S speciation_heat(const S& temperature, const S* x) const {
    if (const int index = state(Aggregate::speciation_heat); index >= 0) return x[index];
    return x[state(Aggregate::sensible_heat)] - heat_capacity(x) * (temperature - thermo::reference_temperature);
  }
  /// Temperature [K] that follows from a carried heat of speciation.
  template <class S>
  S carried_temperature(const S* x) const {
    return thermo::reference_temperature +
           (x[state(Aggregate::sensible_heat)] - x[state(Aggregate::speciation_heat)]) / heat_capacity(x);
  }
  /// flow = rate [1/s] * slurry: the vessel leaves as it is mixed; gas stays. For contents that are not speciated.
  template <class S>
  void draw(const S& rate, const S* x, S* flow) const {
    for (int k = 0; k < slurry_; ++k) flow[entries_[k]] = rate * x[first_ + k];
  }
  /// The same for a liquid at `temperature` [K].
  template <class S>
  void draw(const S& rate, const S& temperature, const S* x, S* flow) const {
    draw(rate, x, flow);
    flow[components_->entry(Aggregate::speciation_heat)] = rate * speciation_heat(temperature, x);
  }
  /// As `draw` with a rate for each phase. `temperature` [K] splits the sensible heat: what is not
  /// in the solids, including all heats of speciation, goes with the liquid.
  template <class S>
  void draw(const S& liquid_rate, const S& solid_rate, const S& temperature, const S* x,
            S* flow) const;
  /// flow = rate [1/s] * liquid held; the solids and their sensible heat stay.
  template <class S>
  void draw_liquid(const S& rate, const S& temperature, const S* x, S* flow) const;
  /// flow = rate [1/s] * gas held, leaving at `temperature` [K].
  template <class S>
  void draw_gas(const S& rate, const S& temperature, const S* x, S* flow) const;

 private:
  [[nodiscard]] bool holds_phase(thermo::Phase phase) const;
  [[nodiscard]] thermo::Phase phase_of(int entry) const;

  const ComponentList* components_;
  std::string name_;
  EntrySet held_;
  std::vector<int> entries_;  // in state order: slurry, aggregates, sensible heat, gas
  std::vector<char> solid_;   // per entry: moves with the solids
  int slurry_ = 0;            // entries before the gas
  std::vector<int> state_;
  int first_ = 0;
  double relevant_ = 0.0;     // amount that error control resolves [mol]
};

template <class S>
void Vessel::draw(const S& liquid_rate, const S& solid_rate, const S& temperature, const S* x,
                  S* flow) const {
  for (int k = 0; k + 1 < slurry_; ++k)
    flow[entries_[k]] = (solid_[k] != 0 ? solid_rate : liquid_rate) * x[first_ + k];
  const S solid_heat =
      get(x, Aggregate::solid_heat_capacity) * (temperature - thermo::reference_temperature);
  const int sensible = components_->entry(Aggregate::sensible_heat);
  flow[sensible] = liquid_rate * (x[state_[sensible]] - solid_heat) + solid_rate * solid_heat;
  flow[components_->entry(Aggregate::speciation_heat)] = liquid_rate * speciation_heat(temperature, x);
}

template <class S>
void Vessel::draw_liquid(const S& rate, const S& temperature, const S* x, S* flow) const {
  for (int k = 0; k + 1 < slurry_; ++k)
    if (solid_[k] == 0) flow[entries_[k]] = rate * x[first_ + k];
  const S solid_heat =
      get(x, Aggregate::solid_heat_capacity) * (temperature - thermo::reference_temperature);
  const int sensible = components_->entry(Aggregate::sensible_heat);
  flow[sensible] = rate * (x[state_[sensible]] - solid_heat);
  flow[components_->entry(Aggregate::speciation_heat)] = rate * speciation_heat(temperature, x);
}

template <class S>
void Vessel::draw_gas(const S& rate, const S& temperature, const S* x, S* flow) const {
  S heat(0.0);
  for (int k = slurry_; k < static_cast<int>(entries_.size()); ++k) {
    const S amount = rate * x[first_ + k];
    flow[entries_[k]] = amount;
    heat += amount * (*components_)[components_->component_of(entries_[k])]
                         .species->sensible_enthalpy(temperature);
  }
  flow[components_->entry(Aggregate::sensible_heat)] = heat;
}

}  // namespace raffinate::unitops
