// Six hours of batch leaching with the speciation in the loop, 100 outputs; see tests/verification/kinetic_leach.
#include <benchmark/benchmark.h>

#include "support/leach_cases.hpp"

namespace {

using raffinate::test::LeachCase;

void leach(benchmark::State& state, const LeachCase& leach_case) {
  raffinate::test::KineticLeach batch(leach_case);
  const auto times = raffinate::test::leach_times();
  for (auto _ : state) benchmark::DoNotOptimize(batch.run(times, 1e-8));
}
BENCHMARK_CAPTURE(leach, wo3_in_soda, raffinate::test::tungsten_trioxide_in_soda())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(leach, wo3_used_up, raffinate::test::tungsten_trioxide_used_up())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(leach, wo3_pitzer, raffinate::test::tungsten_trioxide_in_soda_pitzer())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(leach, wo3_concentration, raffinate::test::tungsten_trioxide_by_concentration())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(leach, five_oxides, raffinate::test::five_oxides_in_sulfuric_acid())->Unit(benchmark::kMillisecond);

}  // namespace
