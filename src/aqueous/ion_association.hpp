#pragma once

#include <array>
#include <memory>
#include <vector>

#include "aqueous/activity_model.hpp"

namespace raffinate::aqueous {

/// The equation for one species of an ion-association model, s = sqrt(I).
enum class IonForm {
  ideal,           ///< ln gamma = 0
  linear,          ///< ln10 b I
  davies,          ///< -A z^2 (s/(1 + s) - 0.3 I)
  debye_hueckel,   ///< -A z^2 s/(1 + B a s) + ln10 b I
  b_dot,           ///< -A z^2 s/(1 + B a s) + ln10 bdot(T) I; a neutral species is ideal
  carbon_dioxide,  ///< (c0 + c1 T + c2/T) I - (c3 + c4 T) I/(1 + I)
  water            ///< ln (a_w M_w): a species that has the activity of water
};

struct IonCoefficient {
  double charge = 0;
  IonForm form = IonForm::ideal;
  double size = 0;  ///< distance of closest approach a [m]
  double b = 0;     ///< linear term, log10 basis [kg/mol]
};

/// Parameters of the B-dot equation at some temperatures, interpolated linearly; beyond the table the
/// first and last lines are prolonged. Parallel lists of two entries or more, temperatures ascending.
struct BdotParameters {
  std::vector<double> temperature;  ///< [K]
  std::vector<double> a;            ///< limiting slope, log10 basis [(kg/mol)^1/2]
  std::vector<double> b;            ///< inverse Debye length per sqrt(I) [(kg/mol)^1/2 / m]
  std::vector<double> bdot;         ///< log10 basis [kg/mol]
  std::array<double, 5> co2{};      ///< c0..c4; S. E. Drummond, PhD thesis, Pennsylvania State University, 1981
};

/// Ion association as in WATEQ and PHREEQC, slopes of `phreeqc_solvent_at`; for I up to about 1 mol/kg.
/// A. H. Truesdell and B. F. Jones, J. Res. U.S. Geol. Survey 2 (1974) 233.
///
/// Water follows a convention instead of Gibbs-Duhem, a_w = 1 - 0.017 sum m (Garrels and Christ, Solutions,
/// Minerals and Equilibria, 1965), which is off by several hundredths in brines; below a_w = 0.1, where no
/// solution is, ln a_w goes on in a straight line.
[[nodiscard]] std::shared_ptr<const ActivityModel> make_wateq(const std::vector<IonCoefficient>& species);

/// The same with tabulated slopes, for the B-dot equation of H. C. Helgeson, Am. J. Sci. 267 (1969) 729.
/// Throws std::invalid_argument for a table of unequal or too short lists.
[[nodiscard]] std::shared_ptr<const ActivityModel> make_llnl(const std::vector<IonCoefficient>& species,
                                                             BdotParameters table);

}  // namespace raffinate::aqueous
