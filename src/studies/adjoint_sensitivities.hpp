#pragma once
#include <memory>
#include <vector>

#include "model/workspace.hpp"
#include "solvers/adjoint_solver.hpp"
#include "studies/report_gradients.hpp"
#include "studies/run_parameters.hpp"
#include "studies/run_times.hpp"
#include "studies/sensitivity.hpp"

namespace raffinate::studies {

/// A run that is gone through forwards, then backwards with the adjoints of results.
class AdjointRun {
 public:
  /// All references outlive this.
  AdjointRun(std::shared_ptr<const model::Model> model, RunParameters& parameters, const flowsheet::RunOptions& options,
             const RunTimes& times, const Progress& progress);
  ~AdjointRun();
  AdjointRun(const AdjointRun&) = delete;
  AdjointRun& operator=(const AdjointRun&) = delete;

  /// The unknowns at both ends of the window. Throws base::RunError.
  [[nodiscard]] WindowEnds go_forward();
  /// Derivatives of results by every parameter from those by the unknowns at both ends of the window: by result.
  /// Throws base::RunError.
  [[nodiscard]] std::vector<std::vector<double>> go_back(const std::vector<WindowGradient>& gradients);
  [[nodiscard]] solvers::DynamicStatistics statistics() const { return solver_.statistics(); }

 private:
  void set_period_start(double t);
  void add_window_start(const std::vector<WindowGradient>& gradients, solvers::Adjoints& adjoints) const;
  void show(double done) const;

  std::shared_ptr<const model::Model> model_;
  RunParameters& parameters_;
  const RunTimes& times_;
  const Progress& progress_;
  model::Workspace workspace_;
  solvers::AdjointSolver solver_;
};

}  // namespace raffinate::studies
