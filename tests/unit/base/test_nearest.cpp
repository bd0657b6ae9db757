#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/nearest.hpp"

using namespace raffinate;

namespace {
const std::vector<std::string> keys{"volume", "weir_time", "reactions", "slurry", "Na2WO4"};
}

TEST_CASE("a slip of the pen finds the word that was meant") {
  CHECK(base::nearest("volum", keys) == "volume");
  CHECK(base::nearest("slury", keys) == "slurry");
  CHECK(base::nearest("raections", keys) == "reactions");  // swapped letters count once
  CHECK(base::nearest("weir-time", keys) == "weir_time");
  CHECK(base::nearest("VOLUME", keys) == "volume");
  CHECK(base::nearest("na2wo4", keys) == "Na2WO4");
}

TEST_CASE("a word that resembles nothing gets no suggestion") {
  CHECK_FALSE(base::nearest("pressure", keys));
  CHECK_FALSE(base::nearest("", keys));
  CHECK_FALSE(base::nearest("x", {}));
  CHECK_FALSE(base::nearest("m", {"h", "s"}));
}

TEST_CASE("of two candidates the nearer one is suggested") {
  CHECK(base::nearest("leach_3", {"leach_1", "leach_3b", "leach_30"}) == "leach_1");
  CHECK(base::nearest("leach_33", {"leach_1", "leach_3b"}) == "leach_3b");
}

TEST_CASE("a suggestion completes a message") {
  CHECK(base::did_you_mean("volum", keys) == "; did you mean \"volume\"?");
  CHECK(base::did_you_mean("pressure", keys).empty());
}
