#pragma once
#include <vector>

namespace raffinate::numerics {

/// Compressed-column pattern of a square matrix, rows ascending, diagonal always present.
struct Sparsity {
  int size = 0;
  std::vector<int> column_start;  ///< size + 1 offsets into `row`
  std::vector<int> row;

  [[nodiscard]] int nonzeros() const { return static_cast<int>(row.size()); }
};

/// Columns of one colour share no row, so one forward sweep in their joint direction yields all of
/// them at once.
struct Colouring {
  std::vector<int> colour;  ///< per column; -1 for columns that hold only their diagonal constant 0
  int count = 0;
};

/// Greedy distance-2 colouring, columns with most entries first (Curtis, Powell and Reid 1974).
Colouring colour_columns(const Sparsity& pattern);

}  // namespace raffinate::numerics
