#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "studies/parameter.hpp"
#include "studies/report_gradients.hpp"
#include "studies/sensitivity.hpp"

namespace raffinate::studies {

/// Makes a table of sensitivities from derivatives of or by the unknowns at both ends of a window.
class SensitivityBuilder {
 public:
  /// Throws base::InputError if a result is asked for that the report does not have.
  SensitivityBuilder(results::PlantRecord plant, WindowEnds ends, const SensitivityRequest& request);

  /// How many results are asked for.
  [[nodiscard]] std::size_t results() const { return chosen_.size(); }
  /// The next input, by how the unknowns change with it.
  void add(const Parameter& parameter, const WindowSlopes& slopes);
  /// The next input, by the derivatives of the results asked for [per coherent SI].
  void add(const Parameter& parameter, std::span<const double> derivatives);
  /// Derivatives of the results asked for by the unknowns.
  [[nodiscard]] std::vector<WindowGradient> gradients() const;
  [[nodiscard]] SensitivityTable finish(const std::string& at, const std::string& method,
                                        const solvers::DynamicStatistics& statistics);

 private:
  results::PlantRecord plant_;
  WindowEnds ends_;
  results::ReportOptions options_;
  std::vector<std::size_t> chosen_;
  SensitivityTable table_;
  std::vector<double> derivative_, elasticity_;  // input-major
};

}  // namespace raffinate::studies
