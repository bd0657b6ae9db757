#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "numerics/sparsity.hpp"

using namespace raffinate::numerics;

namespace {

/// A pattern from its entries (row, column); the diagonal is added.
Sparsity pattern_of(int size, std::set<std::pair<int, int>> entries) {
  for (int i = 0; i < size; ++i) entries.emplace(i, i);
  Sparsity p;
  p.size = size;
  p.column_start.push_back(0);
  for (int j = 0; j < size; ++j) {
    for (int i = 0; i < size; ++i)
      if (entries.count({i, j}) != 0) p.row.push_back(i);
    p.column_start.push_back(p.nonzeros());
  }
  return p;
}

/// Whether no row has two columns of one colour.
bool is_valid(const Sparsity& p, const Colouring& colouring) {
  std::set<std::pair<int, int>> taken;  // row, colour
  for (int j = 0; j < p.size; ++j) {
    const int colour = colouring.colour[static_cast<std::size_t>(j)];
    if (colour < 0) continue;
    if (colour >= colouring.count) return false;
    for (int k = p.column_start[static_cast<std::size_t>(j)]; k < p.column_start[static_cast<std::size_t>(j) + 1]; ++k)
      if (!taken.emplace(p.row[static_cast<std::size_t>(k)], colour).second) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("columns of one colour share no row, whatever the pattern") {
  std::mt19937 random(1);
  for (int trial = 0; trial < 50; ++trial) {
    const int size = 1 + static_cast<int>(random() % 60);
    std::set<std::pair<int, int>> entries;
    const auto any = [&] { return static_cast<int>(random() % static_cast<unsigned>(size)); };
    for (int k = 0; k < 3 * size; ++k) entries.emplace(any(), any());
    const auto p = pattern_of(size, entries);
    CHECK(is_valid(p, colour_columns(p)));
  }
}

TEST_CASE("a banded matrix needs as many colours as its band is wide") {
  std::set<std::pair<int, int>> entries;
  for (int i = 0; i < 100; ++i)
    for (int j = std::max(0, i - 1); j <= std::min(99, i + 1); ++j) entries.emplace(i, j);
  const auto p = pattern_of(100, entries);
  const auto colouring = colour_columns(p);
  CHECK(is_valid(p, colouring));
  CHECK(colouring.count >= 3);
  CHECK(colouring.count <= 4);  // greedy
}

TEST_CASE("a dense matrix needs a colour per column") {
  std::set<std::pair<int, int>> entries;
  for (int i = 0; i < 9; ++i)
    for (int j = 0; j < 9; ++j) entries.emplace(i, j);
  CHECK(colour_columns(pattern_of(9, entries)).count == 9);
}

TEST_CASE("columns that hold only their diagonal need no sweep, as those of a ledger") {
  const auto p = pattern_of(4, {{2, 0}, {3, 0}, {2, 1}});
  const auto colouring = colour_columns(p);
  CHECK(colouring.colour[2] == -1);
  CHECK(colouring.colour[3] == -1);
  CHECK(colouring.count == 2);
}

TEST_CASE("colouring is the same every time") {
  const auto p = pattern_of(5, {{0, 1}, {1, 2}, {3, 0}, {4, 2}});
  CHECK(colour_columns(p).colour == colour_columns(p).colour);
}
