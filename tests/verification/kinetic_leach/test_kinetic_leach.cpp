#include <catch2/catch.hpp>

#include <cmath>

#include "support/leach_cases.hpp"

using namespace raffinate::test;

namespace {

/// Index of a time among leach_times().
std::size_t row_at(double seconds) { return static_cast<std::size_t>(std::lround(seconds / 216)) - 1; }

struct Reference {
  double time;                  // [s]
  std::vector<double> amounts;  // [mol]
};

double worst_error(const LeachCase& leach, const std::vector<Reference>& references) {
  const auto rows = KineticLeach(leach).run(leach_times(), 1e-8);
  double worst = 0;
  for (const Reference& reference : references)
    for (std::size_t i = 0; i < reference.amounts.size(); ++i)
      worst = std::max(worst, std::abs(rows[row_at(reference.time)][i] - reference.amounts[i]));
  return worst;
}

}  // namespace

// References: the differential equations integrated with DOP853 at 1e-12 on activities tabulated from PHREEQC 3, with
// which PHREEQC's Runge-Kutta integration agrees to 4e-13 mol (five oxides: PHREEQC's Runge-Kutta at 1e-13).
// A tolerance of 1e-8 per step leaves about 1e-7; PHREEQC's -cvode at 1e-8 is off by up to 1e-6.
constexpr double agreement = 1e-6;  // [mol]

TEST_CASE("leaching tungsten trioxide with the speciation in the loop agrees with PHREEQC") {
  CHECK(worst_error(tungsten_trioxide_in_soda(), {{216, {0.7885319184}},
                                                  {1080, {0.7449880543}},
                                                  {2160, {0.6953196111}},
                                                  {5400, {0.5719259163}},
                                                  {10800, {0.4257239796}},
                                                  {16200, {0.3256636492}},
                                                  {21600, {0.2538835484}}}) < agreement);
}

TEST_CASE("a solid that is used up agrees with PHREEQC to the end and after it") {
  CHECK(worst_error(tungsten_trioxide_used_up(), {{216, {0.2819974427}},
                                                  {1080, {0.2196705205}},
                                                  {2160, {0.1593492114}},
                                                  {5400, {0.0535209915}},
                                                  {10800, {0.0021278857}},
                                                  {16200, {0}},
                                                  {21600, {0}}}) < agreement);
}

TEST_CASE("leaching with Pitzer's model in the loop agrees with PHREEQC") {
  CHECK(worst_error(tungsten_trioxide_in_soda_pitzer(), {{216, {0.7840458664}},
                                                         {1080, {0.7251737229}},
                                                         {2160, {0.6610878546}},
                                                         {5400, {0.5141561466}},
                                                         {10800, {0.3587099784}},
                                                         {16200, {0.2617361025}},
                                                         {21600, {0.1961722777}}}) < agreement);
}

// Exact: with x = (m/m0)^(1/3), t(x) = (3 m0/K) int_x^1 ds/(c0 - 2 m0 + 2 m0 s^3).
TEST_CASE("leaching driven by a concentration agrees with its closed form") {
  CHECK(worst_error(tungsten_trioxide_by_concentration(), {{216, {0.778819955536}},
                                                           {1080, {0.701789501196}},
                                                           {2160, {0.620094435292}},
                                                           {5400, {0.442402290726}},
                                                           {10800, {0.271496720459}},
                                                           {16200, {0.175544677348}},
                                                           {21600, {0.116306497599}}}) < agreement);
}

TEST_CASE("leaching five oxides in sulfuric acid agrees with PHREEQC") {
  CHECK(worst_error(five_oxides_in_sulfuric_acid(),
                    {{216, {0.0000341687, 0.2410015872, 0.1481856475, 0.0940767055, 0.0279349829}},
                     {1080, {0, 0.2152367352, 0.1428154758, 0.0225986233, 0.0021606788}},
                     {2160, {0, 0.1907777041, 0.1374413528, 0.0026508239, 0}},
                     {5400, {0, 0.1380425884, 0.1246403005, 0, 0}},
                     {10800, {0, 0.0852424020, 0.1091819358, 0, 0}},
                     {21600, {0, 0.0337621936, 0.0881725185, 0, 0}}}) < agreement);
}
