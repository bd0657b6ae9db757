#pragma once
#include <vector>

#include "model/unit_probe.hpp"

namespace raffinate::model {

/// The Jacobian of a plant, by the structure of its `Linearisation`.
class Derivatives {
 public:
  Derivatives(const Model& model, std::vector<aqueous::Equilibrium::Cache>& caches);

  /// Writes df/dx in the order of the model's pattern. `plant` holds the values at x, and the caches their
  /// speciations. False: some unit did not find a value it needs.
  bool evaluate(const Buffers& plant, const Moment& now, const double* x, double* jacobian);

 private:
  /// Columns followed together in one evaluation of a unit, and where their derivatives go from there.
  struct Sweep {
    struct Copy {
      const double* from;
      double* to;
    };
    std::vector<double*> seeds;
    std::vector<Copy> copies;
  };
  [[nodiscard]] Sweep make_sweep(const Linearisation::Unit& unit, const std::vector<Linearisation::Seed>& columns,
                                 UnitProbe<numerics::Dual>& probe);
  bool evaluate_unit(int unit, const Moment& now);

  const Model* model_;
  std::vector<aqueous::Equilibrium::Cache>* caches_;
  std::vector<UnitProbe<numerics::Dual>> probes_;
  std::vector<std::vector<Sweep>> sweeps_;  // by unit
  std::vector<double> values_;
};

}  // namespace raffinate::model
