#pragma once
#include <vector>

#include "flowsheet/flowsheet.hpp"
#include "model/model.hpp"

namespace raffinate::studies {

/// The times of a run that a derivative of its results needs.
struct RunTimes {
  RunTimes(const model::Model& model, const flowsheet::RunOptions& options, double window);

  [[nodiscard]] double end() const { return outputs.back(); }
  [[nodiscard]] double window_start() const { return outputs[first_of_window]; }
  /// Whether a step of a schedule begins at t, or the run.
  [[nodiscard]] bool begins_period(double t) const;
  /// When the period that has begun at t, or holds it, ends.
  [[nodiscard]] double period_end(double t) const;

  std::vector<double> outputs;          ///< multiples of the interval, steps of schedules, the end [s]
  std::vector<double> stops;            ///< steps of schedules before the end [s]
  std::size_t first_of_window = 0;      ///< among the outputs: where the means of the report begin
};

}  // namespace raffinate::studies
