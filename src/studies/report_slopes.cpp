#include "studies/report_slopes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace raffinate::studies {

namespace {

using results::ReportNumber;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Numbers of the report a distance along the direction, by the names of the report itself.
class Line {
 public:
  Line(const results::PlantRecord& plant, const WindowEnds& ends, const WindowSlopes& direction,
       const results::ReportOptions& options)
      : plant_(plant), ends_(ends), direction_(direction), options_(options), names_(at(0.0)) {}

  [[nodiscard]] std::size_t count() const { return names_.size(); }
  /// (r(h) - r(-h)) / 2h of every number.
  [[nodiscard]] std::vector<double> difference(double h) const {
    const auto up = values(h), down = values(-h);
    std::vector<double> result(up.size());
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = (up[i] - down[i]) / (2 * h);
    return result;
  }

 private:
  [[nodiscard]] std::vector<ReportNumber> at(double h) const {
    return results::numbers_of(results::make_window_report(plant_, moved(ends_.before, direction_.before, h),
                                                           moved(ends_.after, direction_.after, h), ends_.t_start,
                                                           ends_.t_end, options_));
  }
  [[nodiscard]] static std::vector<double> moved(std::vector<double> x, const std::vector<double>& direction, double h) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += h * direction[i];
    return x;
  }
  // Streams are listed by size, so places may change.
  [[nodiscard]] std::vector<double> values(double h) const {
    const auto numbers = at(h);
    std::vector<double> result;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const auto& name = names_[i].name;
      if (i < numbers.size() && numbers[i].name == name) {
        result.push_back(numbers[i].value);
        continue;
      }
      const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const auto& n) { return n.name == name; });
      result.push_back(found == numbers.end() ? nan : found->value);
    }
    return result;
  }

  const results::PlantRecord& plant_;
  const WindowEnds& ends_;
  const WindowSlopes& direction_;
  const results::ReportOptions& options_;
  std::vector<ReportNumber> names_;
};

/// Ridders' tableau of one number: rows of halved steps, each extrapolated from the row before.
class Tableau {
 public:
  void add(double difference) {
    if (!std::isfinite(difference)) return restart();
    std::vector<double> row{difference};
    double factor = 1.0;
    for (double coarse : last_) {
      constexpr double step_ratio_squared = 4.0;
      factor *= step_ratio_squared;
      row.push_back((row.back() * factor - coarse) / (factor - 1.0));
      const double error = std::max(std::abs(row.back() - row[row.size() - 2]), std::abs(row.back() - coarse));
      if (!(error < error_)) continue;
      error_ = error;
      best_ = row.back();
    }
    if (last_.empty()) best_ = difference;
    last_ = std::move(row);
  }
  [[nodiscard]] double best() const { return best_; }

 private:
  // The step led to where the report looks different: start anew with smaller ones.
  void restart() { *this = {}; }

  std::vector<double> last_;
  double best_ = nan, error_ = std::numeric_limits<double>::infinity();
};

}  // namespace

std::vector<double> report_slopes(const results::PlantRecord& plant, const WindowEnds& ends,
                                  const WindowSlopes& direction, double size, const results::ReportOptions& options) {
  constexpr double first_step = 0.02;  // of the size
  constexpr int halvings = 12;
  const Line line(plant, ends, direction, options);
  std::vector<Tableau> tableaus(line.count());
  double step = first_step * size;
  for (int k = 0; k < halvings; ++k, step /= 2) {
    const auto differences = line.difference(step);
    for (std::size_t i = 0; i < tableaus.size(); ++i) tableaus[i].add(differences[i]);
  }
  std::vector<double> slopes;
  for (const auto& tableau : tableaus) slopes.push_back(tableau.best());
  return slopes;
}

}  // namespace raffinate::studies
