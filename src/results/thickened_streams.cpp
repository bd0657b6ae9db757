#include <fmt/format.h>

#include <algorithm>

#include "results/audit_checks.hpp"
#include "results/balances.hpp"
#include "results/definitions.hpp"

namespace raffinate::results {

namespace {

bool thickens(const PlantRecord::Unit& unit) {
  return std::any_of(unit.channels.begin(), unit.channels.end(), [](const PlantRecord::Channel& channel) {
    return carries(channel.name, "underflow_solids") || carries(channel.name, "magma_solids");
  });
}

/// Mass of liquid and of solids that a stream carried [kg].
struct Carried {
  double liquid = 0, solids = 0;
};

Carried carried(const AuditCase& run, std::size_t stream) {
  const auto flow = transported(run.plant, static_cast<int>(stream), run.before, run.after);
  const auto of = [&](reactions::Aggregate a) { return flow[static_cast<std::size_t>(run.plant.entry(a))]; };
  return {of(reactions::Aggregate::liquid_mass), of(reactions::Aggregate::solid_mass)};
}

}  // namespace

void check_thickened_streams(const AuditCase& run, std::vector<Finding>& findings) {
  const auto& units = run.plant.units;
  const auto& streams = run.plant.streams;
  constexpr double noticeable = 1e-6;  // of the mass fed to the unit; less is round-off of what is not there
  std::vector<double> fed(units.size(), 0.0);
  for (std::size_t s = 0; s < streams.size(); ++s) {
    if (streams[s].to < 0) continue;
    const Carried mass = carried(run, s);
    fed[static_cast<std::size_t>(streams[s].to)] += mass.liquid + mass.solids;
  }
  const double limit = run.limits.max_pulp_density;
  for (std::size_t s = 0; s < streams.size(); ++s) {
    const auto from = static_cast<std::size_t>(streams[s].from);
    if (!thickens(units[from])) continue;
    const Carried mass = carried(run, s);
    const double share = definitions::pulp_density(mass.solids, mass.liquid);
    if (mass.liquid + mass.solids <= noticeable * fed[from] || !(share > limit)) continue;
    findings.push_back({Severity::implausible, units[from].name, streams[s].name,
                        fmt::format("stream {} carried {:.3g} % solids by mass, above {:.3g} %: too thick to flow",
                                    streams[s].name, 100 * share, 100 * limit),
                        share, limit});
  }
}

}  // namespace raffinate::results
