#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/data_directory.hpp"

using namespace raffinate;

TEST_CASE("the environment chooses the data directory before the one compiled in") {
  REQUIRE(setenv("RAFFINATE_DATA", "/some/where", 1) == 0);
  CHECK(base::data_directory() == "/some/where");
  REQUIRE(setenv("RAFFINATE_DATA", "", 1) == 0);
  CHECK(base::data_directory().filename() == "thermo-data");
  REQUIRE(unsetenv("RAFFINATE_DATA") == 0);
  CHECK(base::data_directory().filename() == "thermo-data");
}
