#include "results/alarms.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace raffinate::results {

bool Alarms::is_watched(const std::string& unit, const std::string& name, const std::string& text) const {
  for (const auto& u : model_->units())
    if (u.name == unit)
      return std::any_of(u.layout.events.begin(), u.layout.events.end(),
                         [&](const auto& event) { return event.name == name && event.message == text; });
  return false;
}

void Alarms::add(double t, const std::string& unit, const std::string& name, const std::string& text) {
  if (!is_watched(unit, name, text)) return;
  const auto known = std::find_if(alarms_.begin(), alarms_.end(), [&](const Alarm& a) { return a.unit == unit && a.name == name; });
  if (known == alarms_.end()) alarms_.push_back({unit, name, text, t, 1});
  else ++known->times;
}

std::vector<Finding> Alarms::findings() const {
  constexpr double hour = 3600.0;
  std::vector<Finding> findings;
  for (const Alarm& alarm : alarms_)
    findings.push_back({Severity::implausible, alarm.unit, alarm.name,
                        fmt::format("{} (at {:.4g} h{})", alarm.text, alarm.first / hour,
                                    alarm.times > 1 ? fmt::format(" and {} more", alarm.times - 1) : ""),
                        alarm.first, 0.0});
  return findings;
}

}  // namespace raffinate::results
