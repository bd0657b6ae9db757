#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "base/errors.hpp"
#include "results/result_file.hpp"
#include "studies/sensitivity.hpp"
#include "unit/studies/batch_circuit.hpp"
#include "unit/studies/leach_circuit.hpp"

using namespace raffinate;

namespace {

constexpr double window = 4 * 3600.0;

flowsheet::Flowsheet circuit(const std::vector<std::string>& overrides = {}) {
  return flowsheet::parse(test::leach_circuit, "circuit.yaml", overrides);
}

/// Numbers of the report of a whole run with a value changed.
std::map<std::string, double> simulated(const std::string& path, double value, const std::string& unit) {
  const auto file = std::filesystem::temp_directory_path() / fmt::format("sensitivity_{}.h5", ::getpid());
  studies::simulate(circuit({fmt::format("{}={:.17g} {}", path, value, unit)}), file, {}, {});
  results::ReportOptions options;
  options.window = window;
  std::map<std::string, double> result;
  for (const auto& n : results::numbers_of(results::make_report(results::ResultFile(file), options)))
    result[n.name] = n.value;
  std::filesystem::remove(file);
  return result;
}

using studies::SensitivityMethod;

studies::SensitivityTable table(const std::vector<std::string>& of, const std::vector<std::string>& to,
                                const std::vector<std::string>& overrides = {},
                                SensitivityMethod method = SensitivityMethod::automatic) {
  studies::SensitivityRequest request{of, to, {}, method};
  request.report.window = window;
  return studies::run_sensitivities(circuit(overrides), request, {});
}

struct Case {
  std::string path;
  double value, step;
  std::string unit;
};

}  // namespace

// Central differences of runs at a relative tolerance of 1e-9 with steps of 1e-3 have errors of about 1e-6 from either;
// with a smaller step in temperature the noise of two runs would count (0.02 K: 2e-4 in what accumulates).
TEST_CASE("derivatives of a run agree with central differences of whole runs") {
  const std::vector<std::string> of{"recovery.W", "products.liquor.mass_flow", "distribution.W.accumulated",
                                    "products.liquor.assay.Na", "reagents.NaOH", "utilities.heating_duty"};
  const std::vector<Case> to{{"units.leach.heating.setpoint", 80, 0.1, "degC"},
                             {"units.caustic.setpoint", 1.5, 1e-3, "mol/kg"},
                             {"units.leach.volume", 1, 1e-3, "m3"},
                             {"units.scrap.mass_flow", 100, 0.1, "kg/h"},
                             {"units.scrap.schedule.0.mass_flow", 120, 0.1, "kg/h"}};
  std::vector<std::string> paths;
  for (const auto& parameter : to) paths.push_back(parameter.path);
  const auto forward = table(of, paths, {}, SensitivityMethod::forward);
  const auto adjoint = table(of, paths, {}, SensitivityMethod::adjoint);
  for (std::size_t k = 0; k < to.size(); ++k) {
    const auto& [path, value, step, unit] = to[k];
    auto up = simulated(path, value + step, unit), down = simulated(path, value - step, unit);
    for (std::size_t i = 0; i < of.size(); ++i) {
      INFO(of[i] << " to " << path);
      const double expected = (up.at(of[i]) - down.at(of[i])) / (2 * step);
      CHECK(forward.derivative[forward.place(i, k)] == Approx(expected).epsilon(1e-4));
      CHECK(adjoint.derivative[adjoint.place(i, k)] == Approx(expected).epsilon(1e-4));
    }
  }
}

// Both are integrated to 1e-9 a step, over some thousand steps, and use the same df/dp.
TEST_CASE("forward and adjoint derivatives are the same") {
  const std::vector<std::string> of{"recovery.W", "products.liquor.mass_flow", "utilities.heating_duty"};
  const std::vector<std::string> to{"units.leach.heating.setpoint", "units.leach.volume", "units.scrap.schedule.0.mass_flow"};
  const auto forward = table(of, to, {}, SensitivityMethod::forward), adjoint = table(of, to, {}, SensitivityMethod::adjoint);
  CHECK(forward.method == "forward");
  CHECK(adjoint.method == "adjoint");
  for (std::size_t i = 0; i < forward.derivative.size(); ++i)
    CHECK(adjoint.derivative[i] == Approx(forward.derivative[i]).epsilon(1e-6));
}

TEST_CASE("the method is chosen by how many results and inputs there are") {
  const std::vector<std::string> short_run{"run.duration=2 h"};
  const std::vector<std::string> many{"units.leach.volume",       "units.split.fraction",  "units.scrap.mass_flow",
                                      "units.caustic.setpoint",   "units.caustic.gain",    "units.caustic.maximum",
                                      "units.caustic.reset_time", "units.thickener.volume"};
  CHECK(table({"recovery.W"}, {"units.leach.volume"}, short_run).method == "forward");
  CHECK(table({"recovery.W"}, many, short_run).method == "adjoint");
}

TEST_CASE("an elasticity is the derivative of logarithms, with absolute temperatures") {
  const auto found = table({"recovery.W"}, {"units.leach.heating.setpoint"});
  CHECK(found.elasticity[0] == Approx(found.derivative[0] * (80 + 273.15) / found.results[0].value));
}

TEST_CASE("a result without influence has a derivative of zero") {
  // The thickener's underflow leaves as residue and returns nowhere; what is fed does not depend on it.
  for (const auto method : {SensitivityMethod::forward, SensitivityMethod::adjoint}) {
    const auto found = table({"distribution.W.fed"}, {"units.thickener.underflow_solids"}, {"run.duration=2 h"}, method);
    CHECK(found.derivative[0] == 0.0);
  }
}

TEST_CASE("the results asked for by default are recoveries, products and purities") {
  const auto found = table({}, {"units.leach.volume"}, {"run.duration=2 h"});
  REQUIRE(found.results.size() >= 2);
  CHECK(found.results[0].name == "recovery.W");
  CHECK(found.results[1].name == "products.liquor.mass_flow");
}

TEST_CASE("the JSON of either method has every result by every input") {
  for (const auto method : {SensitivityMethod::forward, SensitivityMethod::adjoint}) {
    const auto found = table({"recovery.W", "reagents.NaOH"}, {"units.leach.volume", "units.scrap.mass_flow"},
                             {"run.duration=2 h"}, method);
    const auto json = nlohmann::json::parse(studies::to_json(found));
    CHECK(json["method"] == found.method);
    REQUIRE(json["sensitivities"].size() == 4);
    CHECK(json["sensitivities"][1]["of"] == "recovery.W");
    CHECK(json["sensitivities"][1]["to"] == "units.scrap.mass_flow");
    CHECK(json["sensitivities"][1]["derivative"] == found.derivative[found.place(0, 1)]);
  }
}

TEST_CASE("a result that the report does not have is refused with what it has") {
  try {
    static_cast<void>(table({"recovery.Wo"}, {"units.leach.volume"}, {"run.duration=2 h"}));
    FAIL("accepted");
  } catch (const base::InputError& error) {
    CHECK(std::string(error.what()).find("did you mean \"recovery.W\"?") != std::string::npos);
  }
}

TEST_CASE("sensitivities of a plant whose states jump are refused") {
  for (const auto method : {SensitivityMethod::forward, SensitivityMethod::adjoint}) {
    const studies::SensitivityRequest request{{}, {"units.reactor.volume"}, {}, method};
    CHECK_THROWS_WITH(studies::run_sensitivities(flowsheet::parse(test::batch_circuit, "batch.yaml"), request, {}),
                      Catch::Contains("sensitivities do not follow such jumps"));
  }
}
