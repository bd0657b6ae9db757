#include <catch2/catch.hpp>
#include <cmath>

#include "base/errors.hpp"
#include "studies/parameter.hpp"
#include "unit/studies/leach_circuit.hpp"

using namespace raffinate;
using studies::Parameter;

namespace {

/// The circuit compiled, with what a parameter of it needs.
struct Circuit {
  flowsheet::Flowsheet sheet;
  std::shared_ptr<const model::Model> model;

  explicit Circuit(const std::vector<std::string>& overrides = {})
      : sheet(flowsheet::parse(test::leach_circuit, "circuit.yaml", overrides)),
        model(model::Model::compile(std::move(sheet.plant))) {}
  Parameter parameter(const std::string& path) const { return {sheet, path, *model}; }
  int unknown(const std::string& name) const {
    for (int i = 0; i < model->unknown_count(); ++i)
      if (model->unknown_name(i) == name) return i;
    throw std::invalid_argument(name);
  }
  std::string refusal(const std::string& path) const {
    try {
      static_cast<void>(parameter(path));
    } catch (const base::InputError& error) {
      return error.what();
    }
    return "accepted";
  }
};

}  // namespace

TEST_CASE("a parameter has its value as written and in SI") {
  const Circuit circuit({"units.leach.heating.setpoint=95 degC"});
  const auto setpoint = circuit.parameter("units.leach.heating.setpoint");
  CHECK(setpoint.written_value() == 95.0);
  CHECK(setpoint.unit() == "degC");
  CHECK(setpoint.value() == Approx(368.15));
  CHECK(setpoint.si_per_unit() == 1.0);
  const auto flow = circuit.parameter("units.scrap.mass_flow");
  CHECK(flow.value() == Approx(100.0 / 3600.0));
  CHECK(flow.si_per_unit() == Approx(1.0 / 3600.0));
}

TEST_CASE("rates change in proportion to the flow of a feed") {
  const Circuit circuit;
  auto flow = circuit.parameter("units.scrap.mass_flow");
  const auto x = circuit.model->initial();
  std::vector<double> slopes(x.size());
  REQUIRE(flow.rate_slopes(0.0, 0.0, x, slopes));
  // Of 1 kg/s, 0.3 kg/s are WO3. Differences of rates near 0.1 mol/s by 1e-5 of the flow lose ten digits of sixteen.
  const double molar_mass = 0.23184;  // [kg/mol], to the digits of the tolerance
  double fed = 0;
  for (int i = 0; i < circuit.model->unknown_count(); ++i)
    if (circuit.model->unknown_name(i).starts_with("scrap_feed.WO3")) fed += slopes[static_cast<std::size_t>(i)];
  CHECK(fed == Approx(0.3 / molar_mass).epsilon(1e-4));
  CHECK(slopes[static_cast<std::size_t>(circuit.unknown("dose.Na+ (integral)"))] == Approx(0.0).margin(1e-8));
}

// Speciations end at round-off wherever they start; differences of rates by 1e-5 lose five digits more.
TEST_CASE("rates change alike whether speciations start from the plant's or from their own") {
  const Circuit circuit;
  auto setpoint = circuit.parameter("units.leach.heating.setpoint"), same = circuit.parameter("units.leach.heating.setpoint");
  const auto x = circuit.model->initial();
  model::Workspace plant(circuit.model);
  std::vector<double> rates(x.size()), slopes(x.size()), expected(x.size());
  REQUIRE(plant.rhs(0.0, x.data(), rates.data()));
  REQUIRE(setpoint.rate_slopes(0.0, 0.0, x, slopes, &plant));
  REQUIRE(same.rate_slopes(0.0, 0.0, x, expected));
  for (std::size_t i = 0; i < x.size(); ++i)
    CHECK(slopes[i] == Approx(expected[i]).epsilon(1e-7).margin(1e-8 * (1.0 + std::abs(rates[i]))));
}

TEST_CASE("a workspace that forgets gives the same bytes again") {
  const Circuit circuit;
  model::Workspace workspace(circuit.model);
  const auto x = circuit.model->initial();
  auto warmer = x;
  for (double& v : warmer) v *= 1.001;
  std::vector<double> first(x.size()), again(x.size());
  workspace.forget();
  REQUIRE(workspace.rhs(0.0, x.data(), first.data()));
  REQUIRE(workspace.rhs(0.0, warmer.data(), again.data()));
  workspace.forget();
  REQUIRE(workspace.rhs(0.0, x.data(), again.data()));
  CHECK(again == first);
}

TEST_CASE("what a parameter changes of the filling is in the initial slopes") {
  const Circuit circuit;
  const auto start = circuit.model->initial();
  const auto slopes = circuit.parameter("units.leach.volume").initial_slopes();
  const auto sodium = static_cast<std::size_t>(circuit.unknown("leach.Na+"));
  CHECK(slopes[sodium] == Approx(start[sodium] / 1.0).epsilon(1e-9));  // of 1 m3
  const auto none = circuit.parameter("units.leach.heating.loss").initial_slopes();
  CHECK(*std::max_element(none.begin(), none.end()) == 0.0);
}

TEST_CASE("a value at its limit is differentiated towards the allowed side") {
  const Circuit circuit({"units.leach.heating.loss=0 W/K"});
  auto loss = circuit.parameter("units.leach.heating.loss");
  auto x = circuit.model->initial();
  std::vector<double> slopes(x.size());
  REQUIRE(loss.rate_slopes(0.0, 0.0, x, slopes));
  // Filled at the temperature of the surroundings, the tank loses nothing: heated by 50 kJ/K it loses the same at once.
  const auto heat = static_cast<std::size_t>(circuit.unknown("leach.sensible_heat"));
  x[heat] += 1e8;
  REQUIRE(loss.rate_slopes(0.0, 0.0, x, slopes));
  CHECK(slopes[static_cast<std::size_t>(circuit.unknown("leach.heat_gain (integral)"))] < -20.0);
}

TEST_CASE("what is no number, is not there or changes the plant is refused with the reason") {
  const Circuit circuit;
  CHECK(circuit.refusal("units.leech.volume").find("there is no such value") != std::string::npos);
  CHECK(circuit.refusal("units.leach.volum").find("units.leach.volume") != std::string::npos);
  CHECK(circuit.refusal("units.leach.type").find("expected a number") != std::string::npos);
  CHECK(circuit.refusal("units.leach").find("expected a number") != std::string::npos);
  CHECK(circuit.refusal("units.scrap.schedule.0.at").find("moves the time of a step") != std::string::npos);
  CHECK(circuit.refusal("sizes.WO3.classes").find("whole number") != std::string::npos);
}
