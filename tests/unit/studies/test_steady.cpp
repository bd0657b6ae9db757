#include <catch2/catch.hpp>
#include <filesystem>
#include <fmt/format.h>

#include "base/errors.hpp"
#include "results/result_file.hpp"
#include "studies/sensitivity.hpp"
#include "studies/steady.hpp"
#include "unit/studies/batch_circuit.hpp"
#include "unit/studies/leach_circuit.hpp"

using namespace raffinate;

namespace {

flowsheet::Flowsheet circuit(const std::vector<std::string>& overrides = {}, const std::string& more = "") {
  return flowsheet::parse(test::leach_circuit + more, "circuit.yaml", overrides);
}

/// A study of the circuit and the report of its file.
struct Study {
  studies::Outcome outcome;
  results::Report report;

  [[nodiscard]] double number(const std::string& name) const {
    for (const auto& n : results::numbers_of(report))
      if (n.name == name) return n.value;
    throw std::invalid_argument(name);
  }
};

template <class Function>
Study study(Function function, flowsheet::Flowsheet sheet) {
  const auto file = std::filesystem::temp_directory_path() / fmt::format("steady_{}.h5", ::getpid());
  Study result{function(std::move(sheet), file, results::Manifest{}, studies::Progress{}), {}};
  result.report = results::make_report(results::ResultFile(file));
  std::filesystem::remove(file);
  return result;
}

Study steady(const std::vector<std::string>& overrides = {}, const std::string& more = "") {
  return study(studies::solve_steady, circuit(overrides, more));
}

}  // namespace

TEST_CASE("the steady state is where the long transient ends") {
  const auto rest = steady();
  const auto run = study(studies::simulate, circuit({"run.duration=2000 h", "run.output_interval=100 h"}));
  REQUIRE(rest.outcome.exit_code == base::ExitCode::ok);
  for (const char* name : {"recovery.W", "products.liquor.mass_flow", "products.liquor.assay.W", "reagents.NaOH",
                           "utilities.heating_duty"}) {
    INFO(name);
    CHECK(rest.number(name) == Approx(run.number(name)).epsilon(1e-6));
  }
}

TEST_CASE("a steady state closes to round-off") {
  const auto rest = steady();
  for (std::size_t q = 0; q < rest.report.audit.quantities.size(); ++q) {
    INFO(rest.report.audit.quantities[q]);
    CHECK(rest.report.audit.worst(q) < 1e-11);
  }
}

TEST_CASE("the report of a steady state says so and how it was found") {
  const auto rest = steady();
  CHECK(rest.report.steady);
  REQUIRE_FALSE(rest.report.path.empty());
  CHECK(rest.report.path.front().find("transient: 0 h to") == 0);
  CHECK(rest.report.basis.find("steady state") == 0);
}

TEST_CASE("a tank that can only fill is named as what keeps the plant from resting") {
  auto sheet = flowsheet::parse(R"(run: {duration: 1 h}
units:
  brine: {type: feed, mass_flow: 100 kg/h, material: {composition: {NaOH: 4 %}}}
  tank: {type: stirred_tank, volume: 1 m3}
  split: {type: splitter, fraction: 100 %}
streams:
  in: {from: brine, to: tank.feed}
  out: {from: tank.out, to: split.feed}
  back: {from: split.first, to: tank.feed}
  bleed: {from: split.second, to: bleed}
)", "ring.yaml");
  const auto ring = study(studies::solve_steady, std::move(sheet));
  CHECK(ring.outcome.exit_code == base::ExitCode::not_solved);
  CHECK(ring.outcome.status.find("tank: the volume grows by 0.098") != std::string::npos);
}

TEST_CASE("specifications are met and their inputs are told") {
  const auto rest = steady({}, R"(specifications:
  liquor: {of: products.liquor.mass_flow, equals: 200 kg/h, by: units.scrap.schedule.0.mass_flow}
  alkali: {of: leach.free_alkali, equals: 1 mol/kg, by: units.caustic.setpoint}
)");
  REQUIRE(rest.outcome.exit_code == base::ExitCode::ok);
  CHECK(rest.number("products.liquor.mass_flow") == Approx(200).epsilon(1e-8));
  CHECK(rest.report.path.back().find("leach.free_alkali = 1 mol/kg (equals 1 mol/kg) with units.caustic.setpoint = ") !=
        std::string::npos);
}

TEST_CASE("free alkali is specified in grams per litre as well") {
  const auto rest = steady({}, "specifications: {alkali: {of: leach.free_NaOH, equals: 40 g/L, by: units.caustic.setpoint}}\n");
  REQUIRE(rest.outcome.exit_code == base::ExitCode::ok);
  CHECK(rest.report.path.back().find("(equals 40 g/L) with units.caustic.setpoint = ") != std::string::npos);
}

TEST_CASE("a specification that an input cannot reach within its limits is told with the limit") {
  const auto rest = steady({}, "specifications: {tungsten: {of: products.liquor.assay.W, equals: 6 %, by: units.split.fraction, from: 0, to: 95 %}}\n");
  CHECK(rest.outcome.exit_code == base::ExitCode::not_solved);
  CHECK(rest.outcome.status.find("units.split.fraction = 95 % (was 30 %), the limit of what it may be") != std::string::npos);
}

TEST_CASE("a limit that is kept by itself leaves the input alone") {
  const auto rest = steady({}, "specifications: {tungsten: {of: products.liquor.assay.W, at_most: 90 %, by: units.split.fraction}}\n");
  REQUIRE(rest.outcome.exit_code == base::ExitCode::ok);
  CHECK(rest.report.path.back().find("units.split.fraction = 30 % (was 30 %)") != std::string::npos);
}

