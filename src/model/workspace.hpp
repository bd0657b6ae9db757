#pragma once
#include <memory>
#include <string>
#include <vector>

#include "model/buffers.hpp"
#include "model/derivatives.hpp"
#include "numerics/equation_system.hpp"

namespace raffinate::model {

/// A model with values: the system of equations that solvers integrate. One per thread.
class Workspace final : public numerics::EquationSystem {
 public:
  explicit Workspace(std::shared_ptr<const Model> model);

  [[nodiscard]] const Model& model() const { return *model_; }
  /// The step of every schedule in force from now on [s]; the driver sets it at stop times.
  void set_period_start(double t) { period_start_ = t; }
  [[nodiscard]] double period_start() const { return period_start_; }

  [[nodiscard]] int size() const override { return model_->unknown_count(); }
  [[nodiscard]] int integral_count() const override { return model_->unknown_count() - model_->state_count(); }
  bool rhs(double t, const double* x, double* dxdt) override;
  [[nodiscard]] const numerics::Sparsity& pattern() const override { return model_->pattern(); }
  bool jacobian(double t, const double* x, double* values) override;
  [[nodiscard]] std::span<const double> absolute_scale() const override { return model_->nominal(); }
  [[nodiscard]] int root_count() const override { return model_->event_count(); }
  void roots(double t, const double* x, double* values) override;
  [[nodiscard]] std::string state_name(int index) const override { return model_->unknown_name(index); }
  [[nodiscard]] std::string last_failure() const override;

  /// Values of the last `rhs` call.
  [[nodiscard]] const Buffers& values() const { return values_; }

 private:
  std::shared_ptr<const Model> model_;
  std::vector<aqueous::Equilibrium::Cache> caches_;
  Buffers values_;
  Derivatives derivatives_;
  std::vector<double> rates_;  // where nobody asks for them
  double period_start_ = 0.0;
  int not_finite_ = -1;  // unknown whose rate stopped the last evaluation
};

}  // namespace raffinate::model
