#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "specimen.hpp"

using namespace raffinate;
using namespace raffinate::examination;

namespace {

using Weight = std::function<double(int entry)>;

struct Balance {
  double gap = 0;   ///< in - out + supplied - accumulated
  double size = 0;  ///< sum of the magnitudes of all terms
  void add(double term) {
    gap += term;
    size += std::abs(term);
  }
};

/// Balance of the subject at the state last evaluated.
Balance balance(const Specimen& s, const State& dx, const Weight& weight) {
  Balance b;
  const auto entries = static_cast<std::size_t>(s.components().entry_count());
  for (std::size_t stream = 0; stream < s.model().streams().size(); ++stream) {
    const auto& ends = s.model().streams()[stream];
    const bool enters = ends.to_unit >= 0 && &s.model().units()[static_cast<std::size_t>(ends.to_unit)] == &s.unit();
    const bool leaves = &s.model().units()[static_cast<std::size_t>(ends.from_unit)] == &s.unit();
    if (!enters && !leaves) continue;
    for (int e = 0; e < static_cast<int>(entries); ++e)
      b.add((enters ? 1.0 : -1.0) * weight(e) * s.values().flow(static_cast<int>(stream), e));
  }
  for (std::size_t i = 0; i < s.unit().layout.states.size(); ++i)
    if (const int entry = s.unit().layout.states[i].entry; entry >= 0)
      b.add(-weight(entry) * dx[static_cast<std::size_t>(s.unit().first_state) + i]);
  return b;
}

double imbalance(const Balance& b) { return b.size > 0.0 ? std::abs(b.gap) / b.size : 0.0; }

constexpr int states = 100;
constexpr double round_off = 1e-12;

}  // namespace

TEST_CASE("every unit operation keeps every element, charge and enthalpy at random states") {
  for (auto& s : specimens()) {
    if (!s.has_inlets()) continue;  // a source: what it makes is examined below
    const auto& components = s.components();
    std::map<std::string, double> worst;
    State dx(s.visited().front().size());
    const auto trials = s.admissible_states(states, 1);
    INFO(s.subject().title);
    CHECK(trials.size() == states);
    for (const auto& x : trials) {
      REQUIRE(s.rates(x, dx));
      const auto examine = [&](const std::string& name, const Balance& b) { worst[name] = std::max(worst[name], imbalance(b)); };
      for (int element = 0; element < static_cast<int>(components.elements().size()); ++element)
        examine(components.elements()[static_cast<std::size_t>(element)], balance(s, dx, [&](int entry) {
                  return components.is_aggregate(entry) ? 0.0 : components.count(components.component_of(entry), element);
                }));
      examine("charge", balance(s, dx, [&](int entry) {
                return components.is_aggregate(entry) ? 0.0 : components[components.component_of(entry)].species->formula.charge;
              }));
      Balance heat = balance(s, dx, [&](int entry) {
        if (components.is_aggregate(entry)) return entry == components.entry(reactions::Aggregate::sensible_heat) ? 1.0 : 0.0;
        return components[components.component_of(entry)].species->enthalpy;
      });
      for (std::size_t e = 0; e < s.unit().layout.energies.size(); ++e)
        heat.add(s.values().energy(s.unit().first_energy + static_cast<int>(e)));
      examine("enthalpy", heat);
    }
    for (const auto& [name, gap] : worst) {
      INFO(name);
      CHECK(gap <= round_off);
    }
  }
}

TEST_CASE("the aggregates of every stream and inventory move with the amounts") {
  for (auto& s : specimens()) {
    const auto& components = s.components();
    INFO(s.subject().title);
    State dx(s.visited().front().size());
    double worst = 0.0;
    std::string where;
    const auto examine = [&](const std::string& name, const std::function<double(int)>& rate) {
      for (int a = 0; a + 2 < reactions::aggregate_count; ++a) {  // the last two are heats
        Balance b;
        for (int e = 0; e < components.component_entry_count(); ++e)
          b.add(components.contributions(components.component_of(e))[static_cast<std::size_t>(a)] * rate(e));
        b.add(-rate(components.component_entry_count() + a));
        if (imbalance(b) <= worst) continue;
        worst = imbalance(b);
        where = name + ": " + components.entry_name(components.component_entry_count() + a);
      }
    };
    for (const auto& x : s.admissible_states(states, 2)) {
      REQUIRE(s.rates(x, dx));
      for (std::size_t stream = 0; stream < s.model().streams().size(); ++stream)
        examine(s.model().streams()[stream].name, [&](int e) { return s.values().flow(static_cast<int>(stream), e); });
      for (const auto& inventory : s.inventories())
        examine("inventory", [&](int e) { return inventory.rate(e, dx); });
    }
    INFO(where);
    CHECK(worst <= round_off);
  }
}

TEST_CASE("what a source makes has no charge") {
  for (auto& s : specimens()) {
    if (s.has_inlets()) continue;
    INFO(s.subject().title);
    State dx(s.visited().front().size());
    REQUIRE(s.rates(s.visited().back(), dx));
    const auto& components = s.components();
    CHECK(imbalance(balance(s, dx, [&](int entry) {
            return components.is_aggregate(entry) ? 0.0 : components[components.component_of(entry)].species->formula.charge;
          })) <= round_off);
  }
}
