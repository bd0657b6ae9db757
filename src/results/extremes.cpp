#include "results/extremes.hpp"

#include <algorithm>

namespace raffinate::results {

namespace {

void widen(Extremes::Range& range, double value, bool first) {
  range.min = first ? value : std::min(range.min, value);
  range.max = first ? value : std::max(range.max, value);
}

std::vector<int> channels_carrying(const PlantRecord::Unit& unit, const std::string& quantity) {
  std::vector<int> result;
  for (std::size_t c = 0; c < unit.channels.size(); ++c)
    if (carries(unit.channels[c].name, quantity)) result.push_back(unit.first_channel + static_cast<int>(c));
  return result;
}

}  // namespace

bool carries(const std::string& channel, const std::string& quantity) {
  std::string last = channel.substr(channel.rfind('.') + 1);
  if (last.compare(0, quantity.size(), quantity) != 0) return false;
  const std::string rest = last.substr(quantity.size());
  return rest.empty() || (rest.size() > 1 && rest[0] == '_' &&
                          rest.find_first_not_of("0123456789", 1) == std::string::npos);
}

Extremes::Extremes(const PlantRecord& plant)
    : states_(static_cast<std::size_t>(plant.state_count())),
      channels_(static_cast<std::size_t>(plant.channel_count)),
      beyond_time_(plant.units.size(), 0.0),
      was_beyond_(plant.units.size(), 0) {
  for (std::size_t u = 0; u < plant.units.size(); ++u) {
    const auto& unit = plant.units[u];
    if (unit.liquids.empty()) continue;
    const auto strengths = channels_carrying(unit, "ionic_strength");
    const auto temperatures = channels_carrying(unit, "temperature");
    for (std::size_t i = 0; i < strengths.size(); ++i) {
      const auto& limits = unit.liquids[std::min(i, unit.liquids.size() - 1)];
      watches_.push_back({static_cast<int>(u), strengths[i], i < temperatures.size() ? temperatures[i] : -1, limits});
    }
  }
}

bool Extremes::beyond(const Watch& watch, std::span<const double> channels) const {
  const double I = channels[static_cast<std::size_t>(watch.ionic_strength)];
  if (I > watch.limits.ionic_strength) return true;
  if (watch.temperature < 0) return false;
  const double T = channels[static_cast<std::size_t>(watch.temperature)];
  return T < watch.limits.t_min || T > watch.limits.t_max;
}

void Extremes::add(double t, std::span<const double> x, std::span<const double> channels) {
  const bool first = samples_++ == 0;
  for (std::size_t i = 0; i < states_.size(); ++i) widen(states_[i], x[i], first);
  for (std::size_t i = 0; i < channels_.size(); ++i) widen(channels_[i], channels[i], first);
  if (first) first_ = last_ = t;
  // A sample stands for the time since the one before.
  std::fill(was_beyond_.begin(), was_beyond_.end(), 0);
  for (const Watch& watch : watches_)
    if (beyond(watch, channels)) was_beyond_[static_cast<std::size_t>(watch.unit)] = 1;
  for (std::size_t u = 0; u < beyond_time_.size(); ++u)
    if (was_beyond_[u] != 0) beyond_time_[u] += t - last_;
  last_ = t;
}

void Extremes::add(double t, std::span<const double> x, const model::Buffers& values) {
  std::vector<double> channels(channels_.size());
  for (std::size_t i = 0; i < channels.size(); ++i) channels[i] = values.channel(static_cast<int>(i));
  add(t, x, channels);
}

double Extremes::beyond_share(int unit) const {
  const auto u = static_cast<std::size_t>(unit);
  if (last_ > first_) return beyond_time_[u] / (last_ - first_);
  return was_beyond_[u] != 0 ? 1.0 : 0.0;
}

}  // namespace raffinate::results
