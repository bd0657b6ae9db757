#include "studies/parameter.hpp"

#include <algorithm>
#include <cmath>

#include "base/errors.hpp"

namespace raffinate::studies {

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& message, const std::string& remedy) {
  throw base::InputError({base::whole_file(path), path, message, remedy});
}

/// In what a plant with another value differs in its structure; empty: in nothing.
std::string structural_difference(const model::Model& a, const model::Model& b) {
  const auto stops_a = a.stop_times(), stops_b = b.stop_times();
  if (!std::equal(stops_a.begin(), stops_a.end(), stops_b.begin(), stops_b.end()))
    return "it moves the time of a step of a schedule, where results jump";
  if (a.state_count() != b.state_count() || a.unknown_count() != b.unknown_count())
    return "it changes which substances can occur where";
  for (int i = 0; i < a.unknown_count(); ++i)
    if (a.unknown_name(i) != b.unknown_name(i)) return "it changes which substances can occur where";
  return {};
}

}  // namespace

Parameter::Parameter(const flowsheet::Flowsheet& sheet, const std::string& path, const model::Model& model)
    : number_(FlowsheetNumber::find(sheet, path)), rates_(static_cast<std::size_t>(model.unknown_count())) {
  // Near the cube root of the round-off, where the error of a central difference is smallest.
  constexpr double relative_step = 1e-5;
  step_ = relative_step * (value() != 0 ? std::abs(value()) : si_per_unit());
  make_variants(sheet, model);
}

std::shared_ptr<const model::Model> Parameter::compile(const flowsheet::Flowsheet& sheet, double change) const {
  auto overrides = sheet.overrides;
  overrides.push_back(number_.override_with(number_.written + change * step_ / si_per_unit()));
  return model::Model::compile(std::move(flowsheet::parse(sheet.text, sheet.file, overrides).plant));
}

void Parameter::make_variants(const flowsheet::Flowsheet& sheet, const model::Model& model) {
  struct Point {
    double change, weight;  // in steps
  };
  // Central; where a limit of the value is in the way, one-sided and also of second order.
  static const std::vector<std::vector<Point>> schemes{
      {{1, 0.5}, {-1, -0.5}}, {{0, -1.5}, {1, 2}, {2, -0.5}}, {{0, 1.5}, {-1, -2}, {-2, 0.5}}};
  std::string reason;
  for (const auto& scheme : schemes) {
    variants_.clear();
    std::string refused;
    try {
      for (const Point& point : scheme) {
        auto varied = compile(sheet, point.change);
        if (refused.empty()) refused = structural_difference(model, *varied);
        auto workspace = std::make_unique<model::Workspace>(varied);
        variants_.push_back({std::move(varied), std::move(workspace), point.weight / step_});
      }
    } catch (const base::InputError& error) {
      const auto problems = error.problems().all();
      refused = problems.empty() ? error.what() : problems[0].message;
    }
    if (refused.empty()) return;
    if (reason.empty()) reason = refused;
  }
  refuse(path(), "results cannot be differentiated by it: " + reason, "choose another number");
}

bool Parameter::rate_slopes(double t, double period_start, std::span<const double> x, std::span<double> slopes,
                            const model::Workspace* near) {
  std::fill(slopes.begin(), slopes.end(), 0.0);
  for (auto& variant : variants_) {
    variant.workspace->set_period_start(period_start);
    if (near != nullptr) variant.workspace->start_from(*near);
    if (!variant.workspace->rhs(t, x.data(), rates_.data())) return false;
    for (std::size_t i = 0; i < slopes.size(); ++i) slopes[i] += variant.weight * rates_[i];
  }
  return true;
}

std::vector<double> Parameter::initial_slopes() const {
  std::vector<double> slopes(rates_.size(), 0.0);
  for (const auto& variant : variants_) {
    const auto x = variant.model->initial();
    for (std::size_t i = 0; i < slopes.size(); ++i) slopes[i] += variant.weight * x[i];
  }
  return slopes;
}

}  // namespace raffinate::studies
