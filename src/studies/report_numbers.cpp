#include "studies/report_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace raffinate::studies {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

ReportNumbers::ReportNumbers(const results::PlantRecord& plant, const WindowEnds& ends, const results::ReportOptions& options)
    : plant_(plant), ends_(ends), options_(options) {
  for (auto& number : report(ends.before, ends.after)) names_.push_back(std::move(number.name));
}

std::vector<results::ReportNumber> ReportNumbers::report(const std::vector<double>& before,
                                                         const std::vector<double>& after) const {
  return results::numbers_of(
      results::make_window_report(plant_, before, after, ends_.t_start, ends_.t_end, options_));
}

// Streams are listed by size, so places may change.
std::vector<double> ReportNumbers::at(const std::vector<double>& before, const std::vector<double>& after) const {
  const auto numbers = report(before, after);
  std::vector<double> result;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (i < numbers.size() && numbers[i].name == names_[i]) {
      result.push_back(numbers[i].value);
      continue;
    }
    const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const auto& n) { return n.name == names_[i]; });
    result.push_back(found == numbers.end() ? nan : found->value);
  }
  return result;
}

Tableau::Tableau() : best_(nan), error_(std::numeric_limits<double>::infinity()) {}

void Tableau::add(double difference) {
  if (!std::isfinite(difference)) {
    *this = {};  // the step led to where the report looks different: start anew with smaller ones
    return;
  }
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

bool Tableau::settled() const {
  constexpr double enough = 1e-11;
  return error_ <= enough * std::abs(best_);
}

}  // namespace raffinate::studies
