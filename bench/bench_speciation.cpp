// One speciation of an alkaline tungstate liquor: cold, warm, and with its sensitivities; Pitzer's model by itself.
#include <benchmark/benchmark.h>

#include "aqueous/equilibrium.hpp"
#include "aqueous/pitzer.hpp"
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

/// Seven cations and eight anions, every pair with all parameters; the numbers are those of no salt.
std::shared_ptr<const aqueous::ActivityModel> brine() {
  using aqueous::PitzerKind;
  const std::vector<double> charges{1, 1, 1, 1, 2, 2, 2, -1, -1, -1, -1, -2, -2, -2, -2};
  std::vector<aqueous::PitzerParameter> parameters;
  const int count = static_cast<int>(charges.size());
  for (int i = 0; i < count; ++i)
    for (int j = i + 1; j < count; ++j) {
      if (charges[static_cast<std::size_t>(i)] * charges[static_cast<std::size_t>(j)] > 0) {
        parameters.push_back({PitzerKind::theta, {i, j, -1}, {0.02}});
        continue;
      }
      parameters.push_back({PitzerKind::b0, {i, j, -1}, {0.1}});
      parameters.push_back({PitzerKind::b1, {i, j, -1}, {0.3}});
      parameters.push_back({PitzerKind::c0, {i, j, -1}, {0.003}});
    }
  return aqueous::make_pitzer(charges, parameters);
}

void pitzer(benchmark::State& state) {
  const auto model = brine();
  const auto n = static_cast<std::size_t>(model->species_count()), p = static_cast<std::size_t>(model->feature_count());
  std::vector<double> features(p, 0.3), block(static_cast<std::size_t>(model->block_size()));
  std::vector<double> ln_gamma(n), by_feature(n * p), by_T(n), water(p);
  aqueous::ActivityValues values{ln_gamma.data(), 0};
  aqueous::ActivityDerivatives slopes{by_feature.data(), by_T.data(), water.data(), 0};
  model->set_temperature(333.15, block.data());
  for (auto _ : state) {
    features[aqueous::ionic_strength_feature] = 5 + 1e-3 * ln_gamma[0];  // never the same twice
    model->evaluate(features.data(), block.data(), values);
    if (state.range(0) != 0) model->differentiate(features.data(), block.data(), slopes);
    benchmark::DoNotOptimize(by_feature.data());
  }
}
BENCHMARK(pitzer)->ArgName("derivatives")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

}  // namespace
