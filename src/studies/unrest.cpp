#include "studies/unrest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "results/balances.hpp"

namespace raffinate::studies {

namespace {

constexpr double hour = 3600.0;  // [s]

/// An element that does not balance over the stretch.
struct Piled {
  std::size_t quantity;
  double amount;  ///< [mol]
  double share;   ///< of what entered
};

bool is_carrier(const std::string& element) { return element == "H" || element == "O"; }

}  // namespace

Unrest::Unrest(const model::Model& model) : plant_(results::describe(model)), namer_(model) {}

void Unrest::begin(double t, std::span<const double> x) {
  begin_ = end_ = t;
  before_.assign(x.begin(), x.end());
  sum_ = after_ = before_;
  moments_ = 1;
  ranges_.clear();
  for (int i = 0; i < plant_.state_count(); ++i) ranges_.push_back({x[static_cast<std::size_t>(i)], x[static_cast<std::size_t>(i)], 0.0});
}

void Unrest::add(double t, std::span<const double> x) {
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    auto& range = ranges_[i];
    range.min = std::min(range.min, x[i]);
    range.max = std::max(range.max, x[i]);
    range.path += std::abs(x[i] - after_[i]);
  }
  end_ = t;
  after_.assign(x.begin(), x.end());
  std::transform(sum_.begin(), sum_.end(), x.begin(), sum_.begin(), std::plus<>());
  ++moments_;
}

std::vector<double> Unrest::mean() const {
  std::vector<double> result(sum_);
  for (double& value : result) value /= moments_;
  return result;
}

std::vector<std::string> Unrest::piling_up() const {
  constexpr double noticeable = 0.01;  // of what enters
  constexpr double trace = 1e-9;       // of the commonest element
  constexpr std::size_t shown = 3;
  if (before_.empty() || duration() <= 0) return {};
  const auto quantities = results::conserved_quantities(plant_);
  std::vector<Piled> piled;
  double largest = 0;
  for (std::size_t q = 0; q < plant_.elements.size(); ++q) {
    const auto balance = results::plant_balance(plant_, quantities[q], before_, after_);
    const double through = std::max(std::abs(balance.in), std::abs(balance.out));
    largest = std::max(largest, through);
    if (through > 0) piled.push_back({q, balance.accumulation, balance.accumulation / through});
  }
  std::erase_if(piled, [&](const Piled& p) { return std::abs(p.share) < noticeable || std::abs(p.amount) < trace * largest; });
  const auto carrier = [&](const Piled& p) { return is_carrier(plant_.elements[p.quantity]); };
  if (!std::all_of(piled.begin(), piled.end(), carrier)) std::erase_if(piled, carrier);
  std::stable_sort(piled.begin(), piled.end(), [](const Piled& a, const Piled& b) { return std::abs(a.share) > std::abs(b.share); });
  std::vector<std::string> texts;
  for (const auto& p : piled) {
    if (texts.size() == shown) break;
    texts.push_back(fmt::format("{} {} by {:.3g} mol/h, {:.0f} % of what {}, mostly in {}", plant_.elements[p.quantity],
                                p.amount > 0 ? "grows" : "falls", std::abs(p.amount) / duration() * hour, 100.0 * std::abs(p.share),
                                p.amount > 0 ? "enters" : "leaves", where(p.quantity, p.amount)));
  }
  return texts;
}

/// The units that hold at least half of a change together, those with the most first.
std::string Unrest::where(std::size_t quantity, double total) const {
  std::vector<std::pair<double, std::size_t>> units;
  for (std::size_t u = 0; u < plant_.units.size(); ++u) {
    const auto held = [&](const std::vector<double>& x) {
      return results::element_amount(plant_, static_cast<int>(quantity), results::inventory(plant_, static_cast<int>(u), x));
    };
    units.emplace_back((held(after_) - held(before_)) / total, u);
  }
  std::stable_sort(units.begin(), units.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> names;
  double share = 0;
  for (const auto& [part, unit] : units) {
    if (share > 0.5) break;
    share += part;
    names.push_back(plant_.units[unit].name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> Unrest::swinging() const {
  constexpr double noticeable = 1e-3;     // of the size of a state
  constexpr double there_and_back = 3.0;  // times its range, or more: it went up, down and up again
  double largest = noticeable;
  std::size_t worst = ranges_.size();
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    const auto& range = ranges_[i];
    const double size = std::max(std::abs(range.min), std::abs(range.max)) + std::abs(plant_.states[i].nominal);
    const double swing = size > 0 ? (range.max - range.min) / size : 0.0;
    if (swing <= largest || range.path < there_and_back * (range.max - range.min)) continue;
    largest = swing;
    worst = i;
  }
  if (worst == ranges_.size()) return {};
  std::vector<double> direction(ranges_.size(), 0.0);
  direction[worst] = 1.0;
  const auto name = namer_.name(direction);
  const std::string unit = name.unit == "1" ? "" : " " + name.unit;
  return {fmt::format("{} in {} swings between {:.3g} and {:.3g}{}", name.what, name.where, ranges_[worst].min, ranges_[worst].max, unit)};
}

}  // namespace raffinate::studies
