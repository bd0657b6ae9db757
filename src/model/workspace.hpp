#pragma once
#include <memory>
#include <string>
#include <vector>

#include "model/model.hpp"
#include "numerics/equation_system.hpp"

namespace raffinate::model {

/// Values of every stream, channel and speciation for one scalar type.
template <class S>
class Buffers {
 public:
  explicit Buffers(const Model& model, std::vector<aqueous::Equilibrium::Cache>& caches);

  /// Evaluates the plant at time t [s], unknowns x; writes dx. False: a speciation did not converge.
  bool evaluate(const Model& model, double t, double period_start, const S* x, S* dx);
  /// The same for the units marked in `active`; the flows and channels of the others keep their
  /// values from the last full evaluation and count as constant.
  bool evaluate(const Model& model, double t, double period_start, const S* x, S* dx, const std::vector<char>& active);

  /// Flow of an entry of a stream in the last evaluation [mol/s, kg/s, m3/s, W/K, W].
  [[nodiscard]] const S& flow(int stream, int entry) const {
    return flows_[static_cast<std::size_t>(stream) * width_ + static_cast<std::size_t>(entry)];
  }
  [[nodiscard]] const S& channel(int index) const { return channels_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] const S& energy(int index) const { return energies_[static_cast<std::size_t>(index)]; }
  /// Root functions of every unit; they see own states only.
  void events(const Model& model, double t, double period_start, const S* x, double* values);
  /// Unit whose speciation failed last, -1 if none.
  [[nodiscard]] int failed_unit() const { return failed_unit_; }

 private:
  struct UnitView {
    std::vector<S*> in;             // by inlet
    std::vector<S*> out;            // by outlet
    std::vector<const S*> signals;  // by signal input
    std::vector<aqueous::Slot> slots;
    std::vector<S*> liquid;         // outputs by slot
  };
  void gather(const Model& model, int unit);
  void forget_derivatives(const Model& model, int unit);
  unitops::Io<S> io(const Model& model, int unit, double t, double period_start, const S* x);
  void write_ledger(const Model& model, int unit, S* dx) const;

  std::size_t width_;
  std::vector<S> flows_;   // stream-major
  std::vector<S> merged_;  // sums for inlets fed by several streams
  std::vector<S> unused_;  // zero flow of unconnected inlets
  std::vector<S> channels_, energies_, work_, outputs_;
  std::vector<UnitView> views_;
  std::vector<char> all_;     // marks every unit
  std::vector<char> varied_;  // units whose outlets may carry derivatives
  bool failed_ = false;
  int failed_unit_ = -1;
};

/// A model with values: the system of equations that solvers integrate. One per thread.
class Workspace final : public numerics::EquationSystem {
 public:
  explicit Workspace(std::shared_ptr<const Model> model);

  [[nodiscard]] const Model& model() const { return *model_; }
  /// The step of every schedule in force from now on [s]; the driver sets it at stop times.
  void set_period_start(double t) { period_start_ = t; }

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
  [[nodiscard]] const Buffers<double>& values() const { return values_; }

 private:
  std::shared_ptr<const Model> model_;
  std::vector<aqueous::Equilibrium::Cache> caches_;
  Buffers<double> values_;
  Buffers<numerics::Dual> duals_;
  std::vector<numerics::Dual> dual_x_, dual_dx_;
  double period_start_ = 0.0;
  int not_finite_ = -1;  // unknown whose rate stopped the last evaluation
};

}  // namespace raffinate::model
