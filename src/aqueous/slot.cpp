#include "aqueous/slot.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace raffinate::aqueous {

using numerics::Dependency;
using numerics::Dual;

namespace {
constexpr std::size_t max_inputs = 64;
}

bool Slot::solve(const double* inputs, double* outputs) const {
  const auto status =
      equilibrium_->solve({inputs, static_cast<std::size_t>(equilibrium_->input_count())}, *cache_);
  const auto values = equilibrium_->outputs(*cache_);
  std::copy(values.begin(), values.end(), outputs);
  return status.converged;
}

bool Slot::solve(const Dual* inputs, Dual* outputs) const {
  const int count = equilibrium_->input_count();
  std::array<double, max_inputs> values{};
  std::array<int, max_inputs> seeded{};
  int seeded_count = 0;
  for (int j = 0; j < count; ++j) {
    values[j] = inputs[j].v;
    if (std::any_of(inputs[j].d.begin(), inputs[j].d.end(), [](double d) { return d != 0.0; }))
      seeded[seeded_count++] = j;
  }
  const auto status =
      equilibrium_->solve({values.data(), static_cast<std::size_t>(count)}, *cache_);
  const auto solution = equilibrium_->outputs(*cache_);
  const double* slope = equilibrium_->sensitivities(*cache_);
  for (std::size_t i = 0; i < solution.size(); ++i, slope += count) {
    outputs[i] = Dual(solution[i]);
    for (int k = 0; k < seeded_count; ++k) {
      const double s = slope[seeded[k]];
      for (int lane = 0; lane < Dual::width; ++lane)
        outputs[i].d[lane] += s * inputs[seeded[k]].d[lane];
    }
  }
  return status.converged;
}

bool Slot::solve(const Dependency* inputs, Dependency* outputs) const {
  const int count = equilibrium_->input_count();
  std::array<double, max_inputs> values{};
  Dependency all;
  for (int j = 0; j < count; ++j) {
    values[j] = inputs[j].v;
    all.merge(inputs[j]);
  }
  const auto status =
      equilibrium_->solve({values.data(), static_cast<std::size_t>(count)}, *cache_);
  const auto solution = equilibrium_->outputs(*cache_);
  for (std::size_t i = 0; i < solution.size(); ++i) {
    outputs[i] = all;
    outputs[i].v = solution[i];
  }
  return status.converged;
}

}  // namespace raffinate::aqueous
