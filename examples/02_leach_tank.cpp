// Lesson 2: a plant in a few lines of YAML, run for several tank sizes.
//
// Roasted carbide (WO3, CoWO4 and inert silica) meets caustic soda in one stirred tank. The same text that
// could stand in a file is parsed, compiled to one system of equations, integrated, recorded and audited.
// WO3 dissolves within minutes; CoWO4 needs hours, so the size of the tank decides how much tungsten is
// extracted:
//
//   extraction = 1 - tungsten in the solids that leave / tungsten fed        (see docs/glossary.md)
//
// Usage: example_02_leach_tank [RESULTS.h5]; the results of the largest tank stay in that file.
#include <fmt/core.h>

#include <cmath>
#include <filesystem>

#include "base/errors.hpp"
#include "results/result_file.hpp"
#include "studies/simulate.hpp"

using namespace raffinate;

namespace {

// Doubled braces are fmt's way to write one.
constexpr auto plant = R"(
title: One leach tank
run: {{duration: 96 h, output_interval: 4 h}}
sizes:
  WO3: {{smallest: 1 um, largest: 200 um, classes: 12}}
  CoWO4: {{smallest: 1 um, largest: 200 um, classes: 12}}
units:
  calcine:
    type: feed
    mass_flow: 100 kg/h
    material: {{composition: {{WO3: 60 %, CoWO4: 38 %, SiO2: 2 %}}, sizes: {{p80: 45 um, spread: 1.2}}}}
  caustic: {{type: feed, mass_flow: 400 kg/h, material: {{composition: {{NaOH: 25 %}}}}}}
  leach:
    type: stirred_tank
    volume: {} m3
    reactions: [caustic_leach]
    heating: {{setpoint: 95 degC}}
    filling: {{composition: {{NaOH: 25 %}}}}
streams:
  solids: {{from: calcine, to: leach.feed}}
  liquor: {{from: caustic, to: leach.feed}}
  slurry: {{from: leach.out, to: product}}
)";

int failures = 0;

void expect(bool holds, const char* what) {
  if (holds) return;
  fmt::print("FAILED: {}\n", what);
  ++failures;
}

struct Result {
  bool sound = false;
  double residence_h = 0, extraction = 0;
};

Result run(double volume, const std::filesystem::path& file) {
  auto sheet = flowsheet::parse(fmt::format(plant, volume), "lesson 2");
  results::Manifest manifest;
  manifest.flowsheet = sheet.text;
  const auto outcome = studies::simulate(std::move(sheet), file, manifest, {});

  // Everything below reads the file, as a report would. Flows: time x component [mol/s].
  const results::ResultFile results(file);
  const auto components = results.file().texts("/component");
  const auto last = [&](const std::string& stream, const std::string& component) {
    const auto flows = results.file().numbers("/streams/" + stream + "/component_flow");
    for (std::size_t i = 0; i < components.size(); ++i)
      if (components[i] == component) return flows[flows.size() - components.size() + i];
    return std::nan("");
  };
  const auto solid = [&](const std::string& stream) { return last(stream, "WO3") + last(stream, "CoWO4"); };
  const double flow = results.file().numbers("/streams/slurry/volume_flow").back();  // [m3/s]
  return {outcome.exit_code == base::ExitCode::ok, volume / flow / 3600.0, 1.0 - solid("slurry") / solid("solids")};
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path file = argc > 1 ? argv[1] : "leach_tank.h5";
  Result previous;
  fmt::print("{:>12}{:>16}{:>16}\n", "volume, m3", "residence, h", "extraction");
  for (const double volume : {1.0, 2.0, 4.0, 8.0}) {
    const Result result = run(volume, file);
    fmt::print("{:12.0f}{:16.2f}{:15.2f}%\n", volume, result.residence_h, 100.0 * result.extraction);
    expect(result.sound, "the run is complete and its balances close");
    expect(result.extraction > previous.extraction && result.extraction < 1.0, "a larger tank extracts more, but never all");
    previous = result;
  }
  return failures;
}
