// Equilibria per second of several kinds of solutions: cold, and warm along a path of small steps.
#include <benchmark/benchmark.h>

#include <cmath>

#include "aqueous/equilibrium.hpp"
#include "base/data_directory.hpp"
#include "speciation/data_source.hpp"

namespace {

using namespace raffinate;

/// Salts with the range of their amounts [mol/kg], and what they bring.
struct Salt {
  double lowest, highest;
  std::vector<std::pair<std::string, double>> tokens;
};

struct Set {
  std::string database;  ///< in PHREEQC's format; empty: the project's own data
  std::vector<std::string> tokens;
  std::vector<Salt> salts;
};

Set alkaline_tungstate() {
  return {"oxide_leach.dat", {"Na", "W", "S"},
          {{0.5, 4, {{"Na", 1}}}, {0.05, 1, {{"Na", 2}, {"W", 1}}}, {0.01, 0.3, {{"Na", 2}, {"S", 1}}}}};
}

Set acid_cobalt() {
  return {"oxide_leach.dat", {"S", "Co", "Ni", "Mn", "Li", "Cu"},
          {{0.1, 1.5, {{"S", 1}}},
           {0.05, 0.5, {{"Co", 1}, {"S", 1}}},
           {0.01, 0.3, {{"Ni", 1}, {"S", 1}}},
           {0.01, 0.3, {{"Mn", 1}, {"S", 1}}},
           {0.05, 0.5, {{"Li", 2}, {"S", 1}}},
           {0.001, 0.05, {{"Cu", 1}, {"S", 1}}}}};
}

Set acid_cobalt_nickel_copper() {
  return {"oxide_leach.dat", {"S", "Co", "Ni", "Cu"},
          {{0.1, 1.5, {{"S", 1}}},
           {0.05, 0.5, {{"Co", 1}, {"S", 1}}},
           {0.01, 0.3, {{"Ni", 1}, {"S", 1}}},
           {0.001, 0.05, {{"Cu", 1}, {"S", 1}}}}};
}

Set tungstate_liquor() {
  return {"", {"Na", "W", "C(4)", "S(6)", "Si", "P"},
          {{0.5, 2, {{"Na", 1}}},
           {0.05, 1, {{"Na", 2}, {"W", 1}}},
           {0.01, 0.3, {{"Na", 2}, {"C(4)", 1}}},
           {0.01, 0.3, {{"Na", 2}, {"S(6)", 1}}},
           {0.001, 0.05, {{"Si", 1}}},
           {0.0001, 0.01, {{"Na", 3}, {"P", 1}}}}};
}

Set pitzer_brine() {
  return {"tungstate_brine.dat", {"Na", "C", "S", "Cl"},
          {{0.5, 4, {{"Na", 1}}},
           {0.01, 0.5, {{"Na", 2}, {"C", 1}}},
           {0.01, 0.3, {{"Na", 2}, {"S", 1}}},
           {0.01, 0.5, {{"Na", 1}, {"Cl", 1}}}}};
}

class Solutions {
 public:
  explicit Solutions(const Set& set) : set_(set), chemistry_(make(set)), equilibrium_(chemistry_.definition, charge()) {}

  [[nodiscard]] const aqueous::Equilibrium& equilibrium() const { return equilibrium_; }

  /// Quasi-random composition number i, 25 to 90 C.
  [[nodiscard]] std::vector<double> inputs(int i) const {
    std::vector<double> in(static_cast<std::size_t>(equilibrium_.input_count()), 0.0);
    const auto salts = static_cast<int>(set_.salts.size());
    for (int k = 0; k < salts; ++k) {
      const Salt& salt = set_.salts[static_cast<std::size_t>(k)];
      const double amount = salt.lowest + (salt.highest - salt.lowest) * fraction(i, k);
      for (const auto& [token, count] : salt.tokens)
        in[static_cast<std::size_t>(chemistry_.find(token)->master)] += count * amount;
    }
    in[static_cast<std::size_t>(equilibrium_.water_input())] = aqueous::water_molality;
    in[static_cast<std::size_t>(equilibrium_.heat_capacity_input())] = 1;
    in[static_cast<std::size_t>(equilibrium_.energy_input())] = 298.15 + 65 * fraction(i, salts);
    return in;
  }

 private:
  static double fraction(int i, int k) {
    constexpr double phi = 1.085070245491451;  // root of x^9 = x + 1
    double whole = 0;
    return std::modf(0.5 + (i + 1) * std::pow(phi, -(k + 1)), &whole);
  }

  static speciation::Chemistry make(const Set& set) {
    speciation::ThermoChoice choice;
    std::shared_ptr<const thermo::Database> project;
    if (set.database.empty())
      project = std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory()));
    else
      choice.database = RAFFINATE_TEST_DATA "/leach/" + set.database;
    return speciation::DataSource(project, choice).chemistry(set.tokens);
  }

  [[nodiscard]] aqueous::Conditions charge() const {
    aqueous::Conditions conditions(aqueous::Energy::at_temperature);
    conditions.water = aqueous::WaterBasis::free;
    conditions.masters.resize(chemistry_.definition.masters.size());
    conditions.masters.front().given = aqueous::Given::charge;
    return conditions;
  }

  Set set_;
  speciation::Chemistry chemistry_;
  aqueous::Equilibrium equilibrium_;
};

void cold(benchmark::State& state, const Set& set) {
  const Solutions solutions(set);
  auto cache = solutions.equilibrium().make_cache();
  std::vector<std::vector<double>> inputs;
  for (int i = 0; i < 256; ++i) inputs.push_back(solutions.inputs(i));
  std::size_t next = 0;
  for (auto _ : state) {
    cache.reset();
    benchmark::DoNotOptimize(solutions.equilibrium().solve(inputs[next++ % inputs.size()], cache).converged);
  }
  state.counters["species"] = solutions.equilibrium().species_count();
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

/// Along a line between two compositions in 1,000 steps, to and fro.
void warm(benchmark::State& state, const Set& set) {
  const Solutions solutions(set);
  auto cache = solutions.equilibrium().make_cache();
  const auto from = solutions.inputs(1), to = solutions.inputs(2);
  auto inputs = from;
  int step = 0, direction = 1;
  for (auto _ : state) {
    const double share = step / 1000.0;
    for (std::size_t k = 0; k < inputs.size(); ++k) inputs[k] = from[k] + share * (to[k] - from[k]);
    inputs.back() = from.back();  // at one temperature
    benchmark::DoNotOptimize(solutions.equilibrium().solve(inputs, cache).converged);
    if (step + direction < 0 || step + direction > 1000) direction = -direction;
    step += direction;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK_CAPTURE(cold, alkaline_tungstate, alkaline_tungstate())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(warm, alkaline_tungstate, alkaline_tungstate())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(cold, acid_cobalt, acid_cobalt())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(warm, acid_cobalt, acid_cobalt())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(cold, acid_cobalt_nickel_copper, acid_cobalt_nickel_copper())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(warm, acid_cobalt_nickel_copper, acid_cobalt_nickel_copper())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(cold, tungstate_liquor, tungstate_liquor())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(warm, tungstate_liquor, tungstate_liquor())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(cold, pitzer_brine, pitzer_brine())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(warm, pitzer_brine, pitzer_brine())->Unit(benchmark::kMicrosecond);

}  // namespace
