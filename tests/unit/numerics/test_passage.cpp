#include <catch2/catch.hpp>

#include "numerics/dependency.hpp"
#include "numerics/dual.hpp"
#include "numerics/passage.hpp"

using namespace raffinate::numerics;

TEST_CASE("without a place to be kept, a value goes on as it is") {
  Dual x(3.0);
  x.d[0] = 2.0;
  const Dual y = Passage<Dual>{}(0, x);
  CHECK(y.v == 3.0);
  CHECK(y.d[0] == 2.0);
  CHECK(Passage<double>{}(0, 3.0) == 3.0);
}

TEST_CASE("a value that is passed on keeps its number and leaves its derivatives behind") {
  Dual x(3.0), kept[2], variable[2];
  x.d[0] = 2.0;
  variable[1].v = 99.0;  // of an earlier evaluation
  variable[1].d[4] = 1.0;
  const Dual y = Passage<Dual>{kept, variable}(1, x);
  CHECK(y.v == 3.0);
  CHECK(y.d[0] == 0.0);
  CHECK(y.d[4] == 1.0);
  CHECK(kept[1].d[0] == 2.0);
}

TEST_CASE("a value that is passed on depends on its variable only") {
  const Dependency x = Dependency::unknown(3.0, 5);
  Dependency kept[1], variable[1] = {Dependency::unknown(0.0, 7)};
  const Dependency y = Passage<Dependency>{kept, variable}(0, x);
  CHECK(y.depends_on(7));
  CHECK_FALSE(y.depends_on(5));
  CHECK(kept[0].depends_on(5));
}

TEST_CASE("a passage that begins later counts from there, and nowhere is nowhere") {
  Dual kept[3], variable[3];
  (void)Passage<Dual>{kept, variable}.from(1)(1, Dual(4.0));
  CHECK(kept[2].v == 4.0);
  CHECK(Passage<Dual>{}.from(3).passed == nullptr);
}
