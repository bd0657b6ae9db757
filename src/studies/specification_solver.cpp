#include "studies/specification_solver.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/errors.hpp"
#include "units/parse.hpp"

namespace raffinate::studies {

namespace {

constexpr double met = 1e-9;  // of the wanted value

std::string say(double value, const std::string& unit) {
  return unit.empty() || unit == "1" ? fmt::format("{:.6g}", value) : fmt::format("{:.6g} {}", value, unit);
}

double length(const std::vector<double>& values) {
  return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size())).norm();
}

/// A value with its unit as a number in the unit of a result.
double value_in(const config::LocatedText& text, const std::string& unit) {
  try {
    const std::string name = unit.empty() ? "1" : unit;
    return units::from_si(units::to_si(text.text, name), name);
  } catch (const units::UnitError& error) {
    throw base::InputError({text.where, text.path, error.message(), error.remedy()});
  }
}

using Factors = Eigen::FullPivLU<Eigen::MatrixXd>;

/// Factors of a matrix of responses to inputs changed by all of themselves, with a rank that the noise of differences of steady
/// states (`explain_deaf`) does not raise.
Factors factors_of(const Eigen::MatrixXd& responses) {
  constexpr double noise = 1e-7;
  Factors factors(responses);
  factors.setThreshold(noise);
  return factors;
}

/// Which results move together whatever the inputs do: a combination of the rows of the singular matrix of responses is zero.
std::string dependence(const Eigen::MatrixXd& responses, const std::vector<std::string>& results) {
  constexpr double negligible = 1e-6;
  const Eigen::VectorXd combination = factors_of(responses.transpose()).kernel().col(0).normalized();
  std::vector<std::string> dependent;
  for (std::size_t i = 0; i < results.size(); ++i)
    if (std::abs(combination(static_cast<Eigen::Index>(i))) > negligible) dependent.push_back(results[i]);
  return fmt::format("{} cannot be chosen apart: whatever the inputs do to one of them fixes the others; it is one specification too many",
                     fmt::join(dependent, " and "));
}

}  // namespace

SpecificationSolver::SpecificationSolver(flowsheet::Flowsheet sheet) : sheet_(std::move(sheet)) { read_inputs(); }

void SpecificationSolver::read_inputs() {
  for (const auto& specification : sheet_.specifications) {
    Input input{FlowsheetNumber::find(sheet_, specification.by.text), 0, -std::numeric_limits<double>::infinity(),
                std::numeric_limits<double>::infinity()};
    input.value = input.number.written;
    if (specification.from) input.smallest = value_in(*specification.from, input.number.unit);
    if (specification.to) input.largest = value_in(*specification.to, input.number.unit);
    inputs_.push_back(std::move(input));
  }
}

SteadyPlant SpecificationSolver::rest() const { return come_to_rest(flowsheet::parse(sheet_.text, sheet_.file, sheet_.overrides).plant, {}); }

// Beyond what the flowsheet allows there is no plant: the reason is kept for when nothing within it does.
SteadyPlant SpecificationSolver::rest_at(const std::vector<double>& inputs, const SteadyState& near) {
  auto overrides = sheet_.overrides;
  for (std::size_t k = 0; k < inputs.size(); ++k) overrides.push_back(inputs_[k].number.override_with(inputs[k]));
  try {
    return come_to_rest(flowsheet::parse(sheet_.text, sheet_.file, overrides).plant, {}, near.found ? &near.x : nullptr);
  } catch (const base::InputError& error) {
    const auto& problem = error.problems().all().front();
    not_allowed_ = problem.subject + ": " + problem.message;
    return {};
  }
}

double SpecificationSolver::miss(std::size_t specification, const SteadyPlant& plant) const {
  const auto& wanted = sheet_.specifications[specification];
  const auto number = plant.number(wanted.of.text, wanted.of.where);
  const double target = value_in(wanted.target(), number.unit);
  return (number.value - target) / std::max(std::abs(target), 1e-12);
}

