#include "studies/conservation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "solvers/newton_solver.hpp"
#include "solvers/null_directions.hpp"
#include "studies/direction_namer.hpp"

namespace raffinate::studies {

namespace {

/// Whether nothing is named but what carries solutes, or combinations of it: mass, heat and water of a liquor.
bool is_carrier(const std::string& what) {
  static const std::set<std::string> carriers{"liquid_mass", "solid_mass", "liquid_heat_capacity", "solid_heat_capacity",
                                              "liquid_volume", "solid_volume", "sensible_heat", "H2O", "H+", "H", "O"};
  constexpr std::string_view plus = " + ";
  if (what == "liquid_volume") return false;  // by itself it is a vessel that fills up
  for (std::size_t begin = 0;;) {
    const auto end = what.find(plus, begin);
    if (!carriers.contains(what.substr(begin, end - begin))) return false;
    if (end == std::string::npos) return true;
    begin = end + plus.size();
  }
}

/// Leaves out what follows from the rest: a vessel that fills up takes up everything; mass, heat and water of a
/// liquor grow with what is dissolved in it.
std::vector<Conserved> essential(std::vector<Conserved> all) {
  const auto fills_up = [&](const std::string& where) {
    return std::any_of(all.begin(), all.end(), [&](const auto& c) { return c.grows && c.what == "liquid_volume" && c.where == where; });
  };
  const auto has_cause = [&](const std::string& where) {
    return std::any_of(all.begin(), all.end(), [&](const auto& c) { return c.grows && c.where == where && !is_carrier(c.what); });
  };
  std::vector<Conserved> result;
  for (const auto& c : all) {
    if (c.what != "liquid_volume" && fills_up(c.where)) continue;
    if (!is_carrier(c.what) || (c.grows && !has_cause(c.where))) result.push_back(c);
  }
  return result;
}

/// Whether the stretch shows that the quantity grew by `rate` [1/s], but for the tolerance of the integration.
bool grew(const std::vector<double>& direction, double rate, const Stretch& seen) {
  constexpr double tolerance = 0.01;
  double change = 0;
  for (std::size_t i = 0; i < direction.size(); ++i) change += direction[i] * (seen.after[i] - seen.before[i]);
  return std::abs(change - rate * seen.duration) < tolerance * std::abs(rate) * seen.duration;
}

}  // namespace

std::vector<Conserved> conserved_quantities(model::Workspace& workspace, solvers::StateJacobian& jacobian, double t,
                                            const std::vector<double>& x, const Stretch* seen) {
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
    if (grows && seen != nullptr && !grew(direction, rate, *seen)) continue;
    result.push_back({name.what, name.where, grows ? rate * name.scale * hour : 0.0, name.unit + "/h", grows, name.readable});
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
