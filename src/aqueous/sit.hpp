#pragma once

#include <array>
#include <memory>
#include <vector>

#include "aqueous/activity_model.hpp"

namespace raffinate::aqueous {

/// Interaction coefficient of two species given by index [kg/mol], with Tr = 298.15 K:
///   epsilon(T) = epsilon + a1 (1/T - 1/Tr) + a2 ln(T/Tr) + a3 (T - Tr) + a4 (T^2 - Tr^2)
struct Interaction {
  int first = 0, second = 0;
  double epsilon = 0;
  std::array<double, 4> by_temperature{};  ///< a1..a4
  bool with_ionic_strength = false;        ///< it is multiplied by I [kg2/mol2]: epsilon1 of PHREEQC
};

/// Specific ion interaction theory, for I up to about 3.5 mol/kg:
///   ln gamma_i = -A z_i^2 sqrt(I)/(1 + 1.5 sqrt(I)) + ln10 sum_j epsilon_ij m_j
/// Coefficients with I add ln10 I sum_j epsilon1_ij m_j, and to the osmotic sum (1 + I) epsilon1_ij m_i m_j as PHREEQC 3 has it,
/// which is near to Gibbs and Duhem (4/3 I along dilution) around I = 3 mol/kg only.
/// I. Grenthe, A. V. Plyasunov, K. Spahiu, in Modelling in Aquatic Chemistry (OECD-NEA, 1997), ch. IX.
/// With data fitted in PHREEQC take the slopes of `phreeqc_solvent_at`.
[[nodiscard]] std::shared_ptr<const ActivityModel> make_sit(const std::vector<double>& charges,
                                                            const std::vector<Interaction>& interactions,
                                                            SolventLaw solvent = solvent_at);

}  // namespace raffinate::aqueous
