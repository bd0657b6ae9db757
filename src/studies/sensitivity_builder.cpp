#include "studies/sensitivity_builder.hpp"

#include <algorithm>
#include <limits>

#include "base/errors.hpp"
#include "base/nearest.hpp"

namespace raffinate::studies {

namespace {

bool is_usual(const std::string& name) {
  return name.starts_with("recovery.") ||
         (name.starts_with("products.") && (name.ends_with(".mass_flow") || name.ends_with(".purity")));
}

[[noreturn]] void refuse_result(const std::string& name, const std::vector<results::ReportNumber>& numbers) {
  std::vector<std::string> names;
  for (const auto& n : numbers) names.push_back(n.name);
  const auto near = base::nearest(name, names);
  throw base::InputError({base::whole_file("--of"), name, "the report has no number \"" + name + "\"",
                          near ? "did you mean \"" + *near + "\"?" : "see: raffinate run --json"});
}

/// Which numbers of the report are asked for.
std::vector<std::size_t> choose(const std::vector<std::string>& of, const std::vector<results::ReportNumber>& numbers) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; of.empty() && i < numbers.size(); ++i)
    if (is_usual(numbers[i].name)) chosen.push_back(i);
  for (const auto& name : of) {
    const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const auto& n) { return n.name == name; });
    if (found == numbers.end()) refuse_result(name, numbers);
    chosen.push_back(static_cast<std::size_t>(found - numbers.begin()));
  }
  return chosen;
}

}  // namespace

SensitivityBuilder::SensitivityBuilder(results::PlantRecord plant, WindowEnds ends, const SensitivityRequest& request)
    : plant_(std::move(plant)), ends_(std::move(ends)), options_(request.report) {
  const auto report = results::make_window_report(plant_, ends_.before, ends_.after, ends_.t_start, ends_.t_end, options_);
  const auto numbers = results::numbers_of(report);
  chosen_ = choose(request.of, numbers);
  table_.basis = report.basis;
  for (const auto i : chosen_) table_.results.push_back({numbers[i].name, numbers[i].value, numbers[i].unit});
}

void SensitivityBuilder::add(const Parameter& p, const WindowSlopes& direction) {
  const auto slopes = report_slopes(plant_, ends_, direction, p.size(), options_);
  std::vector<double> derivatives;
  for (const auto i : chosen_) derivatives.push_back(slopes[i]);
  add(p, derivatives);
}

void SensitivityBuilder::add(const Parameter& p, std::span<const double> derivatives) {
  table_.inputs.push_back({p.path(), p.written_value(), p.value(), p.unit()});
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    const double value = table_.results[i].value;
    derivative_.push_back(derivatives[i] * p.si_per_unit());
    elasticity_.push_back(value != 0 ? derivatives[i] * p.value() / value : std::numeric_limits<double>::quiet_NaN());
  }
}

std::vector<WindowGradient> SensitivityBuilder::gradients() const {
  return report_gradients(plant_, ends_, chosen_, options_);
}

SensitivityTable SensitivityBuilder::finish(const std::string& at, const std::string& method,
                                            const solvers::DynamicStatistics& statistics) {
  table_.at = at;
  table_.method = method;
  table_.statistics = statistics;
  table_.derivative.resize(derivative_.size());
  table_.elasticity.resize(derivative_.size());
  for (std::size_t k = 0; k < table_.inputs.size(); ++k)
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      table_.derivative[table_.place(i, k)] = derivative_[k * chosen_.size() + i];
      table_.elasticity[table_.place(i, k)] = elasticity_[k * chosen_.size() + i];
    }
  return std::move(table_);
}

}  // namespace raffinate::studies
