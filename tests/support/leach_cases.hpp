#pragma once

#include <vector>

#include "support/kinetic_leach.hpp"

namespace raffinate::test {

/// Batches that other programs have integrated too, six hours at 80 C; see docs/performance.md.
[[nodiscard]] LeachCase tungsten_trioxide_in_soda();           ///< WO3 in 2 mol/kg NaOH, B-dot model
[[nodiscard]] LeachCase tungsten_trioxide_used_up();           ///< the same, 0.3 mol at a higher rate
[[nodiscard]] LeachCase tungsten_trioxide_in_soda_pitzer();    ///< Pitzer's model, illustrative parameters
[[nodiscard]] LeachCase tungsten_trioxide_by_concentration();  ///< the first, driven by n(Na) - 2 n(W)
[[nodiscard]] LeachCase five_oxides_in_sulfuric_acid();

/// Every 216 s to six hours.
[[nodiscard]] std::vector<double> leach_times();

}  // namespace raffinate::test
