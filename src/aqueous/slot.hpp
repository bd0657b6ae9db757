#pragma once
#include <vector>

#include "aqueous/equilibrium.hpp"
#include "numerics/dependency.hpp"
#include "numerics/dual.hpp"

namespace raffinate::aqueous {

/// One speciation inside a right-hand side: the same call for values, derivatives and sparsity.
///
/// Inputs and outputs are those of `Equilibrium`. With `Dual` the derivatives follow from the
/// implicit-function theorem; the iteration itself always runs on plain numbers.
class Slot {
 public:
  Slot() = default;
  Slot(const Equilibrium& equilibrium, Equilibrium::Cache& cache)
      : equilibrium_(&equilibrium), cache_(&cache) {}

  /// False when no solution was found; `outputs` then holds the last iterate.
  bool solve(const double* inputs, double* outputs) const;
  bool solve(const numerics::Dual* inputs, numerics::Dual* outputs) const;
  bool solve(const numerics::Dependency* inputs, numerics::Dependency* outputs) const;

  [[nodiscard]] const Equilibrium& equilibrium() const { return *equilibrium_; }

 private:
  const Equilibrium* equilibrium_ = nullptr;
  Equilibrium::Cache* cache_ = nullptr;
};

}  // namespace raffinate::aqueous
