#pragma once
#include <algorithm>
#include <type_traits>

#include "aqueous/slot.hpp"

namespace raffinate::unitops {

/// Everything a unit operation reads and writes during one evaluation, in SI units.
///
/// Order of calls: `observe` of every unit (own states only), `outlets` of every unit (upstream
/// first), then `rates` of every unit.
///
/// When a Jacobian is formed, derivatives through a value that depends on much, and on which much depends, take two
/// short steps instead of a long one: what it was computed from is kept in `passed`, and it goes on as a `variable` of
/// its own. Speciations are such values; others go through `pass`.
template <class S>
struct Io {
  double t = 0.0;               ///< time [s]; smooth use only, jumps belong to `stop_time`
  double period_start = 0.0;    ///< last stop time passed [s]: which step of a schedule is in force
  int mode = 0;                 ///< own mode in force, by order of declaration
  double mode_since = 0.0;      ///< when it began [s]
  const S* x = nullptr;         ///< own states
  S* dx = nullptr;              ///< their derivatives, zero on entry of `rates`
  const S* const* in = nullptr; ///< flows by inlet port and entry [mol/s, kg/s, W ...]
  S* const* out = nullptr;      ///< flows by outlet port and entry; untouched entries are zero
  S* channel = nullptr;         ///< own channels
  const S* const* signal = nullptr;  ///< channels of other units, by signal input
  S* energy = nullptr;          ///< own energy terms [W]
  S* work = nullptr;            ///< own scratch values; as the last evaluation left them
  const aqueous::Slot* slot = nullptr;
  int slot_count = 0;
  S* const* liquid = nullptr;   ///< storage for the outputs of each slot
  bool* failed = nullptr;       ///< set when a slot did not converge
  S* passed = nullptr;          ///< inputs of every slot, then values given to `pass`; null outside of Jacobians
  const S* variable = nullptr;  ///< what `pass` returns instead

  /// Runs slot `i` and keeps its outputs in `liquid[i]`.
  void solve(int i, const S* inputs) const {
    if (passed != nullptr) {
      std::copy_n(inputs, slot[i].equilibrium().input_count(), passed + first_input(i));
    } else if (!slot[i].solve(inputs, liquid[i])) {
      *failed = true;
    }
  }
  /// `value`, by which derivatives pass in two steps; `i` from `Layout::pass`.
  S pass(int i, const S& value) const {
    if constexpr (!std::is_same_v<S, double>) {
      if (passed != nullptr) {
        passed[first_input(slot_count) + i] = value;
        S result = variable[i];
        result.v = value.v;
        return result;
      }
    }
    return value;
  }

 private:
  [[nodiscard]] int first_input(int i) const {
    int first = 0;
    for (int k = 0; k < i; ++k) first += slot[k].equilibrium().input_count();
    return first;
  }
};

}  // namespace raffinate::unitops
