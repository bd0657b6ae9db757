#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aqueous/activity_model.hpp"
#include "aqueous/phreeqc_solvent.hpp"
#include "thermo/pitzer.hpp"

namespace raffinate::aqueous {

using thermo::PitzerKind;

/// One parameter, species by index in any order: two, or three for zeta, psi, mu and eta. With Tr = 298.15 K:
///   P(T) = a0 + a1 (1/T - 1/Tr) + a2 ln(T/Tr) + a3 (T - Tr) + a4 (T^2 - Tr^2) + a5 (1/T^2 - 1/Tr^2)
/// alphas: alpha1 = a0, alpha2 = a1 [(kg/mol)^1/2]. Of two parameters of one kind and species the later counts.
struct PitzerParameter {
  PitzerKind kind = PitzerKind::b0;
  std::array<int, 3> species{-1, -1, -1};
  std::array<double, 6> coefficients{};
};

/// A parameter whose species data give by name. `index_of` is the index of a name, negative where the solution lacks the
/// species: then there is no parameter.
[[nodiscard]] std::optional<PitzerParameter> bind_parameter(PitzerKind kind, const std::vector<std::string>& species,
                                                            const std::array<double, 6>& coefficients,
                                                            const std::function<int(const std::string&)>& index_of);

/// Convention of MacInnes for single ions: gamma of Cl- is the mean coefficient of KCl in its own solution of the
/// same ionic strength; every ion is scaled by (gamma_Cl,MacInnes / gamma_Cl)^(-z). No neutral combination changes.
struct MacInnes {
  int chloride = -1;  ///< index; the number of species if the solution has none, then parameters may use it as well
  std::array<double, 6> b0{}, b1{}, c0{};  ///< of KCl
};

struct PitzerOptions {
  bool unsymmetrical = true;  ///< E-theta terms of ions of like sign and unlike charge
  std::optional<MacInnes> macinnes;
  SolventLaw solvent = phreeqc_solvent_at;   ///< A_phi = A/3
  ActivityRange range{6, 273.15, 373.15};    ///< of the parameters
};

/// Pitzer's ion interaction model in the form of Harvie, Moller and Weare, Geochim. Cosmochim. Acta 48 (1984) 723,
/// with neutral species as in Pitzer, Activity Coefficients in Electrolyte Solutions (CRC, 1991), chapter 3, and
/// PHREEQC's conventions: alpha1 = 2 and alpha2 = 12 if one ion is univalent, 1.4 and 12 for 2:2, else 2 and 50.
/// Missing parameters count as zero.
/// Throws std::invalid_argument for species that do not exist and for c0 of an uncharged species.
[[nodiscard]] std::shared_ptr<const ActivityModel> make_pitzer(const std::vector<double>& charges,
                                                               const std::vector<PitzerParameter>& parameters,
                                                               const PitzerOptions& options = {});

}  // namespace raffinate::aqueous
