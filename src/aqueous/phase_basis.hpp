#pragma once

#include <span>
#include <string>
#include <vector>

#include "aqueous/definition.hpp"
#include "aqueous/saturation.hpp"

namespace raffinate::aqueous {

/// ln a = ln K(T) + sum c_b ln a_b + water ln a_w over the members b of a basis.
struct Expression {
  std::vector<double> coefficients;
  double water = 0;
  thermo::LogK k;
};

/// A solution chemistry written over another basis: phases in the place of master species.
///
/// With calcite as a member in the place of Ca+2, every species that contains calcium is one of calcite, the other
/// masters and water. A phase of given saturation then has a given activity, and the totals of the other members, which
/// its precipitation does not change, are balances as before. So minerals at equilibrium need no equations of their own.
class PhaseBasis {
 public:
  explicit PhaseBasis(const Definition& original);

  /// The phase over the present basis; the terms of its dissolution are masters of the original.
  [[nodiscard]] Expression express(const SaturationIndex& dissolution) const;
  /// Puts the phase in the place of a member. Its coefficient of that member must not vanish.
  void replace(int member, const std::string& phase, const Expression& expression);

  [[nodiscard]] bool is_phase(int member) const { return !phases_[static_cast<std::size_t>(member)].empty(); }
  [[nodiscard]] int size() const { return static_cast<int>(masters_.size()); }

  /// Amounts of the members and, last, of water that make up amounts of the original masters and water.
  [[nodiscard]] std::vector<double> totals(std::span<const double> masters, double water) const;

  /// The chemistry over this basis, for problems of given temperature: heats of formation are not rewritten. Masters that
  /// left it are its last secondary species, phases are undissolved masters.
  [[nodiscard]] Definition definition() const;
  /// Index in `definition()` of a species of the original.
  [[nodiscard]] int species(int original) const;

 private:
  [[nodiscard]] Expression rewrite(const std::vector<std::pair<int, double>>& masters) const;
  [[nodiscard]] SecondarySpecies secondary(SecondarySpecies like, const Expression& expression) const;

  Definition original_;
  std::vector<Expression> masters_;  ///< of the original, over the present basis
  std::vector<std::string> phases_;  ///< by member; empty: the original master
};

}  // namespace raffinate::aqueous
