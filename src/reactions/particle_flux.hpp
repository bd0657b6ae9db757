#pragma once
#include <cmath>
#include <functional>
#include <type_traits>
#include <vector>

#include "numerics/dependency.hpp"
#include "numerics/dual.hpp"
#include "reactions/size_grid.hpp"

namespace raffinate::reactions {
namespace detail {

/// Slope of a profile limited so that no face value leaves the range of the neighbouring means:
/// van Leer's limiter for unequal classes (Mignone 2014, J. Comput. Phys. 270, 784-814). `finer`
/// and `coarser` are the difference quotients towards the neighbours. Slopes far below `trace` become zero smoothly.
template <class S>
S limited_slope(const S& finer, const S& coarser, double bound_finer, double bound_coarser, double trace) {
  using numerics::value;
  // Keeps 0/0 away where both neighbours are equal; far below any product of real slopes.
  const double smallest_product = trace * trace + 1e-300;
  const S product = finer * coarser;
  const double same_sign = value(product) > 0.0 ? 1.0 : 0.0;
  const S limited = product * same_sign;
  const S slope = limited * (bound_coarser * finer + bound_finer * coarser) /
                  (finer * finer + coarser * coarser + (bound_coarser + bound_finer - 2.0) * limited +
                   smallest_product);
  // Between wide classes, where a bound is near 1, Mignone's form may pass it; the pattern is that of `slope`.
  const double reached = std::abs(value(slope));
  if (reached > bound_finer * std::abs(value(finer))) return bound_finer * finer + 0.0 * slope;
  if (reached > bound_coarser * std::abs(value(coarser))) return bound_coarser * coarser + 0.0 * slope;
  return slope;
}

/// Which neighbour the particles move to.
enum class Towards { finer = -1, coarser = 1 };

/// Moves particles at `speed` >= 0 [grid lengths/s] and returns the amount gained by all classes per speed.
template <class S>
S move_particles(const std::vector<ClassShape>& shapes, Towards towards, const S& speed, const S* amount, S* rate,
                 double trace) {
  const int step = static_cast<int>(towards);
  const int classes = static_cast<int>(shapes.size());
  S total(0.0);
  S finer_slope(0.0);
  S mean = amount[0] * shapes[0].value_per_amount;
  for (int i = 0; i < classes; ++i) {
    const ClassShape& shape = shapes[static_cast<std::size_t>(i)];
    S exchange = mean * shape.exchange_of_value;
    S face = mean;
    if (i + 1 < classes) {
      const S next = amount[i + 1] * shapes[static_cast<std::size_t>(i) + 1].value_per_amount;
      const S coarser_slope = (next - mean) * shape.to_coarser;
      if (i > 0) {
        const S slope = limited_slope(finer_slope, coarser_slope, shape.bound_finer, shape.bound_coarser,
                                      trace * shape.value_per_amount * shape.to_coarser);
        exchange += slope * shape.exchange_of_slope;
        face += slope * shape.face_offset;
      }
      finer_slope = coarser_slope;
      mean = next;
    }
    exchange *= static_cast<double>(step);
    rate[i] += exchange * speed;
    total += exchange;
    if (shape.face_power > 0.0) {
      const S moved = face * speed * shape.face_power;
      rate[i] -= moved;
      rate[i + step] += moved;
    }
  }
  return total;
}

}  // namespace detail

/// Adds to `rate` [mol/s] what each class gains when every particle surface moves so that
/// dL/dt = `velocity` [m/s] (negative: the particles shrink); `amount` [mol] per class. Shrinking, classes far below
/// `trace` [mol] are taken as even inside: there the limiter would follow the noise of an integration, and its kinks would
/// hold up the steps. Growing, a trace of nuclei decides about the number of crystals, so there it plays no part.
///
///   dM/dt + d(G M)/dL = 3 (G/L) M,  M(L) the amount per length of particle size.
///
/// Returns the sum over the classes [mol/s]: the solution loses exactly that, so nothing is made. On the way, what the
/// particles gain per velocity is given to `pass`.
/// An empty class never loses; growth out of the coarsest class stays in it.
template <class S, class Pass = std::identity>
S size_change(const SizeGrid& grid, const S& velocity, const S* amount, S* rate, double trace = 0.0, const Pass& pass = {}) {
  using detail::Towards;
  const S relative = velocity * (1.0 / grid.largest());
  const bool grows = numerics::value(velocity) > 0.0;
  if constexpr (std::is_same_v<S, numerics::Dependency>) {
    // The pattern must hold for both directions; the values are those of the one taken.
    const double growing = grows ? 1.0 : 0.0;
    const S gain = detail::move_particles(grid.growing(), Towards::coarser, relative * growing, amount, rate, 0.0) * growing -
                   detail::move_particles(grid.shrinking(), Towards::finer, relative * (growing - 1.0), amount, rate, trace) * (1.0 - growing);
    return pass(gain) * relative;
  } else {
    if (grows) return pass(detail::move_particles(grid.growing(), Towards::coarser, relative, amount, rate, 0.0)) * relative;
    return pass(S(-detail::move_particles(grid.shrinking(), Towards::finer, S(-relative), amount, rate, trace))) * relative;
  }
}

/// Adds `births` new particles per second [1/s] to the finest class and returns their amount
/// [mol/s]. `amount_per_cube` [mol/m3] is the amount in a particle of size L over L^3: volume shape
/// factor over molar volume.
template <class S>
S nucleate(const SizeGrid& grid, const S& births, double amount_per_cube, S* rate) {
  const S gained = births * (amount_per_cube * grid.mean_cube(0));
  rate[0] += gained;
  return gained;
}

}  // namespace raffinate::reactions
