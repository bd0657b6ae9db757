#include "numerics/sparsity.hpp"

#include <algorithm>
#include <numeric>

namespace raffinate::numerics {

namespace {

std::vector<std::vector<int>> columns_by_row(const Sparsity& pattern) {
  std::vector<std::vector<int>> columns(static_cast<std::size_t>(pattern.size));
  for (int j = 0; j < pattern.size; ++j)
    for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k)
      columns[pattern.row[k]].push_back(j);
  return columns;
}

bool is_lone_diagonal(const Sparsity& pattern, int column) {
  const int first = pattern.column_start[column];
  return pattern.column_start[column + 1] - first == 1 && pattern.row[first] == column;
}

}  // namespace

Colouring colour_columns(const Sparsity& pattern) {
  const auto columns_of_row = columns_by_row(pattern);
  const auto entries = [&](int j) { return pattern.column_start[j + 1] - pattern.column_start[j]; };
  std::vector<int> order(static_cast<std::size_t>(pattern.size));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return entries(a) > entries(b); });

  Colouring result{std::vector<int>(order.size(), -1), 0};
  std::vector<int> taken_by(order.size() + 1, -1);  // colour -> last column it was forbidden for
  for (int j : order) {
    if (is_lone_diagonal(pattern, j)) continue;
    for (int k = pattern.column_start[j]; k < pattern.column_start[j + 1]; ++k)
      for (int other : columns_of_row[pattern.row[k]])
        if (result.colour[other] >= 0) taken_by[result.colour[other]] = j;
    int colour = 0;
    while (taken_by[colour] == j) ++colour;
    result.colour[j] = colour;
    result.count = std::max(result.count, colour + 1);
  }
  return result;
}

}  // namespace raffinate::numerics
