// Solubility constants that belong to an activity model: for every curve of thermo-data/solubility.yaml the ion
// activity product at the measured solubilities, and log10 K = A1 + A2 T + A3/T + A4 log10 T through them by least
// squares, as YAML for minerals.yaml.
// The number of terms grows with the number of measurements and the range of temperature they span.
//   fit_solubility pitzer
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <fmt/core.h>

#include "aqueous/mineral_solution.hpp"
#include "base/data_directory.hpp"
#include "thermo/database.hpp"

namespace {

using namespace raffinate;

struct Sample {
  double T = 0;           // [K]
  double mass_ratio = 0;  // measured [kg/kg]
  double log10_product = 0;
};

using Terms = std::array<double, 4>;
using Square = std::array<Terms, 4>;

/// Functions of temperature, around 298.15 K so that the normal equations are well conditioned.
Terms basis(double T) {
  const double r = thermo::reference_temperature;
  return {1, 1 / T - 1 / r, std::log10(T / r), T - r};
}

/// Solves the symmetric equations a x = b of the first n unknowns by Gauss elimination; positive definite: no pivots.
Terms solve(Square a, Terms b, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) {
      const double factor = a[j][i] / a[i][i];
      for (std::size_t k = i; k < n; ++k) a[j][k] -= factor * a[i][k];
      b[j] -= factor * b[i];
    }
  Terms x{};
  for (std::size_t i = n; i-- > 0;) {
    x[i] = b[i];
    for (std::size_t k = i + 1; k < n; ++k) x[i] -= a[i][k] * x[k];
    x[i] /= a[i][i];
  }
  return x;
}

std::size_t term_count(const std::vector<Sample>& samples) {
  constexpr double narrow = 21;  // [K]: two terms say all that can be told
  const auto [first, last] = std::minmax_element(samples.begin(), samples.end(),
                                                 [](const Sample& a, const Sample& b) { return a.T < b.T; });
  const std::size_t most = last->T - first->T < narrow ? 2 : 4;
  return std::min<std::size_t>(most, samples.size() < 6 ? (samples.size() + 2) / 2 : 4);
}

Terms fit(const std::vector<Sample>& samples) {
  const std::size_t terms = term_count(samples);
  Square a{};
  Terms b{};
  for (const Sample& sample : samples) {
    const auto f = basis(sample.T);
    for (std::size_t i = 0; i < terms; ++i) {
      for (std::size_t j = 0; j < terms; ++j) a[i][j] += f[i] * f[j];
      b[i] += f[i] * sample.log10_product;
    }
  }
  return solve(a, b, terms);
}

void print(const thermo::SolubilityCurve& curve, const std::vector<Sample>& samples) {
  const auto x = fit(samples);
  const double r = thermo::reference_temperature;
  double worst = 0;
  for (const Sample& s : samples) {
    const auto f = basis(s.T);
    worst = std::max(worst, std::abs(x[0] * f[0] + x[1] * f[1] + x[2] * f[2] + x[3] * f[3] - s.log10_product));
  }
  constexpr double ln10 = 2.302585092994045684, celsius_zero = 273.15;
  const double enthalpy = thermo::gas_constant * (x[2] * r + ln10 * (x[3] * r * r - x[1]));
  fmt::print("  \"{}\":  # largest deviation {:.4f}; implied enthalpy at 25 C {:.1f} kJ/mol\n", curve.solid, worst,
             1e-3 * enthalpy);
  fmt::print("    pitzer:\n      log_k: {:.4f}\n      analytic: [{:.9g}, {:.9g}, {:.9g}, {:.9g}, 0, 0]\n", x[0],
             x[0] - x[1] / r - x[2] * std::log10(r) - x[3] * r, x[3], x[1], x[2]);
  fmt::print("      range: {{t_min: {:g} degC, t_max: {:g} degC}}\n", curve.t_min - celsius_zero,
             curve.t_max - celsius_zero);
}

void fit_curve(const thermo::Database& database, const thermo::SolubilityCurve& curve, const std::string& model) {
  if (database.dissolution(curve.solid) == nullptr || curve.points.empty()) return;
  aqueous::MineralSolution solution(database, curve.solid, {.model = model});
  std::vector<Sample> samples;
  for (const auto& [T, mass_ratio] : curve.points) {
    const auto product = solution.log10_activity_product(mass_ratio / solution.anhydrous_mass(), T);
    if (product) samples.push_back({T, mass_ratio, *product});
    fmt::print("  # {} {:6.2f} C {:8.4f} kg/kg {:7.4f} mol/kg log10 product {}\n", curve.solid, T - 273.15, mass_ratio,
               mass_ratio / solution.anhydrous_mass(), product ? fmt::format("{:.4f}", *product) : "none");
  }
  if (!samples.empty()) print(curve, samples);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string model = argc > 1 ? argv[1] : "pitzer";
  const auto database = thermo::Database::load(base::data_directory());
  for (const auto& curve : database.solubilities()) fit_curve(database, curve, model);
}
