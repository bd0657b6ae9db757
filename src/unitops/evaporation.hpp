#pragma once
#include <string>

#include "unitops/build_context.hpp"
#include "unitops/vessel.hpp"

namespace raffinate::unitops {

/// Evaporation of water inside a vessel: H2O = H2O(g), with the formation enthalpies as its heat. The
/// vapour joins the gas of the vessel, which leaves by `Vessel::draw_gas`.
class Evaporation {
 public:
  /// Adds a problem if the plant lacks H2O or H2O(g).
  Evaporation(const BuildContext& context, const std::string& where);

  /// Makes room for the vapour; before the vessel declares its states.
  void admit(Vessel& vessel) const { vessel.admit(vapour_); }
  void bind(const Vessel& vessel);
  [[nodiscard]] double molar_mass() const { return molar_mass_; }
  /// Heat of vaporisation at 298.15 K [J/mol].
  [[nodiscard]] double heat() const { return heat_; }

  /// Moves `flow` [kg/s] of water from the liquid to the gas.
  template <class S>
  void add_rates(const S& flow, S* dx) const {
    const S moles = flow / molar_mass_;
    dx[water_state_] -= moles;
    dx[vapour_state_] += moles;
    for (const auto& [state, contribution] : aggregates_) dx[state] -= contribution * moles;
    dx[sensible_state_] -= heat_ * moles;
  }
  /// Heat that keeps the temperature while `flow` [kg/s] evaporates at T [K] and leaves [W].
  template <class S>
  S load(const S& flow, const S& T) const {
    const S liquid = (*components_)[water_].species->sensible_enthalpy(T);
    const S vapour = (*components_)[vapour_].species->sensible_enthalpy(T);
    return flow * (heat_ + vapour - liquid) / molar_mass_;
  }

 private:
  const ComponentList* components_;
  int water_ = -1, vapour_ = -1;
  double molar_mass_ = 0.0, heat_ = 0.0;
  int water_state_ = -1, vapour_state_ = -1, sensible_state_ = -1;
  std::vector<std::pair<int, double>> aggregates_;  // states of the liquid's aggregates, share per mole
};

}  // namespace raffinate::unitops