SpecificationSolver::Misses SpecificationSolver::misses(const SteadyPlant& plant) const {
  Misses result;
  for (const auto k : enforced_) result.push_back(miss(k, plant));
  return result;
}

std::vector<std::size_t> SpecificationSolver::violated(const SteadyPlant& plant) const {
  std::vector<std::size_t> result;
  for (std::size_t k = 0; k < sheet_.specifications.size(); ++k) {
    const auto& wanted = sheet_.specifications[k];
    const double off = miss(k, plant);
    if (wanted.equals || (wanted.at_most && off > met) || (wanted.at_least && off < -met)) result.push_back(k);
  }
  return result;
}

// An inequality that is kept as the plant stands is left alone; once it had to be enforced, it stays an equation.
SteadyPlant SpecificationSolver::solve() {
  auto plant = rest();
  std::vector<PathStep> path = plant.state.path;
  while (plant.state.found) {
    std::vector<std::size_t> all = enforced_;
    for (const auto k : violated(plant))
      if (std::find(all.begin(), all.end(), k) == all.end()) all.push_back(k);
    if (all == enforced_) break;
    enforced_ = std::move(all);
    if (!meet(plant)) break;
  }
  path.push_back({"degrees of freedom", fmt::format("{} results wanted, {} inputs freed for them; {} enforced, {} kept by themselves", inputs_.size(),
                                                    inputs_.size(), enforced_.size(), inputs_.size() - enforced_.size())});
  if (plant.state.found)
    for (std::size_t k = 0; k < inputs_.size(); ++k) path.push_back({"specification", text_of(k, plant)});
  plant.state.path = std::move(path);
  return plant;
}

bool SpecificationSolver::meet(SteadyPlant& plant) {
  constexpr int most_steps = 30;
  Misses now = misses(plant);
  for (int n = 0; n < most_steps && length(now) > met; ++n)
    if (!step(plant, now)) return false;
  if (length(now) <= met) return true;
  plant.state.found = false;
  plant.state.reasons.push_back(fmt::format("the specifications were not met after {} steps", most_steps));
  return false;
}

/// How the misses answer to each enforced input, per unit of the input.
std::vector<SpecificationSolver::Misses> SpecificationSolver::responses(const SteadyPlant& plant, const Misses& now) {
  constexpr double relative_change = 1e-4;
  std::vector<Misses> result;
  for (const auto k : enforced_) {
    std::vector<double> values;
    for (const auto& input : inputs_) values.push_back(input.value);
    const double size = inputs_[k].size();
    const bool at_top = inputs_[k].value + relative_change * size > inputs_[k].largest;
    double change = at_top ? -relative_change * size : relative_change * size;
    values[k] = inputs_[k].value + change;
    auto changed = rest_at(values, plant.state);
    if (!changed.state.found) {
      change = -change;
      values[k] = inputs_[k].value + change;
      changed = rest_at(values, plant.state);
    }
    Misses response = changed.state.found ? misses(changed) : now;
    for (std::size_t i = 0; i < response.size(); ++i) response[i] = (response[i] - now[i]) / change;
    result.push_back(std::move(response));
  }
  return result;
}

bool SpecificationSolver::explain_deaf(const std::vector<Misses>& responses, SteadyPlant& plant) const {
  // Change of a result, of its wanted value, for an input changed by all of itself. Two evaluations of one steady state differ
  // by some 1e-13, the residue of speciation; over a relative change of 1e-4 that looks like a response of 1e-9.
  constexpr double deaf = 1e-8;
  const auto hears = [&](std::size_t row, std::size_t column) {
    const auto& input = inputs_[enforced_[column]];
    return std::abs(responses[column][row]) * input.size() > deaf;
  };
  for (std::size_t i = 0; i < enforced_.size(); ++i) {
    bool row = false, column = false;
    for (std::size_t j = 0; j < enforced_.size(); ++j) {
      row = row || hears(i, j);
      column = column || hears(j, i);
    }
    const auto& wanted = sheet_.specifications[enforced_[i]];
    if (!row) plant.state.reasons.push_back(fmt::format("{}: {} does not answer to {}", wanted.name, wanted.of.text, wanted.by.text));
    else if (!column) plant.state.reasons.push_back(fmt::format("{}: {} changes none of the wanted results", wanted.name, wanted.by.text));
  }
  return !plant.state.reasons.empty();
}

