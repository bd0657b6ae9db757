#pragma once
#include <span>
#include <vector>

#include "model/workspace.hpp"
#include "results/plant_record.hpp"

namespace raffinate::results {

/// Smallest and largest values met during a run. Feed it at every output time, or more often.
class Extremes {
 public:
  explicit Extremes(const PlantRecord& plant);
  explicit Extremes(const model::Model& model) : Extremes(describe(model)) {}

  /// Takes in the unknowns and channels at time t [s].
  void add(double t, std::span<const double> x, std::span<const double> channels);
  void add(double t, std::span<const double> x, const model::Buffers& values);

  struct Range {
    double min = 0, max = 0;
  };
  [[nodiscard]] bool empty() const { return samples_ == 0; }
  [[nodiscard]] const Range& state(int index) const { return states_[static_cast<std::size_t>(index)]; }
  [[nodiscard]] const Range& channel(int index) const { return channels_[static_cast<std::size_t>(index)]; }
  /// Share of the time in which a liquid of a unit was beyond the range of its activity model.
  [[nodiscard]] double beyond_share(int unit) const;

 private:
  /// Channels of one liquid and the range of its activity model.
  struct Watch {
    int unit;
    int ionic_strength, temperature;  // channels, -1 if not recorded
    PlantRecord::Liquid limits;
  };
  [[nodiscard]] bool beyond(const Watch& watch, std::span<const double> channels) const;

  std::vector<Range> states_, channels_;
  std::vector<Watch> watches_;
  std::vector<double> beyond_time_;  // by unit
  std::vector<char> was_beyond_;     // by unit, at the last sample
  double first_ = 0, last_ = 0;
  long samples_ = 0;
};

/// Whether a channel carries a quantity: "temperature", "segment_2.temperature" and "temperature_2" all
/// carry "temperature".
[[nodiscard]] bool carries(const std::string& channel, const std::string& quantity);

}  // namespace raffinate::results
