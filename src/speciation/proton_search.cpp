#include "speciation/proton_search.hpp"

#include <cmath>

namespace raffinate::speciation {

bool ProtonSearch::solve(double pH) {
  const auto status = equilibrium_.solve(inputs_(pH));
  iterations_ += status.iterations;
  return status.converged;
}

std::optional<LiquidState> ProtonSearch::reach(double pH) {
  if (solve(pH)) return equilibrium_.state();
  constexpr double distances[] = {0.05, 0.1, 0.2, 0.5, 1};
  constexpr int steps = 8;
  for (const double distance : distances)
    for (const double from : {pH + distance, pH - distance}) {
      bool found = solve(from);
      for (int step = 1; found && step <= steps; ++step) {
        const auto status = equilibrium_.advance(inputs_(step == steps ? pH : from + (pH - from) * step / steps));
        iterations_ += status.iterations;
        found = status.converged;
      }
      if (found) return equilibrium_.state();
    }
  return std::nullopt;
}

std::optional<LiquidState> ProtonSearch::close(const std::function<double(const LiquidState&)>& charge) {
  constexpr int lowest = -2, highest = 16;
  std::optional<Point> last;
  for (int pH = lowest; pH <= highest; ++pH) {
    auto state = reach(pH);
    if (!state) continue;
    Point point{static_cast<double>(pH), charge(*state), std::move(*state)};
    if (last && (last->charge > 0) != (point.charge > 0))
      if (auto found = narrow(*last, point, charge)) return found;
    last = std::move(point);
  }
  return std::nullopt;
}

/// Regula falsi in the form of Illinois, with a bisection wherever that does not halve the bracket soon.
std::optional<LiquidState> ProtonSearch::narrow(Point low, Point high,
                                                const std::function<double(const LiquidState&)>& charge) {
  constexpr int limit = 200;
  constexpr double round_off = 1e-13, narrowest = 1e-13;  // of the ions' charges; of the pH
  constexpr double narrow = 1e-6, wide = 1e-3;            // a bracket in pH, in which the charge still differs so much: a jump
  const auto jumps = [&] {
    return high.pH - low.pH < narrow && std::abs(low.charge - high.charge) > wide * low.state.ionic_strength;
  };
  double weight_low = 1, weight_high = 1, width = INFINITY;
  for (int iteration = 0; iteration < limit && high.pH - low.pH > narrowest && !jumps(); ++iteration) {
    double share = weight_low * low.charge / (weight_low * low.charge - weight_high * high.charge);
    if (iteration % 3 == 2) {
      if (high.pH - low.pH > 0.5 * width) share = 0.5;
      width = high.pH - low.pH;
    }
    const double pH = low.pH + share * (high.pH - low.pH);
    auto state = reach(pH);
    if (!state) return std::nullopt;
    Point middle{pH, charge(*state), std::move(*state)};
    if (std::abs(middle.charge) <= round_off * 2 * middle.state.ionic_strength) return middle.state;
    const bool below = (middle.charge > 0) == (low.charge > 0);
    (below ? weight_low : weight_high) = 1;
    (below ? weight_high : weight_low) *= 0.5;
    (below ? low : high) = std::move(middle);
  }
  const Point& nearer = std::abs(low.charge) < std::abs(high.charge) ? low : high;
  constexpr double closed = 1e-9;
  if (std::abs(nearer.charge) <= closed * nearer.state.ionic_strength) return nearer.state;
  jump_ = Jump{low.pH, {low.charge, high.charge}, {low.state.ionic_strength, high.state.ionic_strength}};
  return std::nullopt;
}

}  // namespace raffinate::speciation
