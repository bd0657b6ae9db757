#include "studies/report_slopes.hpp"

#include "studies/report_numbers.hpp"

namespace raffinate::studies {

namespace {

std::vector<double> moved(std::vector<double> x, const std::vector<double>& direction, double h) {
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += h * direction[i];
  return x;
}

}  // namespace

std::vector<double> report_slopes(const results::PlantRecord& plant, const WindowEnds& ends,
                                  const WindowSlopes& direction, double size, const results::ReportOptions& options) {
  constexpr double first_step = 0.02;  // of the size
  constexpr int halvings = 12;
  const ReportNumbers numbers(plant, ends, options);
  const auto values = [&](double h) {
    return numbers.at(moved(ends.before, direction.before, h), moved(ends.after, direction.after, h));
  };
  std::vector<Tableau> tableaus(numbers.count());
  double step = first_step * size;
  for (int k = 0; k < halvings; ++k, step /= 2) {
    const auto up = values(step), down = values(-step);
    for (std::size_t i = 0; i < tableaus.size(); ++i) tableaus[i].add((up[i] - down[i]) / (2 * step));
  }
  std::vector<double> slopes;
  for (const auto& tableau : tableaus) slopes.push_back(tableau.best());
  return slopes;
}

}  // namespace raffinate::studies
