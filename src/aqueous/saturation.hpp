#pragma once

#include <span>
#include <utility>
#include <vector>

#include "aqueous/equilibrium.hpp"
#include "thermo/log_k.hpp"
#include "thermo/reaction.hpp"

namespace raffinate::aqueous {

/// Saturation of a mineral, or equilibrium pressure of a gas, from the activities of a solution:
///   ln Omega = sum nu_i ln a_i + nu_w ln a_w - ln K(T),   mineral = sum nu_i species_i + nu_w H2O
/// For a gas, ln Omega is the logarithm of its equilibrium pressure [bar].
struct SaturationIndex {
  std::vector<std::pair<int, double>> terms;  ///< species of the equilibrium, coefficient
  double water = 0;                           ///< coefficient of H2O
  thermo::LogK k;

  /// `ln_activity` points at the first species' ln a among the outputs of the equilibrium.
  template <class S>
  [[nodiscard]] S ln_omega(const S* ln_activity, const S& ln_water, const S& T) const {
    S sum = water * ln_water - k.ln(T);
    for (const auto& [species, coefficient] : terms) sum = sum + coefficient * ln_activity[species];
    return sum;
  }

  /// From all outputs of the equilibrium it was made for.
  template <class S>
  [[nodiscard]] S ln_omega(const S* outputs) const {
    return ln_omega(outputs + Equilibrium::ln_activity_output(0), outputs[Equilibrium::ln_water_output()],
                    outputs[Equilibrium::temperature_output()]);
  }
};

/// Compiles a dissolution reaction. Throws std::invalid_argument naming a species the solution lacks;
/// test with `can_form` first where that is not an error.
[[nodiscard]] SaturationIndex make_saturation_index(const Equilibrium& equilibrium,
                                                    std::span<const thermo::Term> products, const thermo::LogK& k);

/// True when every product of a dissolution reaction is a species of the solution.
[[nodiscard]] bool can_form(const Equilibrium& equilibrium, std::span<const thermo::Term> products);

}  // namespace raffinate::aqueous
