#include "results/coverage_findings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
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

/// Units in which species that the activity model leaves out would be there; one finding for each species.
std::vector<Finding> left_out_findings(const model::Model& model, const model::Buffers& values) {
  std::map<std::string, Worst> worst;
  for (std::size_t u = 0; u < model.units().size(); ++u) {
    const auto& unit = model.units()[u];
    for (std::size_t slot = 0; slot < unit.layout.slots.size(); ++slot) {
      const aqueous::Equilibrium& equilibrium = *unit.layout.slots[slot];
      const double* outputs = values.liquid(static_cast<int>(u), static_cast<int>(slot));
      for (const auto& species : equilibrium.definition().left_out) {
        const double activity =
            std::exp(aqueous::ln_activity_of(species, outputs + equilibrium.ln_activity_output(0),
                                             outputs[equilibrium.ln_water_output()],
                                             outputs[equilibrium.temperature_output()]));
        if (activity < aqueous::missed_activity) continue;
        Worst& known = worst[species.name];
        ++known.units;
        if (activity <= known.share) continue;
        known = {unit.name, std::string(equilibrium.definition().activity->name()), activity, known.units};
      }
    }
  }
  std::vector<Finding> findings;
  for (const auto& [name, where] : worst)
    findings.push_back({Severity::implausible, where.unit, "activity model",
                        fmt::format("{} is left out with {}, because its constant holds with another model; it would be there "
                                    "here, at an activity of {:.2g}, and in {} unit{} in all",
                                    name, where.model, where.share, where.units, where.units == 1 ? "" : "s"),
                        where.share, aqueous::missed_activity});
  return findings;
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
  for (Finding& missed : left_out_findings(model, values)) findings.push_back(std::move(missed));
  return findings;
}

}  // namespace raffinate::results
