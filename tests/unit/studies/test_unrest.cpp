#include <catch2/catch.hpp>
#include <cmath>

#include "flowsheet/flowsheet.hpp"
#include "model/workspace.hpp"
#include "solvers/dynamic_solver.hpp"
#include "studies/unrest.hpp"

using namespace raffinate;

namespace {

constexpr double hour = 3600.0;

/// Brine goes round between a tank and an evaporator: 100 kg/h of 1 % salt enter, `evaporation` leaves as water, the rest as bleed.
std::shared_ptr<const model::Model> brine(const std::string& evaporation) {
  auto sheet = flowsheet::parse(R"(
title: Brine with a bleed
run: {duration: 10 h}
units:
  brine: {type: feed, mass_flow: 100 kg/h, material: {composition: {NaCl: 1 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
  evaporator: {type: crystalliser, volume: 1 m3, evaporation: 50 kg/h}
  split: {type: splitter, fraction: 10 %}
streams:
  in: {from: brine, to: tank.feed}
  over: {from: tank.out, to: evaporator.feed}
  vapour: {from: evaporator.vapour, to: emission}
  strong: {from: evaporator.magma, to: split.feed}
  bleed: {from: split.first, to: bleed}
  back: {from: split.second, to: tank.feed}
)", "brine.yaml", {"units.evaporator.evaporation=" + evaporation});
  return model::Model::compile(std::move(sheet.plant));
}

/// What is seen of a transient between two times [h].
studies::Unrest watch(const std::shared_ptr<const model::Model>& model, double begin, double end) {
  constexpr int looks = 20;
  model::Workspace workspace(model);
  solvers::DynamicSolver solver(workspace, {});
  solver.start(0.0, model->initial());
  const auto reach = [&](double t) {
    for (double reached = 0.0; reached < t;) reached = solver.advance(t, t).t;
  };
  reach(begin * hour);
  studies::Unrest unrest(*model);
  unrest.begin(begin * hour, solver.state());
  for (int k = 1; k <= looks; ++k) {
    const double t = (begin + (end - begin) * k / looks) * hour;
    reach(t);
    unrest.add(t, solver.state());
  }
  return unrest;
}

}  // namespace

TEST_CASE("what enters and hardly leaves is said to grow, with its rate, its share and where it is") {
  const auto model = brine("95 kg/h");
  const auto unrest = watch(model, 5.0, 10.0);  // of 400 h that the bleed of 5 kg/h needs to change the 2 m3
  const auto texts = unrest.piling_up();
  REQUIRE(texts.size() == 2);  // chloride and sodium; of water as much leaves as enters
  // 1 kg/h of 58.44 g/mol enter, 17.1 mol/h; at 7.5 h some 2 % of that leave.
  CHECK_THAT(texts[0], Catch::Matches("(Cl|Na) grows by 16\\.[6-9] mol/h, 9[789] % of what enters, mostly in (tank|evaporator).*"));
  CHECK(unrest.swinging().empty());
}

TEST_CASE("a plant at rest piles nothing up") {
  const auto model = brine("50 kg/h");
  const auto unrest = watch(model, 2000.0, 2100.0);
  CHECK(unrest.piling_up().empty());
  CHECK(unrest.swinging().empty());
}

TEST_CASE("the state that went up and down most is said to swing, one that only drifted is not") {
  const auto model = brine("50 kg/h");
  auto x = model->initial();
  const auto index = [&](const std::string& name) {
    const auto& unit = model->units()[1];
    for (std::size_t i = 0; i < unit.layout.states.size(); ++i)
      if (unit.layout.states[i].name == name) return static_cast<std::size_t>(unit.first_state) + i;
    throw std::invalid_argument(name);
  };
  const auto mass = index("liquid_mass"), chloride = index("Cl-");
  studies::Unrest unrest(*model);
  x[mass] = 1000.0;
  unrest.begin(0.0, x);
  for (int k = 1; k <= 40; ++k) {
    x[mass] = 1000.0 + 50.0 * std::sin(0.5 * k);
    x[chloride] += 100.0;
    unrest.add(k * hour, x);
  }
  const auto texts = unrest.swinging();
  REQUIRE(texts.size() == 1);
  CHECK_THAT(texts[0], Catch::Matches("liquid_mass in tank swings between 950 and 1.05e\\+03 kg"));
}