bool SpecificationSolver::step(SteadyPlant& plant, Misses& now) {
  constexpr double most_change = 0.5;  // of an input in one step
  constexpr int most_halvings = 8;
  const auto slopes = responses(plant, now);
  const auto size = static_cast<Eigen::Index>(enforced_.size());
  Eigen::VectorXd whole(size);  // an input changed by all of itself
  Eigen::MatrixXd matrix(size, size);
  for (Eigen::Index j = 0; j < size; ++j) {
    whole(j) = inputs_[enforced_[static_cast<std::size_t>(j)]].size();
    for (Eigen::Index i = 0; i < size; ++i) matrix(i, j) = whole(j) * slopes[static_cast<std::size_t>(j)][static_cast<std::size_t>(i)];
  }
  const Factors lu = factors_of(matrix);
  if (explain_deaf(slopes, plant) || !lu.isInvertible()) {
    std::vector<std::string> results;
    for (const auto k : enforced_) results.push_back(sheet_.specifications[k].of.text);
    if (plant.state.reasons.empty()) plant.state.reasons.push_back(dependence(matrix, results));
    plant.state.found = false;
    return false;
  }
  const Eigen::VectorXd change = whole.cwiseProduct(lu.solve(-Eigen::Map<const Eigen::VectorXd>(now.data(), size)));
  double share = 1.0;
  not_allowed_.clear();
  for (int halving = 0; halving < most_halvings; ++halving, share /= 2) {
    std::vector<double> values;
    for (const auto& input : inputs_) values.push_back(input.value);
    for (std::size_t k = 0; k < enforced_.size(); ++k) {
      const Input& input = inputs_[enforced_[k]];
      const double limit = most_change * input.size();
      const double wanted = input.value + share * std::clamp(change(static_cast<Eigen::Index>(k)), -limit, limit);
      values[enforced_[k]] = std::clamp(wanted, input.smallest, input.largest);
    }
    if (std::equal(values.begin(), values.end(), inputs_.begin(), [](double v, const Input& i) { return v == i.value; })) break;
    auto tried = rest_at(values, plant.state);
    if (!tried.state.found) continue;
    auto then = misses(tried);
    if (length(then) >= length(now) && length(then) > met) continue;
    for (std::size_t k = 0; k < values.size(); ++k) inputs_[k].value = values[k];
    plant = std::move(tried);
    now = std::move(then);
    return true;
  }
  plant.state.found = false;
  plant.state.reasons.emplace_back("no change of the inputs brings all results closer to what is wanted; the closest is");
  for (const auto k : enforced_) {
    const Input& input = inputs_[k];
    const bool at_limit = input.value <= input.smallest || input.value >= input.largest;
    plant.state.reasons.push_back(text_of(k, plant) + (at_limit ? ", the limit of what it may be" : ""));
  }
  if (!not_allowed_.empty()) plant.state.reasons.push_back("beyond that " + not_allowed_);
  return false;
}

std::string SpecificationSolver::text_of(std::size_t specification, const SteadyPlant& plant) const {
  const auto& wanted = sheet_.specifications[specification];
  const Input& input = inputs_[specification];
  const auto number = plant.number(wanted.of.text, wanted.of.where);
  const char* relation = wanted.equals ? "equals" : wanted.at_most ? "at most" : "at least";
  return fmt::format("{}: {} = {} ({} {}) with {} = {} (was {})", wanted.name, wanted.of.text, say(number.value, number.unit),
                     relation, wanted.target().text, wanted.by.text, say(input.value, input.number.unit),
                     say(input.number.written, input.number.unit));
}

}  // namespace raffinate::studies
