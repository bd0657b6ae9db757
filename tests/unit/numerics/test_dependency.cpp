#include <catch2/catch.hpp>

#include "numerics/dependency.hpp"

using namespace raffinate::numerics;

namespace {

std::vector<int> unknowns_of(const Dependency& x) {
  std::vector<int> found;
  for (int i = 0; i < 300; ++i)
    if (x.depends_on(i)) found.push_back(i);
  return found;
}

}  // namespace

TEST_CASE("a number remembers the unknowns it was computed from") {
  const auto a = Dependency::unknown(2.0, 0), b = Dependency::unknown(3.0, 63), c = Dependency::unknown(5.0, 200);
  CHECK(unknowns_of(a * b + 1.0) == std::vector<int>{0, 63});
  CHECK(unknowns_of(exp(c) / a) == std::vector<int>{0, 200});
  CHECK(unknowns_of(Dependency(4.0)).empty());
  CHECK((a * b - c / a).v == Approx(3.5));
  Dependency sum(0.0);
  sum += b;
  sum *= 2.0;
  sum -= c;
  CHECK(unknowns_of(sum) == std::vector<int>{63, 200});
  CHECK(sum.v == Approx(1.0));
}

TEST_CASE("an unknown that cancels or is multiplied by zero still counts") {
  const auto a = Dependency::unknown(2.0, 7);
  CHECK(unknowns_of(a - a) == std::vector<int>{7});
  CHECK(unknowns_of(0.0 * a) == std::vector<int>{7});
  CHECK(unknowns_of(a * Dependency(0.0)) == std::vector<int>{7});
}

TEST_CASE("all functions pass dependencies on") {
  const auto a = Dependency::unknown(0.5, 11);
  for (const auto& y : {exp(a), log(a), log1p(a), sqrt(a), cbrt(a), tanh(a), pow(a, 2.0), -a, 1.0 - a, 1.0 / a})
    CHECK(unknowns_of(y) == std::vector<int>{11});
}

TEST_CASE("merging adds dependencies and leaves the value") {
  auto a = Dependency::unknown(2.0, 1);
  a.merge(Dependency::unknown(9.0, 130));
  CHECK(a.v == 2.0);
  CHECK(unknowns_of(a) == std::vector<int>{1, 130});
}
