#pragma once

#include <cstddef>

#include "aqueous/padding.hpp"
#include "aqueous/sparse_rows.hpp"

namespace raffinate::aqueous {

/// The loops that take most of the time of a speciation, in a version for any processor and one for x86 with AVX2 and
/// fused multiplication. Which of them runs is found when the program starts: the last digits of a solution depend on
/// the processor, but not on the run. Rows of matrices are `stride` apart and padded.
struct Kernels {
  /// e^min(x, largest) of n values to about a unit in the last place; largest up to 709. Below -708 that of -708.
  void (*exponentials)(const double* x, double largest, double* to, std::size_t n) noexcept;
  /// to_i = sum_j a_ij x_j for `rows` rows; x has `stride` values.
  void (*multiply)(const double* a, std::size_t rows, std::size_t stride, const double* x, double* to) noexcept;
  /// to_j += sum_i x_i a_ij for `rows` rows; `to` has `stride` values.
  void (*add_transposed)(const double* a, std::size_t rows, std::size_t stride, const double* x, double* to) noexcept;
  /// a_ij += x_i y_j for `rows` rows; y has `stride` values.
  void (*add_outer)(const double* x, const double* y, double* a, std::size_t rows, std::size_t stride) noexcept;
  /// to_j += sum over the entries of value times a_column,j; `to` has `stride` values.
  void (*add_rows)(const Entry* first, const Entry* last, const double* a, std::size_t stride, double* to) noexcept;
  /// Solves A X = B in place with what `factor` made of A, n x n; rows of B are `columns` apart and padded.
  void (*substitute)(const double* a, std::size_t n, std::size_t stride, const int* pivots, double* b,
                     std::size_t columns) noexcept;
};

extern const Kernels kernels;

}  // namespace raffinate::aqueous
