#include "studies/conservation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "solvers/newton_solver.hpp"
#include "solvers/null_directions.hpp"
#include "studies/direction_namer.hpp"

namespace raffinate::studies {

namespace {

/// Leaves out what follows from the rest: a vessel that fills up takes up everything; mass, heat and water of a
/// liquor grow with what is dissolved in it.
std::vector<Conserved> essential(std::vector<Conserved> all) {
  std::vector<std::string> filling;
  for (const auto& c : all)
    if (c.grows && c.what == "liquid_volume") filling.push_back(c.where);
  const auto contains = [](const auto& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
  };
  const std::vector<std::string> carriers{"liquid_mass", "solid_mass", "liquid_heat_capacity", "solid_heat_capacity",
                                          "solid_volume", "sensible_heat", "H2O", "H+", "H", "O"};
  std::vector<Conserved> result;
  for (const auto& c : all) {
    if (contains(filling, c.where) && c.what != "liquid_volume") continue;
    const bool has_cause = std::any_of(all.begin(), all.end(), [&](const auto& other) {
      return other.where == c.where && other.grows && !contains(carriers, other.what);
    });
    if (!contains(carriers, c.what) || (c.grows && !has_cause)) result.push_back(c);
  }
  return result;
}

}  // namespace

std::vector<Conserved> conserved_quantities(model::Workspace& workspace, solvers::StateJacobian& jacobian, double t,
                                            const std::vector<double>& x) {
  constexpr double year = 3.15e7;      // [s]
  constexpr double noticeable = 1e-3;  // growth in a year, of what is there
  std::vector<double> rates(x.size());
  if (!workspace.rhs(t, x.data(), rates.data()) || !jacobian.evaluate(t, x.data())) return {};
  const DirectionNamer namer(workspace.model());
  const auto weights = namer.weights(), sizes = solvers::inverse_sizes(workspace, x.data());
  std::vector<Conserved> result;
  for (const auto& direction : null_directions(jacobian, weights, solvers::Side::left)) {
    double rate = 0, size = 0;
    for (std::size_t i = 0; i < direction.size(); ++i) {
      rate += direction[i] * rates[i];
      if (direction[i] != 0) size += std::abs(direction[i]) / sizes[i];
    }
    constexpr double hour = 3600.0;  // [s]
    const auto name = namer.name(direction);
    const bool grows = std::abs(rate) * year > noticeable * size;
    result.push_back({name.what, name.where, grows ? rate * name.scale * hour : 0.0, name.unit + "/h", grows});
  }
  return essential(std::move(result));
}

std::string to_text(const Conserved& c) {
  if (!c.grows) return fmt::format("{} in {} neither enters nor leaves: it stays what the plant was filled with", c.what, c.where);
  const char* change = c.rate > 0 ? "grows" : "falls";
  if (c.what == "liquid_volume")
    return fmt::format("{}: the volume {} by {:.3g} {}: more enters than can leave", c.where, change, std::abs(c.rate), c.unit);
  return fmt::format("{} in {} {} by {:.3g} {}: what enters cannot leave", c.what, c.where, change, std::abs(c.rate), c.unit);
}

}  // namespace raffinate::studies
