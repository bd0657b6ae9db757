#pragma once
#include <vector>

#include "numerics/sparsity.hpp"

namespace raffinate::model {

class Model;

/// How the Jacobian of a plant is put together from those of its units, each by itself (docs/architecture.md,
/// Derivatives). Structure only: constant once the plant is compiled.
///
/// All factors and sums live in one array of values. A unit's local Jacobian fills its part by sweeps of dual numbers;
/// the chain rule is a list of products that add up the rest.
struct Linearisation {
  struct Seed {
    int column, lane;
  };
  /// Derivative of an output of a speciation by one of its inputs.
  struct Slope {
    int slot, output, input, value;
  };
  struct Unit {
    std::vector<int> column_start, row;     ///< local Jacobian, compressed by columns
    int first_value = 0;                    ///< of its entries
    std::vector<std::vector<Seed>> sweeps;  ///< columns followed together
    std::vector<Slope> slopes;
  };
  /// value[left] * value[right]
  struct Product {
    int left, right;
  };
  static constexpr int one = 0, zero = 1;  ///< indices of the constants

  std::vector<Unit> units;
  std::vector<Product> products;
  std::vector<int> sum_sizes;  ///< how many products make each sum; those may refer to sums before
  int first_sum = 0;           ///< value of the first; the others follow
  int value_count = 2;
  numerics::Sparsity pattern;   ///< of the Jacobian
  std::vector<int> entry;       ///< value by nonzero of the pattern
};

/// Finds it for a model whose units, streams and ledger are complete.
[[nodiscard]] Linearisation linearise(const Model& model);

}  // namespace raffinate::model
