#pragma once

#include <cstddef>

namespace raffinate::aqueous {

/// Rows of dense matrices are a multiple of this apart, so that whole vectors of a processor can be read; what a row has
/// more than its matrix needs is zero.
constexpr std::size_t padding = 4;

[[nodiscard]] constexpr std::size_t padded(std::size_t n) { return (n + padding - 1) / padding * padding; }

}  // namespace raffinate::aqueous
