#include "studies/run_times.hpp"

#include <algorithm>

#include "results/report.hpp"

namespace raffinate::studies {

RunTimes::RunTimes(const model::Model& model, const flowsheet::RunOptions& options, double window) : outputs{0.0} {
  for (double k = 1; k * options.output_interval < options.duration; ++k) outputs.push_back(k * options.output_interval);
  for (double stop : model.stop_times())
    if (stop > 0 && stop < options.duration) stops.push_back(stop);
  outputs.insert(outputs.end(), stops.begin(), stops.end());
  outputs.push_back(options.duration);
  std::sort(outputs.begin(), outputs.end());
  outputs.erase(std::unique(outputs.begin(), outputs.end()), outputs.end());
  first_of_window = results::window_start(outputs, window);
}

bool RunTimes::begins_period(double t) const { return t == 0.0 || std::binary_search(stops.begin(), stops.end(), t); }

double RunTimes::period_end(double t) const {
  const auto next = std::upper_bound(stops.begin(), stops.end(), t);
  return next == stops.end() ? end() : *next;
}

}  // namespace raffinate::studies