TEST_CASE("a specification whose result does not answer to its input is named") {
  // The bias of a controller with integral action has no influence once it has come to rest.
  const auto rest = steady({}, "specifications: {alkali: {of: leach.free_alkali, equals: 1 mol/kg, by: units.caustic.bias}}\n");
  CHECK(rest.outcome.exit_code == base::ExitCode::not_solved);
  CHECK(rest.outcome.status.find("alkali: leach.free_alkali does not answer to units.caustic.bias") != std::string::npos);
}

TEST_CASE("a specification in the wrong unit is refused") {
  CHECK_THROWS_WITH(steady({}, "specifications: {alkali: {of: leach.free_alkali, equals: 1 m3, by: units.caustic.setpoint}}\n"),
                    Catch::Contains("expected a molality"));
}

TEST_CASE("two specifications by one input are refused") {
  CHECK_THROWS_WITH(circuit({}, R"(specifications:
  one: {of: leach.pH, equals: 13, by: units.caustic.setpoint}
  two: {of: leach.free_alkali, equals: 1 mol/kg, by: units.caustic.setpoint}
)"), Catch::Contains("already changed for `one`"));
}

TEST_CASE("a result that is specified twice is one equation too many") {
  CHECK_THROWS_WITH(circuit({}, R"(specifications:
  one: {of: leach.free_alkali, equals: 1 mol/kg, by: units.caustic.setpoint}
  two: {of: leach.free_alkali, at_most: 2 mol/kg, by: units.split.fraction}
)"), Catch::Contains("already specified by `one`: one equation too many"));
}

TEST_CASE("an input that would have to leave what the flowsheet allows is told with the limit") {
  const auto rest = steady({}, "specifications: {tungsten: {of: products.liquor.assay.W, equals: 8 %, by: units.split.fraction}}\n");
  CHECK(rest.outcome.exit_code == base::ExitCode::not_solved);
  CHECK_THAT(rest.outcome.status, Catch::Contains("no change of the inputs brings all results closer") && Catch::Contains("beyond that split.fraction: ") &&
                                      Catch::Contains("too large"));
}

TEST_CASE("results that no inputs can tell apart are named") {
  // Both waters change what leaves the tank, and that is one flow however it is called.
  const auto rest = study(studies::solve_steady, flowsheet::parse(R"(title: Two waters
run: {duration: 10 h}
units:
  cold: {type: feed, mass_flow: 100 kg/h, material: {temperature: 25 degC}}
  hot: {type: feed, mass_flow: 50 kg/h, material: {temperature: 25 degC}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  one: {from: cold, to: tank.feed}
  other: {from: hot, to: tank.feed}
  water: {from: tank.out, to: product}
specifications:
  product: {of: products.water.mass_flow, equals: 200 kg/h, by: units.cold.mass_flow}
  overflow: {of: tank.liquid_flow, equals: 180 kg/h, by: units.hot.mass_flow}
)", "waters.yaml", {}));
  CHECK(rest.outcome.exit_code == base::ExitCode::not_solved);
  CHECK_THAT(rest.outcome.status, Catch::Contains("products.water.mass_flow and tank.liquid_flow cannot be chosen apart"));
}

TEST_CASE("derivatives at the steady state agree with differences of steady states") {
  const std::vector<std::string> of{"recovery.W", "products.liquor.mass_flow", "products.liquor.assay.W", "reagents.NaOH"};
  const auto table = studies::steady_sensitivities(circuit(), {of, {"units.leach.heating.setpoint", "units.split.fraction"}, {}});
  CHECK(table.method == "forward");
  const auto difference = [&](const std::string& name, const std::string& low, const std::string& high, double step) {
    return (steady({high}).number(name) - steady({low}).number(name)) / step;
  };
  // Steady states are exact to 1e-12, so central differences with steps of 1e-3 have errors of about 1e-6.
  for (std::size_t i = 0; i < of.size(); ++i) {
    INFO(of[i]);
    CHECK(table.derivative[table.place(i, 0)] ==
          Approx(difference(of[i], "units.leach.heating.setpoint=79.95 degC", "units.leach.heating.setpoint=80.05 degC", 0.1)).epsilon(1e-4));
    CHECK(table.derivative[table.place(i, 1)] ==
          Approx(difference(of[i], "units.split.fraction=29.95 %", "units.split.fraction=30.05 %", 0.1)).epsilon(1e-4));
  }
}

// The same Jacobian, transposed; the kink of reagents.NaOH costs it four digits.
TEST_CASE("forward and adjoint derivatives at the steady state are the same") {
  const std::vector<std::string> of{"recovery.W", "products.liquor.mass_flow", "reagents.NaOH", "utilities.heating_duty"};
  const std::vector<std::string> to{"units.leach.heating.setpoint", "units.split.fraction", "units.caustic.setpoint"};
  const auto forward = studies::steady_sensitivities(circuit(), {of, to, {}, studies::SensitivityMethod::forward});
  const auto adjoint = studies::steady_sensitivities(circuit(), {of, to, {}, studies::SensitivityMethod::adjoint});
  CHECK(adjoint.method == "adjoint");
  for (std::size_t i = 0; i < of.size(); ++i)
    for (std::size_t k = 0; k < to.size(); ++k) {
      INFO(of[i] << " to " << to[k]);
      CHECK(adjoint.derivative[adjoint.place(i, k)] ==
            Approx(forward.derivative[forward.place(i, k)]).epsilon(of[i] == "reagents.NaOH" ? 1e-5 : 1e-7));
    }
}

TEST_CASE("a plant with recipes or lots is said to have no steady state") {
  CHECK_THROWS_WITH(study(studies::solve_steady, flowsheet::parse(test::batch_circuit, "batch.yaml")),
                    Catch::Contains("works in steps or lots: such a plant has no steady state"));
}
