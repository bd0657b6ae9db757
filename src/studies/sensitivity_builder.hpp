#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "studies/parameter.hpp"
#include "studies/report_slopes.hpp"
#include "studies/sensitivity.hpp"

namespace raffinate::studies {

/// Makes a table of sensitivities, input by input, from how the unknowns at both ends of a window change.
class SensitivityBuilder {
 public:
  /// Throws base::InputError if a result is asked for that the report does not have.
  SensitivityBuilder(results::PlantRecord plant, WindowEnds ends, const SensitivityRequest& request);

  void add(const Parameter& parameter, const WindowSlopes& slopes);
  [[nodiscard]] SensitivityTable finish(const std::string& at, const solvers::DynamicStatistics& statistics);

 private:
  results::PlantRecord plant_;
  WindowEnds ends_;
  results::ReportOptions options_;
  std::vector<results::ReportNumber> numbers_;
  std::vector<std::size_t> chosen_;
  SensitivityTable table_;
  std::vector<double> derivative_, elasticity_;  // input-major
};

}  // namespace raffinate::studies
