#pragma once
#include "aqueous/slot.hpp"

namespace raffinate::unitops {

/// Everything a unit operation reads and writes during one evaluation, in SI units.
///
/// Order of calls: `observe` of every unit (own states only), `outlets` of every unit (upstream
/// first), then `rates` of every unit.
template <class S>
struct Io {
  double t = 0.0;               ///< time [s]; smooth use only, jumps belong to `stop_time`
  double period_start = 0.0;    ///< last stop time passed [s]: which step of a schedule is in force
  const S* x = nullptr;         ///< own states
  S* dx = nullptr;              ///< their derivatives, zero on entry of `rates`
  const S* const* in = nullptr; ///< flows by inlet port and entry [mol/s, kg/s, W ...]
  S* const* out = nullptr;      ///< flows by outlet port and entry; untouched entries are zero
  S* channel = nullptr;         ///< own channels
  const S* const* signal = nullptr;  ///< channels of other units, by signal input
  S* energy = nullptr;          ///< own energy terms [W]
  S* work = nullptr;            ///< own scratch values; as the last evaluation left them
  const aqueous::Slot* slot = nullptr;
  S* const* liquid = nullptr;   ///< storage for the outputs of each slot
  bool* failed = nullptr;       ///< set when a slot did not converge

  /// Runs slot `i` and keeps its outputs in `liquid[i]`.
  void solve(int i, const S* inputs) const {
    if (!slot[i].solve(inputs, liquid[i])) *failed = true;
  }
};

}  // namespace raffinate::unitops
