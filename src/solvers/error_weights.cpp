#include "solvers/error_weights.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::solvers {

namespace {

/// Weight of unknowns without error control: present in the Newton iteration, silent in the norms.
constexpr double no_weight = 1e-100;

}  // namespace

ErrorWeights::ErrorWeights(std::span<const double> scale, double relative_tolerance, double absolute_factor)
    : scale_(scale.begin(), scale.end()), tolerance_(relative_tolerance), factor_(absolute_factor) {
  const auto controlled = std::count_if(scale_.begin(), scale_.end(), [](double s) { return s > 0; });
  dilution_ = std::sqrt(static_cast<double>(scale_.size()) / static_cast<double>(std::max<long>(controlled, 1)));
}

void ErrorWeights::write(N_Vector x, N_Vector weights) const {
  const double* values = N_VGetArrayPointer(x);
  double* weight = N_VGetArrayPointer(weights);
  for (std::size_t i = 0; i < scale_.size(); ++i) {
    const double size = std::abs(values[i]) + factor_ * scale_[i];
    weight[i] = scale_[i] > 0 ? dilution_ / (tolerance_ * size) : no_weight;
  }
}

}  // namespace raffinate::solvers
