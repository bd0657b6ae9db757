#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aqueous/equilibrium.hpp"
#include "numerics/equation_system.hpp"

namespace raffinate::test {

/// A solid that dissolves in a closed, stirred vessel at the rate k (m/m0)^(2/3) a^n [mol/s].
struct LeachedSolid {
  std::string name;
  double m0 = 0;                                        ///< at first [mol]
  double k = 0;                                         ///< [mol/s]
  double order = 1;                                     ///< n, of the activity that drives it
  std::vector<std::pair<std::string, double>> dissolves_to;  ///< masters, other than H+, per mole of solid
  double water = 0;                                     ///< H2O set free per mole of solid, H+ closing the balance
};

/// One batch with one kilogram of solvent water at the start.
struct LeachCase {
  std::string database;                                 ///< file in tests/data, PHREEQC format
  std::vector<std::pair<std::string, double>> totals;   ///< token of the database, amount [mol]
  std::string driver;                                   ///< species whose activity drives the solids; empty:
  std::vector<std::pair<std::string, double>> driving_amounts;  ///< the sum of these total amounts does [mol]
  std::vector<LeachedSolid> solids;
  double temperature = 353.15;                          ///< [K]
};

/// The batch as differential equations in s = (m/m0)^(1/3), the size of the particles: ds/dt = -k a^n / (3 m0),
/// which stays smooth when a solid is used up.
class KineticLeach final : public numerics::EquationSystem {
 public:
  explicit KineticLeach(const LeachCase& leach);

  [[nodiscard]] int size() const override { return static_cast<int>(leach_.solids.size()); }
  bool rhs(double t, const double* s, double* ds) override;
  [[nodiscard]] const numerics::Sparsity& pattern() const override { return pattern_; }
  bool jacobian(double t, const double* s, double* values) override;
  [[nodiscard]] std::span<const double> absolute_scale() const override { return scale_; }
  [[nodiscard]] std::string state_name(int index) const override;

  /// Amount of a solid [mol] of size s.
  [[nodiscard]] double amount(int solid, double s) const;

  /// Amounts [mol] at the times [s], one row each, integrated with this relative tolerance.
  [[nodiscard]] std::vector<std::vector<double>> run(const std::vector<double>& times, double tolerance);

 private:
  [[nodiscard]] bool speciate(const double* s);
  [[nodiscard]] double ln_drive() const;
  [[nodiscard]] double ln_drive_by(int input);

  LeachCase leach_;
  std::unique_ptr<const aqueous::Equilibrium> equilibrium_;
  aqueous::Equilibrium::Cache cache_;
  std::vector<double> start_, inputs_;  // inputs of the equilibrium without and with what has dissolved
  std::vector<std::vector<std::pair<int, double>>> released_;  // by solid: input, amount per mole
  int driver_ = -1;
  std::vector<double> driving_;  // weight of every input in the amount that drives
  numerics::Sparsity pattern_;
  std::vector<double> scale_;
};

}  // namespace raffinate::test
