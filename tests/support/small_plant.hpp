#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/trajectory.hpp"
#include "reactions/size_grid.hpp"
#include "solvers/dynamic_solver.hpp"

namespace raffinate::test {

/// A plant built by hand for tests: components, units in YAML, streams, then a run.
class SmallPlant {
 public:
  struct Chemistry {
    std::vector<std::string> components;
    std::map<std::string, reactions::SizeGrid> sized = {};
    std::string reactions = {};  ///< YAML map of reactions
    std::string activity = "davies";
  };
  explicit SmallPlant(const Chemistry& chemistry);

  void unit(const std::string& name, const std::string& type, const std::string& yaml);
  /// Streams by "unit.port"; the second leaves the plant.
  void stream(const std::string& name, const std::string& from, const std::string& to);
  void product(const std::string& name, const std::string& from);

  void compile();
  /// Integrates from the start or from where the last run ended to `t` [s].
  void run(double t, double relative_tolerance = 1e-6);
  /// Events and modes that began, so far.
  [[nodiscard]] const std::vector<model::Trajectory::Happening>& log() const { return log_; }

  [[nodiscard]] double channel(const std::string& reference) const;
  [[nodiscard]] double energy(const std::string& reference) const;
  [[nodiscard]] double flow(const std::string& stream, const std::string& entry) const;
  [[nodiscard]] double state(const std::string& name) const;
  [[nodiscard]] const reactions::ComponentList& components() const { return *components_; }
  [[nodiscard]] const solvers::DynamicStatistics& statistics() const { return statistics_; }
  /// Largest relative difference between the exact Jacobian and central differences.
  [[nodiscard]] double jacobian_error();

  /// in - out + supplied - accumulated over the whole run, relative to the amount in.
  [[nodiscard]] double element_gap(const std::string& element) const;
  [[nodiscard]] double enthalpy_gap() const;  ///< relative to the heat put through

 private:
  struct Balance {
    double in = 0, out = 0, held = 0;
  };
  template <class Weight>
  [[nodiscard]] Balance balance(Weight weight) const;

  std::shared_ptr<const reactions::ComponentList> components_;
  model::Plant plant_;
  std::shared_ptr<const model::Model> model_;
  std::unique_ptr<model::Workspace> workspace_;
  std::vector<double> start_, x_, dx_;
  double t_ = 0.0;
  std::vector<model::Trajectory::Happening> log_;
  solvers::DynamicStatistics statistics_;
};

}  // namespace raffinate::test
