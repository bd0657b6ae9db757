#pragma once

#include "phreeqc/draft.hpp"
#include "phreeqc/option.hpp"
#include "thermo/log_k.hpp"

namespace raffinate::phreeqc {

/// Gas constant of PHREEQC's van 't Hoff equation [J/mol/K] (R_KJ_DEG_MOL in global_structures.h of PHREEQC 3), used to
/// get the same constants at other temperatures than 25 degC.
inline constexpr double phreeqc_gas_constant = 8.31470;

/// Takes an option line that belongs to a log K; false if the option is another one.
bool read_log_k_option(Draft& draft, Option option, const Line& line, WrittenLogK& k);

/// The log K of these options without the expressions to be added, in the analytic form: analytic as written,
/// otherwise log_k and delta_h by van 't Hoff: A1 = log_k + dH/(ln10 R 298.15), A3 = -dH/(ln10 R).
[[nodiscard]] thermo::LogK make_log_k(const WrittenLogK& k);

}  // namespace raffinate::phreeqc
