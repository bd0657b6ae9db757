#include <catch2/catch.hpp>

#include "base/data_directory.hpp"
#include "numerics/dual.hpp"
#include "unitops/hot_contents.hpp"

using namespace raffinate;
using numerics::Dual;
using unitops::HotContents;
using unitops::Vessel;

namespace {

struct Furnace {
  explicit Furnace(double structure)
      : components(std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory())),
                   {"WC", "SiO2", "WO3", "N2"}, {{"WC", reactions::SizeGrid::geometric(1e-6, 1e-4, 5)}}),
        vessel(components, "") {
    for (int c = 0; c < components.size(); ++c) vessel.admit(c);
    vessel.declare(layout, 10.0);
    hot.declare(vessel, structure);
    x.assign(layout.states.size(), 0.0);
  }
  void charge() {
    for (int i = 0; i < 5; ++i) x[static_cast<std::size_t>(vessel.state(i))] = 1.0 + i;
    x[static_cast<std::size_t>(vessel.state_of("SiO2"))] = 30.0;
    x[static_cast<std::size_t>(vessel.state_of("WO3"))] = 7.0;
    x[static_cast<std::size_t>(vessel.state_of("N2"))] = 2.0;
  }
  reactions::ComponentList components;
  unitops::Layout layout;
  Vessel vessel;
  HotContents hot;
  std::vector<double> x;
};

}  // namespace

TEST_CASE("hot contents have the temperature whose heat they hold") {
  Furnace furnace(100.0);
  furnace.charge();
  bool failed = false;
  // Across the transitions of quartz (847 K) and of tungsten trioxide (1050 K).
  for (double T = 280.0; T < 1700.0; T += 3.7) {
    furnace.hot.set_temperature(T, furnace.x.data());
    CHECK(furnace.hot.temperature(furnace.x.data(), 0.0, &failed) == Approx(T).epsilon(1e-11));
  }
  CHECK_FALSE(failed);
}

TEST_CASE("an empty vessel is as hot as its structure") {
  Furnace furnace(100.0);
  bool failed = false;
  furnace.hot.set_temperature(1173.15, furnace.x.data());
  CHECK(furnace.hot.temperature(furnace.x.data(), 0.0, &failed) == Approx(1173.15).epsilon(1e-12));
  CHECK_FALSE(failed);
}

TEST_CASE("heat that belongs to no temperature is reported") {
  Furnace furnace(100.0);
  furnace.charge();
  bool failed = false;
  furnace.x[static_cast<std::size_t>(furnace.vessel.state(reactions::Aggregate::sensible_heat))] = -1e9;
  (void)furnace.hot.temperature(furnace.x.data(), 0.0, &failed);
  CHECK(failed);
}

TEST_CASE("the temperature of hot contents has the derivatives of the implicit function") {
  Furnace furnace(100.0);
  furnace.charge();
  bool failed = false;
  for (double T : {400.0, 849.0, 1047.0, 1300.0}) {
    furnace.hot.set_temperature(T, furnace.x.data());
    std::vector<Dual> dual(furnace.x.begin(), furnace.x.end());
    for (std::size_t j = 0; j < furnace.x.size(); ++j) {
      dual[j].d[0] = 1.0;
      const double exact = furnace.hot.temperature(dual.data(), 0.0, &failed).d[0];
      dual[j].d[0] = 0.0;
      const double kept = furnace.x[j], step = 1e-5 * (1.0 + std::abs(kept));
      furnace.x[j] = kept + step;
      const double above = furnace.hot.temperature(furnace.x.data(), 0.0, &failed);
      furnace.x[j] = kept - step;
      const double below = furnace.hot.temperature(furnace.x.data(), 0.0, &failed);
      furnace.x[j] = kept;
      CHECK(exact == Approx((above - below) / (2.0 * step)).epsilon(1e-4).margin(1e-7));
    }
  }
}

TEST_CASE("everything drawn from hot contents leaves the rest at their temperature") {
  Furnace furnace(100.0);
  furnace.charge();
  furnace.hot.set_temperature(1100.0, furnace.x.data());
  std::vector<double> flow(static_cast<std::size_t>(furnace.components.entry_count()), 0.0);
  bool failed = false;
  const double rate = 0.3, T = 1100.0;

  SECTION("solids alone") { furnace.hot.draw_charge(rate, T, furnace.x.data(), flow.data()); }
  SECTION("solids and gas") { furnace.hot.draw_all(rate, T, furnace.x.data(), flow.data()); }
  SECTION("gas alone") { furnace.vessel.draw_gas(rate, T, furnace.x.data(), flow.data()); }

  furnace.vessel.flow_out(flow.data(), furnace.x.data());
  CHECK(furnace.hot.temperature(furnace.x.data(), 0.0, &failed) == Approx(T).epsilon(1e-11));
}
