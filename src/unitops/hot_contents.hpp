#pragma once
#include <array>
#include <vector>

#include "unitops/vessel.hpp"

namespace raffinate::unitops {

/// The contents of a vessel that gets so hot that heat capacities change: temperature from the heat
/// held, and what leaves carries its own heat at that temperature.   docs/methods/roaster.md
///   sum_i n_i (h_i(T) - h_i(298.15 K)) + C_structure (T - 298.15 K) = sensible heat
///
/// The structure (lining, shell) is as hot as the contents and its heat is part of the vessel's
/// sensible heat; so an empty vessel has a temperature too.
class HotContents {
 public:
  /// For a vessel that has declared its states; `structure` in [J/K].
  void declare(const Vessel& vessel, double structure);

  /// Temperature [K] of the contents; sets `failed` when the heat belongs to none. A `guess` [K], such as the
  /// temperature of the last evaluation, saves time and does not change the result; 0: none. Needs `pass_count` values of
  /// `pass`.
  template <class S>
  S temperature(const S* x, double guess, bool* failed, const numerics::Passage<S>& pass = {}) const;
  [[nodiscard]] int pass_count() const { return (held_ + amounts_together - 1) / amounts_together + 1; }

  /// Amount of gas [mol].
  template <class S>
  S gas_amount(const S* x) const {
    S total(0.0);
    for (const Part& part : parts_)
      if (part.gas) total += x[part.first];
    return total;
  }
  /// flow = rate [1/s] * everything but the gas, leaving at T [K].
  template <class S>
  void draw_charge(const S& rate, const S& T, const S* x, S* flow) const {
    S gas_heat(0.0);
    for (const Part& part : parts_)
      if (part.gas) gas_heat += x[part.first] * part.species->sensible_enthalpy(T);
    vessel_->draw(rate, x, flow);
    flow[heat_entry_] -= rate * (gas_heat + structure_heat(T));
  }
  /// flow = rate [1/s] * everything, leaving at T [K].
  template <class S>
  void draw_all(const S& rate, const S& T, const S* x, S* flow) const {
    vessel_->draw_gas(rate, T, x, flow);
    vessel_->draw(rate, x, flow);  // writes the heat again, of gas and charge together
    flow[heat_entry_] -= rate * structure_heat(T);
  }
  /// Sets the sensible heat of what stands in the states to that at T [K].
  void set_temperature(double T, double* x) const;

 private:
  struct Part {
    const thermo::Species* species;
    int first, classes;  // states
    bool gas;
  };
  static constexpr int max_parts = 128;
  static constexpr int amounts_together = numerics::Dual::width;  // whose heat is passed on in one sum
  struct Point {
    bool found = false;
    double temperature = 0.0, heat_capacity = 0.0;  // [K], [J/K] with the structure
    std::array<double, max_parts> enthalpy;         // sensible, of each part [J/mol]
  };

  /// Finds where the amounts [mol] of all parts, and the structure, hold that much heat [J].
  void solve(const double* amounts, double heat, double guess, Point& point) const;
  template <class S>
  S structure_heat(const S& T) const {
    return structure_ * (T - thermo::reference_temperature);
  }

  const Vessel* vessel_ = nullptr;
  std::vector<Part> parts_;
  int held_ = 0;  // amounts of all parts
  double structure_ = 0.0;
  int heat_ = -1, heat_entry_ = -1;
};

/// Iterates on plain values; the last Newton step is taken in the scalar type, which makes its
/// derivatives those of the implicit function.
template <class S>
S HotContents::temperature(const S* x, double guess, bool* failed, const numerics::Passage<S>& pass) const {
  using numerics::value;
  std::array<double, max_parts> amounts{};
  for (std::size_t k = 0; k < parts_.size(); ++k)
    for (int i = 0; i < parts_[k].classes; ++i) amounts[k] += value(x[parts_[k].first + i]);
  Point at;
  solve(amounts.data(), value(x[heat_]), guess, at);
  if (!at.found) *failed = true;
  S surplus = structure_heat(at.temperature) - x[heat_], sum(0.0);
  int added = 0;
  for (std::size_t k = 0; k < parts_.size(); ++k) {
    for (int i = 0; i < parts_[k].classes; ++i) {
      sum += x[parts_[k].first + i] * at.enthalpy[k];
      if (++added % amounts_together != 0 && added != held_) continue;
      surplus += pass((added - 1) / amounts_together, sum);
      sum = S(0.0);
    }
  }
  return pass(pass_count() - 1, S(at.temperature - surplus / at.heat_capacity));
}

}  // namespace raffinate::unitops
