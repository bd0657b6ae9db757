#include "studies/report_gradients.hpp"

#include <algorithm>
#include <cmath>

#include "studies/report_numbers.hpp"

namespace raffinate::studies {

namespace {

/// How far every unknown is moved: what changed in the window for the ledger, what is there for states, and for both not
/// less than a small part of the largest of their kind, as nothing may have flowed yet.
std::vector<double> distances(const results::PlantRecord& plant, const WindowEnds& ends) {
  constexpr double part = 1e-6;
  const auto states = plant.states.size(), first_energy = static_cast<std::size_t>(plant.first_energy_unknown);
  const auto aggregates = plant.entry_names.size() - plant.component_of_entry.size();
  // Kinds: states, amounts, each aggregate, energies.
  std::vector<std::size_t> kind(ends.before.size(), 0);
  for (const auto& stream : plant.streams)
    for (std::size_t e = 0; e < stream.entries.size(); ++e) {
      const auto entry = static_cast<std::size_t>(stream.entries[e]), amounts = plant.component_of_entry.size();
      kind[static_cast<std::size_t>(stream.first_unknown) + e] = entry < amounts ? 1 : 2 + entry - amounts;
    }
  std::fill(kind.begin() + static_cast<long>(first_energy), kind.end(), 2 + aggregates);

  std::vector<double> distance(ends.before.size()), largest(3 + aggregates, 0.0);
  for (std::size_t i = 0; i < distance.size(); ++i) {
    const double change = std::abs(ends.after[i] - ends.before[i]);
    distance[i] = i < states ? std::max(std::abs(ends.before[i]), std::abs(ends.after[i])) : change;
    largest[kind[i]] = std::max(largest[kind[i]], distance[i]);
  }
  for (std::size_t i = 0; i < distance.size(); ++i) {
    distance[i] = std::max(distance[i], part * largest[kind[i]]);
    if (distance[i] == 0.0) distance[i] = 1.0;
  }
  return distance;
}

/// Between 1 and 2, another for each: a ratio does not change when all it is made of grows alike.
double share(std::size_t place) {
  constexpr double golden = 0.6180339887498949;
  return 1.0 + std::fmod(static_cast<double>(place) * golden, 1.0);
}

/// Moves unknowns at either end: places count through those before, then those after.
class Mover {
 public:
  Mover(const results::PlantRecord& plant, const WindowEnds& ends, const std::vector<std::size_t>& chosen,
        const results::ReportOptions& options)
      : ends_(ends),
        chosen_(chosen),
        numbers_(plant, ends, options),
        before_(ends.before),
        after_(ends.after),
        distance_(distances(plant, ends)),
        unmoved_(values()) {}

  [[nodiscard]] std::size_t places() const { return 2 * distance_.size(); }
  [[nodiscard]] double distance(std::size_t place) const { return distance_[place % distance_.size()]; }
  [[nodiscard]] const std::vector<double>& unmoved() const { return unmoved_; }

  /// Adds to `found` the places first .. last - 1 that have an influence.
  void find(std::size_t first, std::size_t last, std::vector<std::size_t>& found) {
    if (!has_influence(first, last)) return;
    if (last - first == 1) return found.push_back(first);
    const std::size_t middle = first + (last - first) / 2;
    find(first, middle, found);
    find(middle, last, found);
  }

  /// Derivatives of the chosen numbers by one place, where they have some.
  [[nodiscard]] std::vector<double> slopes(std::size_t place) {
    constexpr double first_step = 0.02;
    constexpr int halvings = 12;
    std::vector<Tableau> tableaus(chosen_.size());
    double step = first_step * distance(place);
    for (int k = 0; k < halvings; ++k, step /= 2) {
      const auto up = values_with(place, step), down = values_with(place, -step);
      for (std::size_t r = 0; r < tableaus.size(); ++r) tableaus[r].add((up[r] - down[r]) / (2 * step));
      if (std::all_of(tableaus.begin(), tableaus.end(), [](const auto& t) { return t.settled(); })) break;
    }
    std::vector<double> result;
    for (const auto& tableau : tableaus) result.push_back(tableau.best());
    return result;
  }

  /// Whether one of them has a kink there: the amount of a reagent is what the scarcest of its parts allows, and all of
  /// them are equally scarce.
  [[nodiscard]] bool has_kink(std::size_t place) {
    constexpr double step = 1e-5, much = 0.1;
    const auto up = values_with(place, step * distance(place)), down = values_with(place, -step * distance(place));
    for (std::size_t r = 0; r < up.size(); ++r)
      if (std::abs((up[r] - unmoved_[r]) - (unmoved_[r] - down[r])) > much * std::abs(up[r] - down[r])) return true;
    return false;
  }

