#pragma once
#include <complex>
#include <span>
#include <vector>

#include "solvers/state_jacobian.hpp"

namespace raffinate::solvers {

/// The eigenvalues of a Jacobian closest to zero [1/s], slowest first, at most `count`; those closer than 1e-8/s, the
/// ones of conserved quantities, are left out. Empty if Arnoldi's iteration (Spectra) does not find them. The Jacobian
/// must have been evaluated; it is left factorised.
[[nodiscard]] std::vector<std::complex<double>> slow_modes(StateJacobian& jacobian, int count);

/// Eigenvalues with a positive real part [1/s], between 1e-7 and 1 1/s in size: a state that has one is left as soon as
/// it is disturbed. A controller that swings is rarely among the slow modes. Looks for them decade by decade with Cayley's
/// transform (Meerbergen, Spence, Roose, BIT 34 (1994) 409); one that hardly grows among many that hardly fade may be missed.
/// `inverse_sizes`: one over the size of each state, as of inverse_sizes().
[[nodiscard]] std::vector<std::complex<double>> growing_modes(StateJacobian& jacobian,
                                                               std::span<const double> inverse_sizes);

}  // namespace raffinate::solvers
