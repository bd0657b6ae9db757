#include "reactions/size_grid.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <stdexcept>

using Catch::Matchers::WithinRel;
using raffinate::reactions::SizeGrid;

TEST_CASE("a geometric grid has a constant ratio of edges and ends where asked") {
  const SizeGrid grid = SizeGrid::geometric(1e-6, 500e-6, 10);
  REQUIRE(grid.size() == 10);
  CHECK_THAT(grid.lower(0), WithinRel(1e-6, 1e-12));
  CHECK(grid.upper(9) == 500e-6);
  CHECK(grid.largest() == 500e-6);
  const double ratio = grid.upper(0) / grid.lower(0);
  for (int i = 1; i < grid.size(); ++i) {
    CHECK(grid.lower(i) == grid.upper(i - 1));
    CHECK_THAT(grid.upper(i) / grid.lower(i), WithinRel(ratio, 1e-12));
  }
}

TEST_CASE("a linear grid has a constant spacing and may start at zero") {
  const SizeGrid grid = SizeGrid::linear(0.0, 1e-3, 4);
  CHECK(grid.lower(0) == 0.0);
  CHECK_THAT(grid.upper(1), WithinRel(0.5e-3, 1e-12));
  CHECK_THAT(grid.upper(2) - grid.lower(2), WithinRel(0.25e-3, 1e-12));
}

TEST_CASE("the mean size and the mean cube lie inside the class") {
  const SizeGrid grid = SizeGrid::geometric(1e-6, 1e-3, 12);
  for (int i = 1; i < grid.size(); ++i) {
    CHECK(grid.mean(i) > grid.lower(i));
    CHECK(grid.mean(i) < grid.upper(i));
    CHECK(grid.mean_cube(i) > grid.lower(i) * grid.lower(i) * grid.lower(i));
    CHECK(grid.mean_cube(i) < grid.upper(i) * grid.upper(i) * grid.upper(i));
  }
  CHECK_THAT(grid.mean_cube(0),
             WithinRel(grid.upper(0) * grid.upper(0) * grid.upper(0) / 4.0, 1e-12));
}

TEST_CASE("a grid that cannot exist is refused") {
  CHECK_THROWS_AS(SizeGrid::geometric(0.0, 1e-3, 10), std::invalid_argument);
  CHECK_THROWS_AS(SizeGrid::geometric(1e-3, 1e-6, 10), std::invalid_argument);
  CHECK_THROWS_AS(SizeGrid::geometric(1e-6, 1e-3, 0), std::invalid_argument);
  CHECK_THROWS_AS(SizeGrid::linear(-1e-6, 1e-3, 10), std::invalid_argument);
  CHECK_THROWS_AS(SizeGrid::geometric(1e-6, std::numeric_limits<double>::quiet_NaN(), 10),
                  std::invalid_argument);
  CHECK_THROWS_AS(SizeGrid::geometric(1e-6, std::numeric_limits<double>::infinity(), 10),
                  std::invalid_argument);
}
