#pragma once

#include <vector>

namespace raffinate::aqueous {

/// A coefficient of one sparse row.
struct Entry {
  int column = 0;
  double value = 0;
};

/// Sparse rows stored one after another.
struct SparseRows {
  std::vector<int> start{0};
  std::vector<Entry> entries;

  void end_row() { start.push_back(static_cast<int>(entries.size())); }
  [[nodiscard]] const Entry* begin(std::size_t row) const { return entries.data() + start[row]; }
  [[nodiscard]] const Entry* end(std::size_t row) const { return entries.data() + start[row + 1]; }
};

}  // namespace raffinate::aqueous
