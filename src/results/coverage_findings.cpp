#include "results/coverage_findings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

#include "aqueous/coverage.hpp"

namespace raffinate::results {

namespace {

struct Worst {
  std::string unit, model;
  double share = 0;
  int units = 0;
};
using Pair = std::pair<std::string, std::string>;

Finding finding(const Pair& pair, const Worst& worst) {
  return {Severity::implausible, worst.unit, "activity model",
          fmt::format("{} has no interaction coefficient for {} with {}, {:.3g} % of the dissolved mass here, in {} unit{}",
                      worst.model, pair.first, pair.second, 100 * worst.share, worst.units, worst.units == 1 ? "" : "s"),
          worst.share, 0};
}

}  // namespace

std::vector<Finding> coverage_findings(const model::Model& model, const model::Buffers& values) {
  std::map<Pair, Worst> worst;
  for (std::size_t u = 0; u < model.units().size(); ++u) {
    const auto& unit = model.units()[u];
    for (std::size_t slot = 0; slot < unit.layout.slots.size(); ++slot) {
      const aqueous::Equilibrium& equilibrium = *unit.layout.slots[slot];
      const double* molality =
          values.liquid(static_cast<int>(u), static_cast<int>(slot)) + equilibrium.molality_output(0);
      for (const auto& pair : aqueous::coverage_of(equilibrium.definition(), molality).pairs) {
        Worst& known = worst[{equilibrium.species_name(pair.first), equilibrium.species_name(pair.second)}];
        ++known.units;
        if (pair.share <= known.share) continue;
        known.share = pair.share;
        known.unit = unit.name;
        known.model = equilibrium.definition().activity->name();
      }
    }
  }
  std::vector<Finding> findings;
  for (const auto& [pair, where] : worst) findings.push_back(finding(pair, where));
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.value > b.value; });
  return findings;
}

}  // namespace raffinate::results
