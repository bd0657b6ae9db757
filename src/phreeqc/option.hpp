#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "phreeqc/text.hpp"

namespace raffinate::phreeqc {

/// Options of the blocks that are read; those not used have names too, to be listed as skipped.
enum class Option {
  no_check, check, mole_balance, gamma, llnl_gamma, co2_llnl_gamma, activity_water,
  log_k, delta_h, analytic, add_logk, add_constant, volume,
  critical_temperature, critical_pressure, acentric_factor,
  b0, b1, b2, c0, theta, lambda, zeta, psi, mu, eta, alphas, macinnes, use_etheta, redox,
  epsilon, epsilon1,
  temperatures, dh_a, dh_b, bdot, co2_coefs,
  skipped,  ///< known to PHREEQC, not used here
  unknown   ///< "-word" that is no option of the block
};

struct Spelling {
  std::string_view text;  ///< lower case
  Option option;
};

/// The option a line starts with; empty if it is not an option line. With a leading "-" the word may be shortened, and
/// the first match in the order of `spellings` counts; without, it must be written in full. Any case.
[[nodiscard]] std::optional<Option> find_option(const Line& line, std::span<const Spelling> spellings);

}  // namespace raffinate::phreeqc
