#pragma once
#include <vector>

#include "model/model.hpp"
#include "model/moment.hpp"

namespace raffinate::model {

/// Values of every stream, channel and speciation of a plant.
class Buffers {
 public:
  explicit Buffers(const Model& model, std::vector<aqueous::Equilibrium::Cache>& caches);

  /// Evaluates the plant at unknowns x; writes dx. False: a speciation did not converge.
  bool evaluate(const Model& model, const Moment& now, const double* x, double* dx);
  /// Channels that only reports need, at unknowns that have just been evaluated. False: a speciation did not converge.
  bool report(const Model& model, const Moment& now, const double* x);

  /// Flow of an entry of a stream in the last evaluation [mol/s, kg/s, m3/s, W/K, W].
  [[nodiscard]] const double& flow(int stream, int entry) const {
    return flows_[static_cast<std::size_t>(stream) * width_ + static_cast<std::size_t>(entry)];
  }
  [[nodiscard]] const double& channel(int index) const { return channels_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] const double& energy(int index) const { return energies_[static_cast<std::size_t>(index)]; }
  /// What arrives at an inlet of a unit, by entry.
  [[nodiscard]] const double* inflow(int unit, int inlet) const {
    return views_[static_cast<std::size_t>(unit)].in[static_cast<std::size_t>(inlet)];
  }
  /// Outputs of a speciation of a unit.
  [[nodiscard]] const double* liquid(int unit, int slot) const {
    return views_[static_cast<std::size_t>(unit)].liquid[static_cast<std::size_t>(slot)];
  }
  /// Root functions of every unit, then the ends of modes (`Model::modal_units`).
  void roots(const Model& model, const Moment& now, const double* x, double* values);
  /// What a unit sees of the last evaluation.
  unitops::Io<double> io(const Model& model, int unit, const Moment& now, const double* x);
  /// Unit whose speciation failed last, -1 if none.
  [[nodiscard]] int failed_unit() const { return failed_unit_; }

 private:
  struct UnitView {
    std::vector<double*> in;             // by inlet
    std::vector<double*> out;            // by outlet
    std::vector<const double*> signals;  // by signal input
    std::vector<aqueous::Slot> slots;
    std::vector<double*> liquid;         // outputs by slot
  };
  void observe(const Model& model, int unit, const Moment& now, const double* x);
  void gather(const Model& model, int unit);
  void write_ledger(const Model& model, int unit, double* dx) const;

  std::size_t width_;
  std::vector<double> flows_;   // stream-major
  std::vector<double> merged_;  // sums for inlets fed by several streams
  std::vector<double> unused_;  // zero flow of unconnected inlets
  std::vector<double> channels_, energies_, work_, outputs_;
  std::vector<UnitView> views_;
  bool failed_ = false;
  int failed_unit_ = -1;
};

}  // namespace raffinate::model
