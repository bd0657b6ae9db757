#pragma once
#include <type_traits>

namespace raffinate::numerics {

/// Lets derivatives through a value that depends on much, and on which much depends, take two short steps instead of a
/// long one: what it was computed from is kept in `passed`, and it goes on as a `variable` of its own. Without these, as
/// in right-hand sides, values go on as they are.
template <class S>
struct Passage {
  S* passed = nullptr;
  const S* variable = nullptr;

  S operator()(int i, const S& value) const {
    if constexpr (!std::is_same_v<S, double>) {
      if (passed != nullptr) {
        passed[i] = value;
        S result = variable[i];
        result.v = value.v;
        return result;
      }
    }
    return value;
  }
  /// The passage whose first value is the i-th of this one.
  [[nodiscard]] Passage from(int i) const { return passed == nullptr ? *this : Passage{passed + i, variable + i}; }
};

}  // namespace raffinate::numerics
