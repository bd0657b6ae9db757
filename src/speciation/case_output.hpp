#pragma once

#include <string>
#include <vector>

#include "speciation/case_table.hpp"
#include "speciation/speciator.hpp"

namespace raffinate::speciation {

enum class Detail { all, summary };

/// Results of a table of solutions as a table: a row per case, columns `status`, `pH`, ..., then `total_`, `mineral_`
/// (amount left of a mineral that reacts), `m_`
/// (molality), `la_` (log10 activity) and `si_` (saturation index or log10 fugacity) of everything that occurs in any
/// case. Fields that a case does not have are empty. `summary` leaves out species and phases.
[[nodiscard]] std::string to_csv(const std::vector<Case>& cases, const std::vector<Result>& results, Detail detail);

}  // namespace raffinate::speciation
