// One speciation of an alkaline tungstate liquor: cold, warm, and with its sensitivities.
#include <benchmark/benchmark.h>

#include "aqueous/equilibrium.hpp"
#include "base/data_directory.hpp"
#include "thermo/database.hpp"

namespace {

using namespace raffinate;

const aqueous::Equilibrium& liquor() {
  static const thermo::Database database = thermo::Database::load(base::data_directory());
  static const aqueous::Equilibrium equilibrium(
      aqueous::define(database, {"H+", "Na+", "WO4-2", "CO3-2", "SO4-2", "H4SiO4", "PO4-3", "MoO4-2"}),
      aqueous::Energy::at_temperature);
  return equilibrium;
}

// mol in one kilogram of water, 90 C.
std::vector<double> composition() {
  return {-1.0, 4.1, 1.2, 0.1, 0.2, 0.01, 0.001, 0.001, 55.508, 4000.0, 363.15};
}

void cold(benchmark::State& state) {
  auto cache = liquor().make_cache();
  auto inputs = composition();
  for (auto _ : state) {
    cache.reset();
    benchmark::DoNotOptimize(liquor().solve(inputs, cache).converged);
  }
  state.counters["species"] = liquor().species_count();
}
BENCHMARK(cold)->Unit(benchmark::kMicrosecond);

void warm(benchmark::State& state) {
  auto cache = liquor().make_cache();
  auto inputs = composition();
  double sign = 1.0;
  for (auto _ : state) {
    inputs[2] += sign * 1e-6;  // a small step of the integrator, to and fro
    sign = -sign;
    benchmark::DoNotOptimize(liquor().solve(inputs, cache).converged);
  }
}
BENCHMARK(warm)->Unit(benchmark::kMicrosecond);

void warm_with_sensitivities(benchmark::State& state) {
  auto cache = liquor().make_cache();
  auto inputs = composition();
  double sign = 1.0;
  for (auto _ : state) {
    inputs[2] += sign * 1e-6;
    sign = -sign;
    liquor().solve(inputs, cache);
    benchmark::DoNotOptimize(liquor().sensitivities(cache));
  }
}
BENCHMARK(warm_with_sensitivities)->Unit(benchmark::kMicrosecond);

}  // namespace
