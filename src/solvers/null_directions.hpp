#pragma once
#include <span>
#include <vector>

#include "solvers/state_jacobian.hpp"

namespace raffinate::solvers {

/// Left directions l (l J = 0) are what the equations keep or only feed: d(l x)/dt = l f whatever x is.
/// Right directions r (J r = 0) are changes of the states which change no rate.
enum class Side { left, right };

/// Directions in which a Jacobian is singular: along which a unit of state changes less than 1e-9 units in a second.
/// Each has the value 1 in a state of its own, where the others are 0, so each involves few states.
///
/// `weights`: one over the unit in which each state is measured. Such that what passes from one state to the next keeps
/// its number, moles for amounts: with weights by size, a long train of vessels with little in them
/// would look singular, as a small part of what is upstream is much for them. The Jacobian must have been evaluated; it is left factorised. An inverse
/// subspace iteration, so the cost is that of some hundred solutions, more
/// if there are more than eight directions; it stops at 128 of them.
[[nodiscard]] std::vector<std::vector<double>> null_directions(StateJacobian& jacobian, std::span<const double> weights,
                                                               Side side);

}  // namespace raffinate::solvers
