#pragma once

#include <string>
#include <utility>
#include <vector>

#include "aqueous/equilibrium.hpp"
#include "thermo/log_k.hpp"

namespace raffinate::aqueous {

/// Two valence states in one solution whose amounts are kept apart, and the potential between them:
///   oxidised + n e- = sum nu_i species_i + nu_w H2O,   ln a(e-) = (sum nu_i ln a_i + nu_w ln a_w - ln K(T)) / n   (Nernst)
struct RedoxCouple {
  std::string name;                           ///< oxidised over reduced form, "Fe+3/Fe+2"
  std::vector<std::pair<int, double>> terms;  ///< species of the equilibrium, coefficient: products positive
  double water = 0;                           ///< coefficient of H2O
  double electrons = 1;                       ///< n
  thermo::LogK k;                             ///< of the reduction

  /// Only an electron is exchanged, no bond is made or broken: what inert electrodes answer to.
  [[nodiscard]] bool is_simple() const { return electrons == 1 && terms.size() == 2 && water == 0; }

  /// pe = -log10 a(e-) that the couple fixes. `ln_activity` points at the first species' ln a.
  template <class S>
  [[nodiscard]] S pe(const S* ln_activity, const S& ln_water, const S& T) const {
    S sum = k.ln(T) - water * ln_water;
    for (const auto& [species, coefficient] : terms) sum = sum - coefficient * ln_activity[species];
    return sum * (1.0 / (ln10 * electrons));
  }

  /// From all outputs of the equilibrium it was made for.
  template <class S>
  [[nodiscard]] S pe(const S* outputs) const {
    return pe(outputs + Equilibrium::ln_activity_output(0), outputs[Equilibrium::ln_water_output()],
              outputs[Equilibrium::temperature_output()]);
  }
};

/// Potential against the standard hydrogen electrode [V] at a pe and a temperature [K].
template <class S>
[[nodiscard]] S redox_potential(const S& pe, const S& T) {
  return (ln10 * thermo::gas_constant / thermo::faraday) * pe * T;
}

}  // namespace raffinate::aqueous