  /// Makes one of the parts of every kink the scarcest, by a little. Along any way that the plant can take they are all
  /// derivatives of the same.
  void leave_kinks(const std::vector<std::size_t>& kinks) {
    for (const auto place : kinks) unknown(place) += kink_distance * share(place) * distance(place);
  }
  /// Derivatives there.
  [[nodiscard]] std::vector<double> slopes_beside(std::size_t place) {
    const double step = 0.01 * kink_distance * distance(place), home = unknown(place);
    unknown(place) = home + step;
    auto result = values();
    unknown(place) = home - step;
    const auto down = values();
    unknown(place) = home;
    for (std::size_t r = 0; r < result.size(); ++r) result[r] = (result[r] - down[r]) / (2 * step);
    return result;
  }

 private:
  static constexpr double kink_distance = 1e-6;

  [[nodiscard]] double& unknown(std::size_t place) {
    return place < before_.size() ? before_[place] : after_[place - before_.size()];
  }
  void restore(std::size_t first, std::size_t last) {
    for (std::size_t p = first; p < last; ++p)
      unknown(p) = p < before_.size() ? ends_.before[p] : ends_.after[p - before_.size()];
  }
  [[nodiscard]] std::vector<double> values() const {
    const auto all = numbers_.at(before_, after_);
    std::vector<double> result;
    for (const auto i : chosen_) result.push_back(all[i]);
    return result;
  }
  [[nodiscard]] std::vector<double> values_with(std::size_t place, double change) {
    unknown(place) += change;
    auto result = values();
    restore(place, place + 1);
    return result;
  }
  // Up and down: of two amounts that limit each other, more of one has none.
  [[nodiscard]] bool has_influence(std::size_t first, std::size_t last) {
    constexpr double part = 0.005;
    for (const double direction : {part, -part}) {
      for (std::size_t p = first; p < last; ++p) unknown(p) += direction * share(p) * distance(p);
      const auto moved = values();
      restore(first, last);
      for (std::size_t r = 0; r < moved.size(); ++r)
        if (moved[r] != unmoved_[r] && !(std::isnan(moved[r]) && std::isnan(unmoved_[r]))) return true;
    }
    return false;
  }

  const WindowEnds& ends_;
  const std::vector<std::size_t>& chosen_;
  ReportNumbers numbers_;
  std::vector<double> before_, after_, distance_, unmoved_;
};

/// Derivatives of the chosen numbers by every place that has an influence.
std::vector<std::vector<double>> all_slopes(Mover& mover, const std::vector<std::size_t>& places) {
  std::vector<std::vector<double>> slopes;
  std::vector<std::size_t> kinks, which;
  for (std::size_t k = 0; k < places.size(); ++k) {
    slopes.push_back(mover.slopes(places[k]));
    if (!mover.has_kink(places[k])) continue;
    kinks.push_back(places[k]);
    which.push_back(k);
  }
  mover.leave_kinks(kinks);
  for (const auto k : which) slopes[k] = mover.slopes_beside(places[k]);
  return slopes;
}

}  // namespace

std::vector<WindowGradient> report_gradients(const results::PlantRecord& plant, const WindowEnds& ends,
                                             const std::vector<std::size_t>& chosen, const results::ReportOptions& options) {
  Mover mover(plant, ends, chosen, options);
  std::vector<std::size_t> places;
  mover.find(0, mover.places(), places);
  const auto slopes = all_slopes(mover, places);
  const std::size_t unknowns = ends.before.size();
  const std::vector<double> zero(unknowns, 0.0);
  std::vector<WindowGradient> gradients;
  for (std::size_t r = 0; r < chosen.size(); ++r) {
    WindowGradient gradient{zero, zero};
    gradient.exists = std::isfinite(mover.unmoved()[r]);
    for (std::size_t k = 0; k < places.size() && gradient.exists; ++k) {
      const auto place = places[k];
      const double slope = slopes[k][r];
      (place < unknowns ? gradient.before[place] : gradient.after[place - unknowns]) = slope;
      gradient.size = std::max(gradient.size, std::abs(slope) * mover.distance(place));
      gradient.exists = std::isfinite(slope);
    }
    if (!gradient.exists) gradient = {zero, zero, 0.0, false};
    if (gradient.exists && mover.unmoved()[r] != 0.0) gradient.size = std::abs(mover.unmoved()[r]);
    if (gradient.size == 0.0) gradient.size = 1.0;  // nothing has an influence
    gradients.push_back(std::move(gradient));
  }
  return gradients;
}

}  // namespace raffinate::studies
