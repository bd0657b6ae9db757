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
  /// A mode that began.
  struct ModeChange {
    int unit, mode;
  };
  /// Begins a run at t [s] with all units in their first modes; units set what begins anew in x.
  std::vector<ModeChange> start(double t, double* x);
  /// Begins a period at t [s]: the step of every schedule in force from now on.
  void begin_period(double t, double* x);
  /// Ends the modes of the given units, and all others that are over at t [s].
  std::vector<ModeChange> change_modes(double t, std::vector<int> over, double* x);
  /// When the clock ends a mode next [s]; infinity: never.
  [[nodiscard]] double next_mode_end() const;

  /// What the equations depend on besides the states: to be kept with them in order to go on from there.
  [[nodiscard]] double period_start() const { return period_start_; }
  [[nodiscard]] const std::vector<Mode>& modes() const { return modes_; }  ///< by unit
  void set_period_start(double t) { period_start_ = t; }
  void set_modes(std::vector<Mode> modes) { modes_ = std::move(modes); }
  /// The modes as numbers, in pairs: index and beginning [s]. Empty for plants without modes.
  [[nodiscard]] std::vector<double> mode_numbers() const;
  void set_mode_numbers(const std::vector<double>& numbers);

  [[nodiscard]] int size() const override { return model_->unknown_count(); }
  [[nodiscard]] int integral_count() const override { return model_->unknown_count() - model_->state_count(); }
  bool rhs(double t, const double* x, double* dxdt) override;
  [[nodiscard]] const numerics::Sparsity& pattern() const override { return model_->pattern(); }
  bool jacobian(double t, const double* x, double* values) override;
  [[nodiscard]] std::span<const double> absolute_scale() const override { return model_->nominal(); }
  void forget() override;
  /// Starts the next speciations from the solutions of a plant with the same unknowns, evaluated nearby.
  void start_from(const Workspace& other);
  [[nodiscard]] int root_count() const override {
    return model_->event_count() + static_cast<int>(model_->modal_units().size());
  }
  /// As `rhs` at a row to be recorded: afterwards all channels hold their values, also those that only reports need.
  bool record(double t, const double* x, double* dxdt);
  void roots(double t, const double* x, double* values) override;
  [[nodiscard]] std::string state_name(int index) const override { return model_->unknown_name(index); }
  [[nodiscard]] std::string last_failure() const override;

  /// Values of the last `rhs` call.
  [[nodiscard]] const Buffers& values() const { return values_; }

 private:
  [[nodiscard]] Moment moment(double t) const { return {t, period_start_, modes_.data()}; }
  void observe(double t, const double* x);
  void enter_mode(int unit, double t, double* x);
  [[nodiscard]] bool is_over(int unit, double t, const double* x);
  [[noreturn]] void refuse_standstill(int unit, double t) const;

  std::shared_ptr<const Model> model_;
  std::vector<aqueous::Equilibrium::Cache> caches_;
  Buffers values_;
  Derivatives derivatives_;
  std::vector<double> rates_;  // where nobody asks for them
  double period_start_ = 0.0;
  std::vector<Mode> modes_;
  int not_finite_ = -1;  // unknown whose rate stopped the last evaluation
};

}  // namespace raffinate::model
