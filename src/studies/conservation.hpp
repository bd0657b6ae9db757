#pragma once
#include <span>
#include <string>
#include <vector>

#include "model/workspace.hpp"
#include "solvers/state_jacobian.hpp"

namespace raffinate::studies {

/// A linear combination of inventories that no process and no flow can change back: only a constant feed adds to it.
struct Conserved {
  std::string what;   ///< "Mo", "Na2WO4:2H2O", "liquid volume" ...
  std::string where;  ///< units: "leach_1, ccd_1"
  double rate = 0;    ///< what the feeds add, in `unit`; zero: it stays what it was at the start
  std::string unit;   ///< "mol/h", "m3/h" ...
  bool grows = false;  ///< rate is not zero: there is no steady state
  bool readable = true;  ///< an element, or a sum of few states
};

/// A stretch of a transient, against which it is checked what is said to grow.
struct Stretch {
  double duration = 0;  ///< [s]
  std::span<const double> before, after;
};

/// All of them, at time t [s] and unknowns x, where the equations can be evaluated. Leaves `jacobian` evaluated there. With
/// `seen`, a stretch that ends there, what grows must have grown at the same rate all along: a singular Jacobian alone may
/// be due to a state that makes no sense.
[[nodiscard]] std::vector<Conserved> conserved_quantities(model::Workspace& workspace,
                                                          solvers::StateJacobian& jacobian, double t,
                                                          const std::vector<double>& x, const Stretch* seen = nullptr);

/// "Mo in leach_1, ccd_1 grows by 0.31 mol/h: it enters and cannot leave".
[[nodiscard]] std::string to_text(const Conserved& conserved);

}  // namespace raffinate::studies
