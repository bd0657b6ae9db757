#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "thermo/species.hpp"

namespace raffinate::thermo {

/// What a coefficient of Pitzer's equations is of; c0 is C-phi, alphas replace alpha1 and alpha2 of a pair.
enum class PitzerKind { b0, b1, b2, c0, theta, lambda, zeta, psi, mu, eta, alphas };

/// How many species a coefficient takes.
[[nodiscard]] constexpr std::size_t species_count(PitzerKind kind) {
  const bool three =
      kind == PitzerKind::zeta || kind == PitzerKind::psi || kind == PitzerKind::mu || kind == PitzerKind::eta;
  return three ? 3 : 2;
}

/// One coefficient of Pitzer's equations, two or three species in any order. With Tr = 298.15 K:
///   P(T) = a0 + a1 (1/T - 1/Tr) + a2 ln(T/Tr) + a3 (T - Tr) + a4 (T^2 - Tr^2) + a5 (1/T^2 - 1/Tr^2)
/// alphas: alpha1 = a0, alpha2 = a1 [(kg/mol)^1/2].
struct PitzerCoefficient {
  PitzerKind kind = PitzerKind::b0;
  std::vector<std::string> species;
  std::array<double, 6> a{};
  Source source;
};

}  // namespace raffinate::thermo
