#pragma once

namespace raffinate::examination {

/// Calls of malloc and its kin (operator new included) in this program so far.
long allocations();

/// False where a sanitizer owns the heap: nothing is counted then.
bool allocations_are_counted();

}  // namespace raffinate::examination
