#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "thermo/database.hpp"

namespace raffinate::aqueous {

/// A dissolved ion or molecule and its share of the dissolved mass.
struct Share {
  std::string species;
  double share = 0;
};

/// Density of one solution and what it rests on.
struct DensityEstimate {
  double density = 0;          ///< [kg/m3]
  std::vector<Share> unfitted;  ///< counted with the apparent volume of the ion, for want of a salt's coefficients
  double unfitted_share = 0;
  std::vector<std::string> beyond;  ///< salts beyond the temperature or concentration of their measurements
};

/// Density of mixed solutions by the coefficients of Laliberte and Cooper (2004) for salts.
///
/// The coefficients are of salts, a solution has ions. The ions are shared out among the salts that have coefficients:
/// where there are all, salt ca gets z_c m_c z_a m_a / (sum z m of the cations) equivalents, which is Young's rule;
/// where there are not, the amounts nearest to that with the ions' sums kept, some of them perhaps negative: then
/// CoWO4 = CoSO4 + Na2WO4 - Na2SO4. Ions that no salt takes up count with the apparent volume of the species, the volume
/// that plants use for all of them.
class LiquidDensity {
 public:
  /// `species` are dissolved species of the database; it must outlive this object.
  LiquidDensity(const thermo::Database& database, std::vector<const thermo::Species*> species);

  /// `molality` by species [mol/kg]; `mass` of the solution per kilogram of solvent water [kg/kg]; T [K], 0 to 150 C.
  [[nodiscard]] DensityEstimate at(std::span<const double> molality, double mass, double T) const;

 private:
  struct Salt {
    const thermo::SolutionFit* fit = nullptr;
    int cation = -1, anion = -1;  ///< a molecule has both the same
    double equivalents = 1;       ///< per mole of salt
    double molar_mass = 0;        ///< [kg/mol]
  };

  int ion(const thermo::Species* species);
  void add_salt(const thermo::SolutionFit& fit);
  void decompose(const thermo::Species* species);
  [[nodiscard]] std::vector<double> ions(std::span<const double> molality) const;
  [[nodiscard]] std::vector<int> clusters(const std::vector<double>& equivalents) const;
  void share_out(std::vector<double>& equivalents, std::vector<double>& salts) const;
  void solve_cluster(const std::vector<double>& equivalents, const std::vector<int>& cluster, int which,
                     std::vector<double>& salts) const;

  const thermo::Database& database_;
  std::vector<const thermo::Species*> ions_;
  std::vector<Salt> salts_;
  std::vector<std::vector<std::pair<int, double>>> parts_;  ///< ions of one mole, by species
  int proton_ = -1, hydroxide_ = -1;
};

}  // namespace raffinate::aqueous
