#include "unit/results/small_plant.hpp"

#include <unistd.h>

#include <stdexcept>

#include "base/data_directory.hpp"
#include "config/read.hpp"
#include "solvers/dynamic_solver.hpp"
#include "unitops/definition.hpp"

namespace raffinate::tests {

SmallPlant::SmallPlant() {
  const auto database = std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory()));
  const auto components = std::make_shared<const reactions::ComponentList>(
      database, std::vector<std::string>{"H2O", "H+", "Na+", "WO4-2", "WO3", "H2O(g)"},
      std::map<std::string, reactions::SizeGrid>{{"WO3", reactions::SizeGrid::geometric(1e-6, 2e-4, 6)}});
  base::Problems problems;
  reactions::Library library;
  library.read_folder(base::data_directory() / "reactions", *database, problems);
  problems.throw_if_any();
  plant_.context = std::make_shared<const unitops::BuildContext>(components, std::move(library),
                                                                 speciation::DataSource(database, {}));
}

SmallPlant& SmallPlant::unit(const std::string& name, const std::string& type, const std::string& yaml) {
  for (const auto& definition : unitops::unit_catalogue()) {
    if (definition.name != type) continue;
    base::Problems problems;
    const auto node = config::parse(yaml, name, problems);
    problems.throw_if_any();
    auto block = definition.make(node, *plant_.context);
    plant_.context->problems().throw_if_any();
    plant_.units.push_back({name, type, {}, std::move(block)});
    return *this;
  }
  throw std::invalid_argument("no unit of type " + type);
}

SmallPlant& SmallPlant::unit(const std::string& name, std::unique_ptr<unitops::UnitBlock> block) {
  plant_.units.push_back({name, "test", {}, std::move(block)});
  return *this;
}

SmallPlant& SmallPlant::stream(const std::string& name, int from, int to, int port) {
  plant_.streams.push_back({name, {}, from, port, model::Destination::unit, to, 0});
  return *this;
}

SmallPlant& SmallPlant::leaving(const std::string& name, int from, model::Destination destination, int port) {
  plant_.streams.push_back({name, {}, from, port, destination, -1, -1});
  return *this;
}

std::shared_ptr<const model::Model> leach_plant() {
  SmallPlant plant;
  plant.unit("scrap", "feed", "{mass_flow: 100 kg/h, material: {composition: {WO3: 100 %}, sizes: {p80: 50 um}}}")
      .unit("caustic", "feed", "{mass_flow: 600 kg/h, material: {composition: {NaOH: 10 %}}}")
      .unit("water", "feed", "{mass_flow: 50 kg/h, material: {composition: {H2O: 100 %}}}")
      .unit("leach", "stirred_tank",
            "{volume: 1 m3, reactions: [WO3_caustic], heating: {setpoint: 80 degC, loss: 50 W/K},"
            " filling: {composition: {NaOH: 8 %}}}")
      .stream("scrap_feed", 0, 3)
      .stream("caustic_feed", 1, 3)
      .stream("water_feed", 2, 3)
      .leaving("tungstate", 3, model::Destination::product);
  return plant.compile();
}

Outcome run(const std::shared_ptr<const model::Model>& model, double hours, results::Recorder* recorder) {
  constexpr double quarter_hour = 900.0;
  model::Workspace workspace(model);
  solvers::DynamicSolver solver(workspace, {});
  std::vector<double> x = model->initial(), dx(x.size());
  Outcome outcome{x, x, results::Extremes(*model), {}};
  const auto output = [&](double t) {
    if (!workspace.record(t, x.data(), dx.data())) throw std::runtime_error(workspace.last_failure());
    outcome.extremes.add(t, x, workspace.values());
    if (recorder != nullptr) recorder->append(t, x, workspace.values());
  };
  solver.start(0.0, x);
  output(0.0);
  for (double t = quarter_hour; t <= hours * 3600.0 + 1.0; t += quarter_hour) {
    while (solver.advance(t, hours * 3600.0).t < t) {}
    x.assign(solver.state().begin(), solver.state().end());
    output(t);
  }
  outcome.after = x;
  outcome.statistics = {solver.statistics(), 0.25};
  return outcome;
}

TemporaryFile::TemporaryFile(const std::string& name)
    : path_(std::filesystem::temp_directory_path() / (std::to_string(getpid()) + "_" + name)) {}
TemporaryFile::~TemporaryFile() { std::filesystem::remove(path_); }

}  // namespace raffinate::tests
