#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "speciation/rebased_equilibrium.hpp"

namespace raffinate::speciation {

/// Finds solutions that are not found from nothing by way of their neighbours in pH: along the activity of the proton
/// equilibria change little by little, where along non-ideality, or with the charge open, they may be out of reach.
class ProtonSearch {
 public:
  /// `equilibrium` is one with the pH given, `inputs` makes its inputs. Both must outlive the search.
  ProtonSearch(RebasedEquilibrium& equilibrium, std::function<std::vector<double>(double pH)> inputs)
      : equilibrium_(equilibrium), inputs_(std::move(inputs)) {}

  /// The solution at this pH, from one at a neighbouring pH if need be.
  [[nodiscard]] std::optional<LiquidState> reach(double pH);

  /// The solution in which `charge` [eq/kg], a function of its state, vanishes.
  [[nodiscard]] std::optional<LiquidState> close(const std::function<double(const LiquidState&)>& charge);

  /// After `close` found none: two solutions at the same pH between which the charge changes its sign.
  struct Jump {
    double pH = 0;
    double charge[2] = {0, 0};          ///< on the side of lower, of higher pH [eq/kg]
    double ionic_strength[2] = {0, 0};  ///< [mol/kg]
  };
  [[nodiscard]] const std::optional<Jump>& jump() const { return jump_; }
  /// Equilibrium steps taken.
  [[nodiscard]] int iterations() const { return iterations_; }

 private:
  struct Point {
    double pH = 0, charge = 0;
    LiquidState state;
  };
  bool solve(double pH);
  std::optional<LiquidState> narrow(Point low, Point high, const std::function<double(const LiquidState&)>& charge);

  RebasedEquilibrium& equilibrium_;
  std::function<std::vector<double>(double)> inputs_;
  std::optional<Jump> jump_;
  int iterations_ = 0;
};

}  // namespace raffinate::speciation
