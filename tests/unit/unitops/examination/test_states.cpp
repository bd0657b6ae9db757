#include <catch2/catch.hpp>
#include <algorithm>
#include <cmath>
#include <limits>

#include "specimen.hpp"

using namespace raffinate;
using namespace raffinate::examination;

namespace {

bool all_finite(const State& values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

}  // namespace

TEST_CASE("nothing that is not there is taken away") {
  for (auto& s : specimens()) {
    INFO(s.subject().title);
    State dx(s.visited().front().size());
    double worst = 0.0;
    std::string where;
    for (const auto& base : s.admissible_states(10, 5))
      for (const auto& inventory : s.inventories())
        for (std::size_t k = 0; k < inventory.amounts.size(); ++k) {
          // The proton excess may have either sign.
          if (s.components()[s.components().component_of(inventory.entries[k])].name == "H+") continue;
          const int i = inventory.amounts[k];
          State x = base;
          s.remove_amount(x, i);
          if (!s.rates(x, dx)) continue;  // no water, for one
          const double taken = -dx[static_cast<std::size_t>(i)] / s.model().nominal()[static_cast<std::size_t>(i)];
          if (taken <= worst) continue;
          worst = taken;
          where = s.model().unknown_name(i);
        }
    INFO(where);
    // Relative to the amount that error control resolves, per second: round-off of the floors in the chemistry.
    CHECK(worst <= 1e-12);
  }
}

TEST_CASE("rates and Jacobian are finite or refused at any state, and nothing is thrown") {
  constexpr double corners[] = {0.0, 0.0, 1.0, 1.0, 1e-6, 1e3, 1e6, -1e-6, -1.0};
  for (auto& s : specimens()) {
    INFO(s.subject().title);
    std::mt19937 random(6);
    State dx(s.visited().front().size()), values;
    int accepted = 0;
    std::string wrong;
    const auto try_state = [&](const State& x, const std::string& what) {
      if (s.rates(x, dx)) {
        ++accepted;
        if (!all_finite(dx)) wrong += what + ": rates; ";
      }
      if (s.jacobian(x, values) && !all_finite(values)) wrong += what + ": Jacobian; ";
    };
    try {
      for (int trial = 0; trial < 60; ++trial) {
        State x = s.random_state(random);
        const bool all = trial % 2 == 0;  // every state in a corner, or a few of them
        for (int i = 0; i < s.model().state_count(); ++i) {
          const auto k = static_cast<std::size_t>(i);
          if (all || random() % 8 == 0) x[k] = s.model().nominal()[k] * corners[random() % std::size(corners)];
        }
        try_state(x, "corner " + std::to_string(trial));
      }
      for (const double value : {0.0, std::nan(""), std::numeric_limits<double>::infinity(), -1e300}) {
        try_state(State(s.visited().front().size(), value), std::to_string(value));
        for (int i = 0; i < s.model().state_count(); i += 5) {
          State x = s.visited().back();
          x[static_cast<std::size_t>(i)] = value;
          if (std::isfinite(value)) try_state(x, s.model().unknown_name(i) + " = " + std::to_string(value));
          else static_cast<void>(s.rates(x, dx));
        }
      }
      // A way back: a refused state leaves nothing behind.
      CHECK(s.rates(s.visited().back(), dx));
    } catch (const std::exception& error) {
      FAIL_CHECK(error.what());
    }
    CHECK(accepted > 0);
    CHECK(wrong == "");
  }
}
