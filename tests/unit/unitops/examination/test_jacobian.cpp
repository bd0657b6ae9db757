#include <catch2/catch.hpp>
#include <cmath>

#include "allocation_counter.hpp"
#include "specimen.hpp"

using namespace raffinate;
using namespace raffinate::examination;

namespace {

/// Differences of the rates in one unknown, judged against what round-off and curvature allow.
class Differences {
 public:
  Differences(Specimen& specimen, State x) : s_(specimen), x_(std::move(x)), up_(x_.size()), down_(x_.size()), at_(x_.size()) {
    ok_ = s_.jacobian(x_, exact_) && s_.rates(x_, at_);
    size_.assign(x_.size(), 0.0);
    const auto& p = s_.model().pattern();
    for (std::size_t j = 0; j < x_.size(); ++j)
      for (int k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
        size_[row(k)] += std::abs(exact_[static_cast<std::size_t>(k)] * x_[j]);
    // One controller divides its duty over several energy terms: they share the round-off.
    double duty = 0.0;
    for (int e = 0; e < s_.model().energy_count(); ++e) duty += size_[static_cast<std::size_t>(s_.model().energy_ledger(e))];
    for (int e = 0; e < s_.model().energy_count(); ++e) size_[static_cast<std::size_t>(s_.model().energy_ledger(e))] = duty;
  }
  [[nodiscard]] bool ok() const { return ok_; }

  /// Rows of column j in which no step gives a difference close to the exact entry.
  std::vector<std::size_t> wrong_rows(std::size_t j) {
    std::vector<char> right(x_.size(), 0);
    const double nominal = s_.model().nominal()[j];
    for (const double step : {1e-3, 1e-4, 1e-5, 1e-6, 1e-7})
      for (const double h : {step * std::abs(x_[j]), step * nominal})
        if (h > 0.0 && differ(j, h)) judge(j, h, right);
    std::vector<std::size_t> wrong;
    for (std::size_t i = 0; i < right.size(); ++i)
      if (right[i] == 0) wrong.push_back(i);
    return wrong;
  }
  /// Rows outside the pattern that a step in column j moves.
  std::vector<std::size_t> moved_outside(std::size_t j) {
    const double h = 1e-2 * std::max(std::abs(x_[j]), s_.model().nominal()[j]);
    std::vector<std::size_t> moved;
    if (!differ(j, h)) return moved;
    const auto column = dense(j);
    for (std::size_t i = 0; i < x_.size(); ++i)
      if (std::isnan(column[i]) && std::abs(up_[i] - down_[i]) > 1e-9 * (size_[i] + std::abs(at_[i]))) moved.push_back(i);
    return moved;
  }

 private:
  [[nodiscard]] std::size_t row(int k) const { return static_cast<std::size_t>(s_.model().pattern().row[static_cast<std::size_t>(k)]); }
  [[nodiscard]] State dense(std::size_t j) const {  // NaN outside the pattern
    State column(x_.size(), std::nan(""));
    const auto& p = s_.model().pattern();
    for (int k = p.column_start[j]; k < p.column_start[j + 1]; ++k) column[row(k)] = exact_[static_cast<std::size_t>(k)];
    return column;
  }
  bool differ(std::size_t j, double h) {
    const double kept = x_[j];
    x_[j] = kept + h;
    const bool first = s_.rates(x_, up_);
    x_[j] = kept - h;
    const bool second = s_.rates(x_, down_);
    x_[j] = kept;
    return first && second;
  }
  void judge(std::size_t j, double h, std::vector<char>& right) const {
    constexpr double curvature = 1e-5, round_off = 1e-11;
    const auto column = dense(j);
    for (std::size_t i = 0; i < right.size(); ++i) {
      const double exact = std::isnan(column[i]) ? 0.0 : column[i];
      const double change = up_[i] - down_[i];
      const double allowed = curvature * std::abs(2.0 * h * exact) + round_off * (size_[i] + std::abs(at_[i]));
      if (std::abs(change - 2.0 * h * exact) <= allowed) right[i] = 1;
    }
  }

  Specimen& s_;
  State x_, up_, down_, at_, exact_, size_;
  bool ok_ = false;
};

std::size_t specimen_count() { return specimens().size(); }  // unknown to the compiler: the allocation is not optimised away

}  // namespace

TEST_CASE("the Jacobian of every unit operation agrees with differences, inside the pattern and outside") {
  for (auto& s : specimens()) {
    INFO(s.subject().title);
    const auto name = [&](std::size_t i) { return s.model().unknown_name(static_cast<int>(i)); };
    std::string wrong, outside;
    for (const auto& x : s.admissible_states(3, 3)) {
      Differences differences(s, x);
      REQUIRE(differences.ok());
      for (std::size_t j = 0; j < static_cast<std::size_t>(s.model().state_count()); ++j) {
        for (const std::size_t i : differences.wrong_rows(j)) wrong += "d(" + name(i) + ")/d(" + name(j) + ") ";
        for (const std::size_t i : differences.moved_outside(j)) outside += "d(" + name(i) + ")/d(" + name(j) + ") ";
      }
    }
    CHECK(wrong == "");
    CHECK(outside == "");
  }
}

TEST_CASE("no unit operation allocates memory while rates and Jacobian are evaluated") {
  if (!allocations_are_counted()) {
    WARN("skipped: a sanitizer owns the heap");
    return;
  }
  const long none = allocations();
  const State probe(specimen_count(), 0.0);
  REQUIRE(allocations() - none == static_cast<long>(probe.size() > 0));
  for (auto& s : specimens()) {
    INFO(s.subject().title);
    State dx(s.visited().front().size()), values;
    const auto states = s.admissible_states(10, 4);
    s.jacobian(states.front(), values);
    const long before = allocations();
    for (const auto& x : states) {
      static_cast<void>(s.rates(x, dx));
      static_cast<void>(s.jacobian(x, values));
    }
    CHECK(allocations() - before == 0);
  }
}
