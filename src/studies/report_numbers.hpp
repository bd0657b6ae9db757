#pragma once
#include <string>
#include <vector>

#include "studies/report_slopes.hpp"

namespace raffinate::studies {

/// The numbers of the report of a window as a function of the unknowns at its two ends.
class ReportNumbers {
 public:
  /// All references outlive this.
  ReportNumbers(const results::PlantRecord& plant, const WindowEnds& ends, const results::ReportOptions& options);

  [[nodiscard]] std::size_t count() const { return names_.size(); }
  /// In the order they have at the ends as they are; not a number where the report has none of that name.
  [[nodiscard]] std::vector<double> at(const std::vector<double>& before, const std::vector<double>& after) const;

 private:
  [[nodiscard]] std::vector<results::ReportNumber> report(const std::vector<double>& before,
                                                          const std::vector<double>& after) const;

  const results::PlantRecord& plant_;
  const WindowEnds& ends_;
  const results::ReportOptions& options_;
  std::vector<std::string> names_;
};

/// Ridders' extrapolation of differences to a step of zero (1982, doi:10.1016/S0141-1195(82)80057-0): rows of halved
/// steps, each extrapolated from the row before.
class Tableau {
 public:
  Tableau();
  /// The central difference with half the step of the one before.
  void add(double difference);
  /// Not a number as long as no difference was one.
  [[nodiscard]] double best() const { return best_; }
  /// Nothing is gained from further differences.
  [[nodiscard]] bool settled() const;

 private:
  std::vector<double> last_;
  double best_, error_;
};

}  // namespace raffinate::studies
