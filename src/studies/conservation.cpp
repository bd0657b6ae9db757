#include "studies/conservation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "solvers/newton_solver.hpp"
#include "solvers/null_directions.hpp"

namespace raffinate::studies {

namespace {

using reactions::Aggregate;
constexpr double hour = 3600.0;  // [s]

/// Gives a direction of the state space its names.
class Namer {
 public:
  explicit Namer(const model::Model& model) : model_(model) {
    for (std::size_t u = 0; u < model.units().size(); ++u)
      for (const auto& state : model.units()[u].layout.states) states_.push_back({static_cast<int>(u), state.entry});
  }

  [[nodiscard]] Conserved name(const std::vector<double>& direction, double rate) const {
    const auto pivot = static_cast<std::size_t>(
        std::max_element(direction.begin(), direction.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }) -
        direction.begin());
    Conserved result;
    result.where = units_of(direction);
    if (const auto element = element_of(direction)) {
      result.what = components().elements()[static_cast<std::size_t>(*element)];
      rate *= count(pivot, *element) / direction[pivot];
    } else {
      result.what = names_of(direction);
    }
    result.unit = unit_of(states_[pivot].entry);
    result.rate = rate * hour;
    return result;
  }

  /// One over a unit of the state: about a mole of water, or what matters for states that are no inventories.
  [[nodiscard]] std::vector<double> weights() const {
    std::vector<double> result(states_.size());
    for (std::size_t i = 0; i < states_.size(); ++i)
      result[i] = states_[i].entry >= 0 ? 1.0 / mole_of(states_[i].entry) : 1.0 / std::max(model_.nominal()[i], 1e-30);
    return result;
  }

 private:
  struct State {
    int unit, entry;
  };
  static constexpr double negligible = 1e-6;

  [[nodiscard]] const reactions::ComponentList& components() const { return model_.components(); }
  [[nodiscard]] bool is_amount(std::size_t state) const {
    return states_[state].entry >= 0 && !components().is_aggregate(states_[state].entry);
  }
  [[nodiscard]] double count(std::size_t state, int element) const {
    return is_amount(state) ? components().count(components().component_of(states_[state].entry), element) : 0.0;
  }

  /// The element whose atoms the direction counts in every unit that it touches.
  [[nodiscard]] std::optional<int> element_of(const std::vector<double>& direction) const {
    std::vector<char> touched(model_.units().size(), 0);
    std::size_t largest = 0;
    for (std::size_t i = 0; i < direction.size(); ++i) {
      if (std::abs(direction[i]) < negligible) continue;
      if (!is_amount(i)) return {};
      touched[static_cast<std::size_t>(states_[i].unit)] = 1;
      if (std::abs(direction[i]) > std::abs(direction[largest])) largest = i;
    }
    for (int e = 0; e < static_cast<int>(components().elements().size()); ++e) {
      if (count(largest, e) == 0) continue;
      const double scale = direction[largest] / count(largest, e);
      const auto differs = [&](std::size_t i) {
        return touched[static_cast<std::size_t>(states_[i].unit)] && is_amount(i) &&
               std::abs(direction[i] - scale * count(i, e)) > negligible * std::abs(direction[largest]);
      };
      bool same = true;
      for (std::size_t i = 0; same && i < direction.size(); ++i) same = !differs(i);
      if (same) return e;
    }
    return {};
  }

  [[nodiscard]] std::string units_of(const std::vector<double>& direction) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < direction.size(); ++i) {
      const auto& name = model_.units()[static_cast<std::size_t>(states_[i].unit)].name;
      if (std::abs(direction[i]) > negligible && (names.empty() || names.back() != name)) names.push_back(name);
    }
    return fmt::format("{}", fmt::join(names, ", "));
  }

  [[nodiscard]] std::string names_of(const std::vector<double>& direction) const {
    constexpr std::size_t shown = 4;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < direction.size(); ++i) {
      if (std::abs(direction[i]) < negligible) continue;
      const auto& layout = model_.units()[static_cast<std::size_t>(states_[i].unit)].layout;
      const int first = model_.units()[static_cast<std::size_t>(states_[i].unit)].first_state;
      const int entry = states_[i].entry;
      const std::string name = is_amount(i) ? components()[components().component_of(entry)].name
                                            : layout.states[i - static_cast<std::size_t>(first)].name;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    const std::size_t more = names.size() > shown ? names.size() - shown : 0;
    names.resize(names.size() - more);
    return fmt::format("{}{}", fmt::join(names, " + "), more > 0 ? fmt::format(" + {} more", more) : "");
  }

  [[nodiscard]] double mole_of(int entry) const {
    if (!components().is_aggregate(entry)) return 1.0;
    switch (static_cast<Aggregate>(entry - components().component_entry_count())) {
      case Aggregate::liquid_mass:
      case Aggregate::solid_mass: return 0.018;     // [kg]
      case Aggregate::liquid_volume:
      case Aggregate::solid_volume: return 1.8e-5;  // [m3]
      case Aggregate::sensible_heat: return 75.0;   // [J], of one kelvin
      default: return 75.0;                         // [J/K]
    }
  }
  [[nodiscard]] std::string unit_of(int entry) const {
    if (entry < 0) return "/h";
    if (!components().is_aggregate(entry)) return "mol/h";
    switch (static_cast<Aggregate>(entry - components().component_entry_count())) {
      case Aggregate::liquid_mass:
      case Aggregate::solid_mass: return "kg/h";
      case Aggregate::liquid_volume:
      case Aggregate::solid_volume: return "m3/h";
      case Aggregate::sensible_heat: return "J/h";
      default: return "J/K/h";
    }
  }

  const model::Model& model_;
  std::vector<State> states_;
};

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
  const Namer namer(workspace.model());
  const auto weights = namer.weights(), sizes = solvers::inverse_sizes(workspace, x.data());
  std::vector<Conserved> result;
  for (const auto& direction : null_directions(jacobian, weights, solvers::Side::left)) {
    double rate = 0, size = 0;
    for (std::size_t i = 0; i < direction.size(); ++i) {
      rate += direction[i] * rates[i];
      if (direction[i] != 0) size += std::abs(direction[i]) / sizes[i];
    }
    auto conserved = namer.name(direction, rate);
    conserved.grows = std::abs(rate) * year > noticeable * size;
    if (!conserved.grows) conserved.rate = 0;
    result.push_back(std::move(conserved));
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
