#include <catch2/catch.hpp>
#include <cmath>

#include "specimen.hpp"

using namespace raffinate;
using namespace raffinate::examination;

TEST_CASE("every unit operation comes to rest under constant feeds") {
  constexpr double hour = 3600.0, long_time = 5000.0 * hour;  // [s]
  for (auto& s : specimens()) {
    if (s.model().state_count() == 0 || s.has_modes()) continue;  // what has modes is not meant to come to rest
    INFO(s.subject().title);
    State dx(s.visited().front().size());
    const State x = s.integrate(s.visited().back(), long_time, 1e-7);
    REQUIRE(s.rates(x, dx));
    double worst = 0.0;
    std::string where;
    for (int i = 0; i < s.model().state_count(); ++i) {
      const auto k = static_cast<std::size_t>(i);
      const double drift = std::abs(dx[k]) * hour / (std::abs(x[k]) + s.model().nominal()[k]);
      if (drift <= worst) continue;
      worst = drift;
      where = s.model().unknown_name(i);
    }
    INFO(where);
    CHECK(worst < 1e-5);  // of itself in an hour: far below the tolerance of the integration
  }
}
