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
  bool evaluate_unit(int unit, const Moment& now);

  const Model* model_;
  std::vector<aqueous::Equilibrium::Cache>* caches_;
  std::vector<UnitProbe<numerics::Dual>> probes_;
  std::vector<double> values_;
};

}  // namespace raffinate::model
