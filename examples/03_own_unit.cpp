// Lesson 3: a unit operation of your own, in a plant built without a file.
//
// A buffer tank without a pump: it empties by gravity through a hole in its floor (Torricelli),
//
//   q = Cd a sqrt(2 g h),   h = V/A        so at steady state        h = (q_feed/(Cd a))^2 / (2 g)
//
// The class says four things: its ports, what can be inside (`reach`), its unknowns (`declare`), and the
// equations, written once as templates. From these the engine takes values, exact derivatives and the
// sparsity pattern. It derives from nothing; the parts it does not need it leaves out.
#include <fmt/core.h>

#include <cmath>

#include "base/data_directory.hpp"
#include "config/read.hpp"
#include "model/workspace.hpp"
#include "numerics/smooth.hpp"
#include "results/audit.hpp"
#include "solvers/dynamic_solver.hpp"
#include "unitops/definition.hpp"

using namespace raffinate;

namespace {

constexpr double area = 2.0, hole = 1e-4, discharge = 0.6, g = 9.81;  // [m2], [m2], [1], [m/s2]

class BufferTank {
 public:
  explicit BufferTank(const unitops::BuildContext& context) : vessel_(context.components(), "") {}

  [[nodiscard]] std::vector<unitops::Port> ports() const {
    return {unitops::inlet("feed", "any liquid"), unitops::outlet("out", "through the hole")};
  }
  void reach(std::span<const unitops::EntrySet> inlets, std::span<unitops::EntrySet> outlets) {
    vessel_.admit(inlets[0]);
    outlets[0] = vessel_.held();
  }
  void declare(unitops::Layout& layout) { vessel_.declare(layout, 1000.0); }  // about a tonne matters
  void initial(double*) const {}                                             // starts empty

  template <class S>
  void outlets(const unitops::Io<S>& io) const {
    // sqrt has an infinite slope at 0, so the level is floored at a millimetre, smoothly.
    using std::sqrt;
    const S level = 1e-3 + numerics::smooth::positive(S(vessel_.volume(io.x) / area - 1e-3), 1e-4);
    vessel_.draw(discharge * hole * sqrt(2.0 * g / level) / area, io.x, io.out[0]);  // q/V times contents
  }
  template <class S>
  void rates(const unitops::Io<S>& io) const {
    vessel_.flow_in(io.in[0], io.dx);
    vessel_.flow_out(io.out[0], io.dx);
  }

 private:
  unitops::Vessel vessel_;
};

model::Plant build() {
  auto database = std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory()));
  auto components = std::make_shared<const reactions::ComponentList>(
      database, std::vector<std::string>{"H2O", "H+", "Na+"}, std::map<std::string, reactions::SizeGrid>{});
  model::Plant plant;
  plant.context = std::make_shared<const unitops::BuildContext>(components, reactions::Library{},
                                                                speciation::DataSource(database, {}));

  auto& problems = plant.context->problems();
  const auto node = config::parse("{mass_flow: 400 kg/h, material: {composition: {NaOH: 5 %}}}", "feed", problems);
  for (const auto& definition : unitops::unit_catalogue())
    if (definition.name == "feed") plant.units.push_back({"feed", "feed", {}, definition.make(node, *plant.context)});
  problems.throw_if_any();
  plant.units.push_back({"buffer", "buffer_tank", {}, std::make_unique<unitops::UnitOf<BufferTank>>(*plant.context)});

  plant.streams.push_back({"inflow", {}, 0, 0, model::Destination::unit, 1, 0});
  plant.streams.push_back({"outflow", {}, 1, 0, model::Destination::effluent, -1, -1});
  return plant;
}

}  // namespace

int main() {
  const auto model = model::Model::compile(build());
  model::Workspace workspace(model);  // values of one run; the model itself is constant
  solvers::DynamicSolver solver(workspace, {.relative_tolerance = 1e-6});
  const auto start = model->initial();
  std::vector<double> rates(start.size());
  results::Extremes extremes(*model);
  solver.start(0.0, start);
  for (double t = 0.0; t <= 100.0 * 3600.0; t += 3600.0) {
    if (t > 0.0) solver.advance(t, t);
    workspace.rhs(t, solver.state().data(), rates.data());
    extremes.add(t, solver.state(), workspace.values());
  }

  const auto& buffer = model->units()[static_cast<std::size_t>(model->find_unit("buffer"))];
  double volume = 0.0;
  for (std::size_t i = 0; i < buffer.layout.states.size(); ++i)
    if (buffer.layout.states[i].name == "liquid_volume") volume = solver.state()[static_cast<std::size_t>(buffer.first_state) + i];
  const int volume_entry = model->components().entry(reactions::Aggregate::liquid_volume);
  const double feed = workspace.values().flow(model->find_stream("inflow"), volume_entry);  // [m3/s]
  const double expected = std::pow(feed / (discharge * hole), 2) / (2.0 * g);

  const auto audit = results::audit(*model, start, solver.state(), extremes);
  double worst = 0.0;
  for (std::size_t q = 0; q < audit.quantities.size(); ++q) worst = std::max(worst, audit.worst(q));
  fmt::print("{} unknowns, {} nonzeros, {} steps\n", model->unknown_count(), model->pattern().nonzeros(), solver.statistics().steps);
  fmt::print("level {:.5f} m, Torricelli {:.5f} m; worst closure {:.1e}\n", volume / area, expected, worst);
  for (const auto& finding : audit.findings) fmt::print("{}\n", results::to_text(finding));

  const bool right = std::abs(volume / area / expected - 1.0) < 1e-4;  // the floor's rounding is 1e-8 m
  const bool closed = results::exit_code(audit, results::Strictness::strict) == base::ExitCode::ok;
  if (!right) fmt::print("FAILED: the level is Torricelli's\n");
  if (!closed) fmt::print("FAILED: elements, charge and enthalpy close\n");
  return right && closed ? 0 : 1;
}
