#pragma once
#include <string>
#include <vector>

#include "numerics/parameter_dependence.hpp"
#include "studies/parameter.hpp"

namespace raffinate::studies {

/// The parameters of a run as solvers see them, with the steps of schedules in force.
class RunParameters final : public numerics::ParameterDependence {
 public:
  /// As for `Parameter`.
  RunParameters(const flowsheet::Flowsheet& sheet, const std::vector<std::string>& paths, const model::Model& model);

  [[nodiscard]] int count() const override { return static_cast<int>(parameters_.size()); }
  [[nodiscard]] double size(int parameter) const override;
  bool rate_slopes(int parameter, double t, const double* x, double* slopes) override;

  void set_period_start(double t) { period_start_ = t; }
  /// The plant itself, which is evaluated where slopes are asked for.
  void set_plant(const model::Workspace* plant) { plant_ = plant; }
  [[nodiscard]] const Parameter& operator[](std::size_t k) const { return parameters_[k]; }
  /// By parameter, of the unknowns at t = 0.
  [[nodiscard]] std::vector<std::vector<double>> initial_slopes() const;

 private:
  std::size_t unknowns_;
  std::vector<Parameter> parameters_;
  double period_start_ = 0.0;
  const model::Workspace* plant_ = nullptr;
};

}  // namespace raffinate::studies
