#pragma once
#include <nvector/nvector_serial.h>

#include <span>
#include <vector>

namespace raffinate::solvers {

/// What an error of each state counts for: 1 / (tolerance * (|x| + factor * scale)), nothing for states without scale.
class ErrorWeights {
 public:
  ErrorWeights(std::span<const double> scale, double relative_tolerance, double absolute_factor);

  void write(N_Vector x, N_Vector weights) const;

 private:
  std::vector<double> scale_;
  double tolerance_, factor_;
  double dilution_;  // SUNDIALS averages over all its unknowns, those without error control too
};

}  // namespace raffinate::solvers
