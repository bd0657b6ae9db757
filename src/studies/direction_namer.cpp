#include "studies/direction_namer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace raffinate::studies {

namespace {

using reactions::Aggregate;

constexpr double negligible = 1e-6;

std::size_t largest_of(const std::vector<double>& direction) {
  const auto smaller = [](double a, double b) { return std::abs(a) < std::abs(b); };
  return static_cast<std::size_t>(std::max_element(direction.begin(), direction.end(), smaller) - direction.begin());
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

DirectionNamer::DirectionNamer(const model::Model& model) : model_(model) {
  for (std::size_t u = 0; u < model.units().size(); ++u)
    for (const auto& state : model.units()[u].layout.states) states_.push_back({static_cast<int>(u), state.entry});
}

DirectionNamer::Name DirectionNamer::name(const std::vector<double>& direction) const {
  const auto largest = largest_of(direction);
  Name result{"", units_of(direction), unit_of(states_[largest].entry), true, 1.0 / direction[largest]};
  if (const auto element = element_of(direction)) {
    result.what = components().elements()[static_cast<std::size_t>(*element)];
    result.scale *= atoms(largest, *element);
  } else {
    constexpr std::size_t shown = 4;
    auto names = names_of(direction);
    result.readable = names.size() <= shown;
    const std::string more = result.readable ? "" : fmt::format(" + {} more", names.size() - shown);
    names.resize(std::min(names.size(), shown));
    result.what = fmt::format("{}{}", fmt::join(names, " + "), more);
  }
  return result;
}

std::vector<double> DirectionNamer::weights() const {
  std::vector<double> result(states_.size());
  for (std::size_t i = 0; i < states_.size(); ++i)
    result[i] = states_[i].entry >= 0 ? 1.0 / mole_of(states_[i].entry) : 1.0 / std::max(model_.nominal()[i], 1e-30);
  return result;
}

bool DirectionNamer::is_amount(std::size_t state) const {
  return states_[state].entry >= 0 && !components().is_aggregate(states_[state].entry);
}

double DirectionNamer::atoms(std::size_t state, int element) const {
  return is_amount(state) ? components().count(components().component_of(states_[state].entry), element) : 0.0;
}

/// The element whose atoms the direction counts in every unit that it touches.
std::optional<int> DirectionNamer::element_of(const std::vector<double>& direction) const {
  for (std::size_t i = 0; i < direction.size(); ++i)
    if (std::abs(direction[i]) > negligible && !is_amount(i)) return {};
  const auto largest = largest_of(direction);
  for (int e = 0; e < static_cast<int>(components().elements().size()); ++e)
    if (atoms(largest, e) != 0 && counts(direction, largest, e)) return e;
  return {};
}

bool DirectionNamer::counts(const std::vector<double>& direction, std::size_t largest, int element) const {
  std::vector<char> touched(model_.units().size(), 0);
  for (std::size_t i = 0; i < direction.size(); ++i)
    if (std::abs(direction[i]) > negligible) touched[static_cast<std::size_t>(states_[i].unit)] = 1;
  const double scale = direction[largest] / atoms(largest, element);
  for (std::size_t i = 0; i < direction.size(); ++i)
    if (touched[static_cast<std::size_t>(states_[i].unit)] && is_amount(i) &&
        std::abs(direction[i] - scale * atoms(i, element)) > negligible * std::abs(direction[largest]))
      return false;
  return true;
}

std::string DirectionNamer::units_of(const std::vector<double>& direction) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < direction.size(); ++i)
    if (std::abs(direction[i]) > negligible) add_once(names, model_.units()[static_cast<std::size_t>(states_[i].unit)].name);
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> DirectionNamer::names_of(const std::vector<double>& direction) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < direction.size(); ++i)
    if (std::abs(direction[i]) > negligible) add_once(names, name_of(i));
  return names;
}

std::string DirectionNamer::name_of(std::size_t state) const {
  if (is_amount(state)) return components()[components().component_of(states_[state].entry)].name;
  const auto& unit = model_.units()[static_cast<std::size_t>(states_[state].unit)];
  return unit.layout.states[state - static_cast<std::size_t>(unit.first_state)].name;
}

std::string DirectionNamer::unit_of(int entry) const {
  if (entry < 0) return "1";
  if (!components().is_aggregate(entry)) return "mol";
  switch (static_cast<Aggregate>(entry - components().component_entry_count())) {
    case Aggregate::liquid_mass:
    case Aggregate::solid_mass: return "kg";
    case Aggregate::liquid_volume:
    case Aggregate::solid_volume: return "m3";
    case Aggregate::speciation_heat:
    case Aggregate::sensible_heat: return "J";
    default: return "J/K";
  }
}

double DirectionNamer::mole_of(int entry) const {
  if (!components().is_aggregate(entry)) return 1.0;
  switch (static_cast<Aggregate>(entry - components().component_entry_count())) {
    case Aggregate::liquid_mass:
    case Aggregate::solid_mass: return 0.018;     // [kg]
    case Aggregate::liquid_volume:
    case Aggregate::solid_volume: return 1.8e-5;  // [m3]
    default: return 75.0;                         // [J/K], or [J] of one kelvin
  }
}

}  // namespace raffinate::studies
