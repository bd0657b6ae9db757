#pragma once
#include <complex>
#include <vector>

#include "solvers/state_jacobian.hpp"

namespace raffinate::solvers {

/// The eigenvalues of a Jacobian closest to zero [1/s], slowest first, at most `count`; those closer than 1e-8/s, the
/// ones of conserved quantities, are left out. A positive real part means that the state is unstable. Empty if Arnoldi's
/// iteration (Spectra) does not find them. The Jacobian must have been evaluated; it is left factorised.
[[nodiscard]] std::vector<std::complex<double>> slow_modes(StateJacobian& jacobian, int count);

}  // namespace raffinate::solvers
