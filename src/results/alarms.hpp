#pragma once
#include <string>
#include <vector>

#include "results/audit.hpp"

namespace raffinate::results {

/// The events of a run that its user should know of: what units watch for, not the modes they go through.
class Alarms {
 public:
  explicit Alarms(const model::Model& model) : model_(&model) {}

  /// Notes something that happened at t [s]; modes and the ends of events are passed over.
  void add(double t, const std::string& unit, const std::string& name, const std::string& text);
  /// One finding for each event of each unit, with when it came first and how often.
  [[nodiscard]] std::vector<Finding> findings() const;

 private:
  struct Alarm {
    std::string unit, name, text;
    double first;  ///< [s]
    int times;
  };
  [[nodiscard]] bool is_watched(const std::string& unit, const std::string& name, const std::string& text) const;

  const model::Model* model_;
  std::vector<Alarm> alarms_;
};

}  // namespace raffinate::results
