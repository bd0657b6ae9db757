#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>

#include "activities.hpp"
#include "aqueous/mixing_integral.hpp"
#include "aqueous/pitzer.hpp"

using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;
using enum PitzerKind;

namespace {

/// Parameters that do not vary with temperature.
PitzerParameter constant(PitzerKind kind, std::array<int, 3> species, double value) {
  return {kind, species, {value}};
}

std::vector<PitzerParameter> salt(int cation, int anion, double beta0, double beta1, double c_phi) {
  return {constant(b0, {cation, anion, -1}, beta0), constant(b1, {cation, anion, -1}, beta1),
          constant(c0, {cation, anion, -1}, c_phi)};
}

/// One cation, one anion.
Model salt_model(double z_cation, double z_anion, double beta0, double beta1, double c_phi) {
  return make_pitzer({z_cation, z_anion}, salt(0, 1, beta0, beta1, c_phi));
}

/// Osmotic coefficient.
double osmotic(const Model& model, const Molalities& m) {
  const double total = std::accumulate(m.begin(), m.end(), 0.0);
  return -activities_at(model, m).ln_water * 55.50837 / total;
}

// Na+, H+, Mg+2, Fe+3, Cl-, SO4-2, CO2(aq), H4SiO4
const std::vector<double> charges{1, 1, 2, 3, -1, -2, 0, 0};

/// Every kind of term, most with a temperature function. The numbers mean nothing.
std::vector<PitzerParameter> every_kind() {
  return {{b0, {0, 4, -1}, {0.0765, 500, 2, -6e-3, 1e-6, -1e4}},
          {b1, {0, 4, -1}, {0.2664, 100, 0, 7e-4}},
          {c0, {4, 0, -1}, {0.00127, 0, 0, -1e-5}},
          {b0, {0, 5, -1}, {0.0196, 0, 0, 2e-3}},
          {b1, {5, 0, -1}, {1.113, 0, 0, 5e-3}},
          {b0, {2, 5, -1}, {0.221}},
          {b1, {2, 5, -1}, {3.343, 0, 0, -1e-2}},
          {b2, {2, 5, -1}, {-37.23, 0, 0, -0.25}},
          {c0, {2, 5, -1}, {0.025}},
          {b0, {3, 5, -1}, {0.4}},
          {b1, {3, 5, -1}, {2.0}},
          {b2, {3, 5, -1}, {-10.0}},
          {b0, {1, 4, -1}, {0.1775}},
          {b1, {1, 4, -1}, {0.2945, 0, 0, 1e-4}},
          {alphas, {4, 1, -1}, {1.43, 12}},
          {theta, {0, 2, -1}, {0.07, 0, 0, 1e-4}},
          {theta, {4, 5, -1}, {0.02}},
          {psi, {0, 2, 4}, {-0.012, 10}},
          {psi, {0, 4, 5}, {0.0014}},
          {lambda, {6, 0, -1}, {0.1, 0, 0, -1e-3}},
          {lambda, {6, 6, -1}, {-0.01, 50}},
          {lambda, {6, 7, -1}, {0.02}},
          {zeta, {6, 0, 4}, {-0.02}},
          {eta, {6, 0, 1}, {0.01}},
          {mu, {6, 6, 6}, {0.003, 0, 0, 1e-5}},
          {mu, {6, 6, 0}, {0.002}},
          {mu, {6, 7, 4}, {-0.002}}};
}

MacInnes potassium_chloride(int chloride) {
  // pitzer.dat of PHREEQC 3.8.8.
  return {chloride,
          {0.04808, -758.48, -4.7062, 0.010072, -3.7599e-6, 0},
          {0.2168, 0, -6.895, 2.262e-2, -9.293e-6, -1e5},
          {-7.88e-4, 91.27, 0.58643, -1.298e-3, 4.9567e-7, 0}};
}

PitzerOptions with_macinnes(int chloride) {
  PitzerOptions options;
  options.macinnes = potassium_chloride(chloride);
  return options;
}

/// Random, with chloride or sodium added until the charges cancel.
Molalities neutral_composition(std::mt19937& engine) {
  Molalities m = random_composition(engine, charges.size());
  const double charge = std::inner_product(m.begin(), m.end(), charges.begin(), 0.0);
  m[charge > 0 ? 4 : 0] += std::abs(charge);
  return m;
}

}  // namespace

TEST_CASE("osmotic and activity coefficients of sodium chloride are those of Robinson and Stokes") {
  // Parameters: Pitzer and Mayorga, J. Phys. Chem. 77 (1973) 2300; data: Robinson and Stokes, Electrolyte
  // Solutions (1959), appendices 8.3 and 8.10. The fit has a standard deviation of 0.001 in phi.
  const Model model = salt_model(1, -1, 0.0765, 0.2664, 0.00127);
  struct Row {
    double m, phi, gamma;
  };
  for (const Row row : {Row{0.1, 0.9324, 0.778}, Row{0.5, 0.9209, 0.681}, Row{1, 0.9355, 0.657}, Row{2, 0.9833, 0.668},
                        Row{3, 1.0453, 0.714}, Row{4, 1.1158, 0.783}, Row{5, 1.1916, 0.874}, Row{6, 1.2706, 0.986}}) {
    CAPTURE(row.m);
    CHECK(osmotic(model, {row.m, row.m}) == Approx(row.phi).margin(0.003));
    const Activities a = activities_at(model, {row.m, row.m});
    CHECK(std::exp(0.5 * (a.ln_gamma[0] + a.ln_gamma[1])) == Approx(row.gamma).epsilon(0.003));
  }
}

TEST_CASE("activity coefficients of sodium sulfate fall as in Robinson and Stokes") {
  // Relative to 0.1 mol/kg: below that they extrapolated, and tables differ by 2 % as a whole.
  const Model model = salt_model(1, -2, 0.01958, 1.1130, 0.00497);  // Pitzer and Mayorga 1973, in this notation
  const auto gamma = [&model](double m) {
    const Activities a = activities_at(model, {2 * m, m});
    return std::exp((2 * a.ln_gamma[0] + a.ln_gamma[1]) / 3);
  };
  struct Row {
    double m, gamma;
  };
  for (const Row row : {Row{0.5, 0.266}, Row{1, 0.201}, Row{2, 0.152}}) {
    CAPTURE(row.m);
    CHECK(gamma(row.m) / gamma(0.1) == Approx(row.gamma / 0.445).epsilon(0.01));
  }
}

TEST_CASE("a brine of hydroxide, carbonate, sulfate and chloride has the activities of PHREEQC") {
  // PHREEQC 3.8.8 with pitzer.dat, 6.836 C; parameters of that file. Species: Na+ OH- CO3-2 SO4-2 Cl-.
  const std::vector<PitzerParameter> parameters{
      {b0, {0, 1, -1}, {0.0864, 0, 0, 7e-4}},
      {b1, {0, 1, -1}, {0.253, 0, 0, 1.34e-4}},
      {c0, {0, 1, -1}, {0.0044, 0, 0, -18.94e-5}},
      {b0, {0, 2, -1}, {0.0399, 0, 0, 1.79e-3}},
      {b1, {0, 2, -1}, {1.389, 0, 0, 2.05e-3}},
      {c0, {0, 2, -1}, {0.0044}},
      {b0, {0, 3, -1}, {2.73e-2, 0, -5.8, 9.89e-3, 0, -1.563e5}},
      {b1, {0, 3, -1}, {0.956, 2.663e3, 0, 1.158e-2, 0, -3.194e5}},
      {c0, {0, 3, -1}, {3.418e-3, -384, 0, -8.451e-4, 0, 5.177e4}},
      {b0, {0, 4, -1}, {7.534e-2, 9598.4, 35.48, -5.8731e-2, 1.798e-5, -5e5}},
      {b1, {0, 4, -1}, {0.2769, 1.377e4, 46.8, -6.9512e-2, 2e-5, -7.4823e5}},
      {c0, {0, 4, -1}, {1.48e-3, -120.5, -0.2081, 0, 1.166e-7, 11121}},
      {theta, {4, 2, -1}, {-0.02}},
      {theta, {4, 1, -1}, {-0.05}},
      {theta, {4, 3, -1}, {0.03}},
      {theta, {2, 1, -1}, {0.1}},
      {theta, {2, 3, -1}, {0.02}},
      {theta, {1, 3, -1}, {-0.013}},
      {psi, {4, 2, 0}, {0.0085}},
      {psi, {4, 0, 1}, {-0.006}},
      {psi, {2, 0, 1}, {-0.017}},
      {psi, {2, 0, 3}, {-0.005}},
      {psi, {0, 1, 3}, {-0.009}}};
  const Model model = make_pitzer({1, -1, -2, -2, -1}, parameters, with_macinnes(4));
  const Molalities m{3.459753507470, 2.368797696037, 0.2894748067100, 0.1513780280490, 0.2092487038650};
  const double log_activity[] = {0.3327403851622, 0.3013501021681, -1.781157977379, -2.495767766082, -0.9422646666496};
  const Activities a = activities_at(model, m, 6.835986607833862 + 273.15);
  // Bicarbonate, 1.4e-6 mol/kg, is left out here.
  for (std::size_t i = 0; i < m.size(); ++i)
    CHECK(a.ln_gamma[i] / ln10 + std::log10(m[i]) == Approx(log_activity[i]).margin(1e-7));
  CHECK(a.ln_water / ln10 == Approx(-0.05141829412958).margin(1e-7));
}

TEST_CASE("every ion approaches the limiting law") {
  const double m = 1e-10;
  const Activities a = activities_at(make_pitzer(charges, every_kind()), {m, m, m, m, 10 * m, 0, 0, 0});
  const double I = 0.5 * m * (1 + 1 + 4 + 9 + 10), slope = phreeqc_solvent_at(298.15).A * std::sqrt(I);
  // A = 3 A_phi; the next term, E-theta, is of the order of m.
  for (std::size_t i : {0u, 1u, 2u, 3u, 4u})
    CHECK(a.ln_gamma[i] == Approx(-charges[i] * charges[i] * slope).epsilon(1e-3));
}

TEST_CASE("water activity of Pitzer's model obeys Gibbs-Duhem in every direction") {
  std::mt19937 engine(21);
  const Model model = make_pitzer(charges, every_kind());
  for (int trial = 0; trial < 50; ++trial) {
    const Molalities m = random_composition(engine, charges.size());
    const Molalities direction = random_composition(engine, charges.size());
    CHECK(gibbs_duhem(model, m, direction, 55.50837, 340) == Approx(0).margin(1e-6));
  }
}

TEST_CASE("the convention of MacInnes keeps Gibbs-Duhem in neutral solutions") {
  std::mt19937 engine(22);
  const Model model = make_pitzer(charges, every_kind(), with_macinnes(4));
  for (int trial = 0; trial < 50; ++trial) {
    const Molalities m = neutral_composition(engine), direction = random_composition(engine, charges.size());
    CHECK(gibbs_duhem(model, m, direction, 55.50837, 340) == Approx(0).margin(1e-6));
  }
}

TEST_CASE("derivatives of Pitzer's model agree with differences") {
  std::mt19937 engine(23);
  for (const double T : {283.15, 340.0}) {
    check_derivatives(make_pitzer(charges, every_kind()), random_composition(engine, charges.size()), T);
    check_derivatives(make_pitzer(charges, every_kind(), with_macinnes(4)),
                      random_composition(engine, charges.size()), T);
  }
}

TEST_CASE("derivatives of Pitzer's model agree with differences in dilute solutions") {
  // alpha sqrt(I) is below 0.1 here, where g is a series.
  check_derivatives(make_pitzer({1, -1}, salt(0, 1, 0.0765, 0.2664, 0.00127)), {1e-3, 1e-3}, 298.15);
}

TEST_CASE("values and derivatives do not depend on what was evaluated before") {
  const Model model = make_pitzer(charges, every_kind());
  std::mt19937 engine(24);
  const Molalities first = features_of(model, random_composition(engine, charges.size()));
  const Molalities second = features_of(model, random_composition(engine, charges.size()));
  const std::size_t n = charges.size(), p = first.size();
  Molalities used(static_cast<std::size_t>(model->block_size())), fresh = used;
  const auto slopes_at = [&](Molalities& block) {
    Molalities by_feature(n * p), by_T(n), water(p);
    ActivityDerivatives out{by_feature.data(), by_T.data(), water.data(), 0};
    model->differentiate(second.data(), block.data(), out);
    return by_feature;
  };
  Molalities ln_gamma(n);
  ActivityValues values{ln_gamma.data(), 0};
  model->set_temperature(350, used.data());
  model->evaluate(second.data(), used.data(), values);
  model->set_temperature(300, used.data());
  model->evaluate(first.data(), used.data(), values);
  model->set_temperature(300, fresh.data());
  CHECK(slopes_at(used) == slopes_at(fresh));
}

TEST_CASE("E-theta of two cations follows from the mixing integral") {
  const std::vector<double> z{1, 2, -1};
  const Molalities m{0.7, 0.4, 1.5};
  PitzerOptions plain;
  plain.unsymmetrical = false;
  const Activities with = activities_at(make_pitzer(z, {}), m), without = activities_at(make_pitzer(z, {}, plain), m);
  const double A = phreeqc_solvent_at(298.15).A / 3;
  const auto e_theta = [A](double I) {
    const auto J = [A, I](double product) { return MixingIntegral::by_quadrature(6 * A * std::sqrt(I) * product); };
    return 2 / (4 * I) * (J(2) - 0.5 * J(1) - 0.5 * J(4));
  };
  const double I = 0.5 * (0.7 + 1.6 + 1.5), h = 1e-4;
  const double slope = (e_theta(I + h) - e_theta(I - h)) / (2 * h);
  const double both = m[0] * m[1];
  CHECK(with.ln_gamma[0] - without.ln_gamma[0] == Approx(2 * e_theta(I) * m[1] + slope * both).epsilon(1e-7));
  CHECK(with.ln_gamma[1] - without.ln_gamma[1] == Approx(2 * e_theta(I) * m[0] + 4 * slope * both).epsilon(1e-7));
  CHECK(with.ln_gamma[2] - without.ln_gamma[2] == Approx(slope * both).epsilon(1e-7));
}

TEST_CASE("by MacInnes chloride has the mean coefficient of potassium chloride of the same ionic strength") {
  std::mt19937 engine(25);
  const Molalities m = neutral_composition(engine);
  double I = 0;
  for (std::size_t i = 0; i < m.size(); ++i) I += 0.5 * charges[i] * charges[i] * m[i];
  const MacInnes kcl = potassium_chloride(1);
  const Model alone =
      make_pitzer({1, -1}, {{b0, {0, 1, -1}, kcl.b0}, {b1, {0, 1, -1}, kcl.b1}, {c0, {0, 1, -1}, kcl.c0}});
  const double expected = activities_at(alone, {I, I}, 330).ln_gamma[1];
  const Activities scaled = activities_at(make_pitzer(charges, every_kind(), with_macinnes(4)), m, 330);
  CHECK(scaled.ln_gamma[4] == Approx(expected).epsilon(1e-12));
}

TEST_CASE("the convention of MacInnes leaves neutral combinations, molecules and water alone") {
  std::mt19937 engine(26);
  const Molalities m = random_composition(engine, charges.size());
  const Activities plain = activities_at(make_pitzer(charges, every_kind()), m);
  const Activities scaled = activities_at(make_pitzer(charges, every_kind(), with_macinnes(4)), m);
  const auto magnesium_sulfate = [](const Activities& a) { return a.ln_gamma[2] + a.ln_gamma[5]; };
  CHECK(magnesium_sulfate(scaled) == Approx(magnesium_sulfate(plain)).epsilon(1e-12));
  CHECK(scaled.ln_gamma[6] == Approx(plain.ln_gamma[6]).epsilon(1e-12));
  CHECK(scaled.ln_water == Approx(plain.ln_water).epsilon(1e-12));
}

TEST_CASE("a solution without chloride is scaled as one with a trace of it") {
  // NaOH, its chloride as a reference only, against NaOH with 1e-12 mol/kg of Cl-.
  std::vector<PitzerParameter> parameters = salt(0, 1, 0.0864, 0.253, 0.0044);
  for (const PitzerParameter& p : salt(0, 2, 0.0765, 0.2664, 0.00127)) parameters.push_back(p);
  parameters.push_back(constant(theta, {1, 2, -1}, -0.05));
  parameters.push_back(constant(psi, {0, 1, 2}, -0.006));
  const Model without = make_pitzer({1, -1}, parameters, with_macinnes(2));
  const Model with = make_pitzer({1, -1, -1}, parameters, with_macinnes(2));
  CHECK(activities_at(without, {2, 2}).ln_gamma[0] ==
        Approx(activities_at(with, {2, 2, 1e-12}).ln_gamma[0]).epsilon(1e-11));
  check_derivatives(without, {2, 2}, 320);
}

TEST_CASE("of two parameters for the same species the later counts, in any order of names") {
  std::vector<PitzerParameter> parameters = salt(0, 1, 5, 5, 5);
  for (const PitzerParameter& p : salt(1, 0, 0.0765, 0.2664, 0.00127)) parameters.push_back(p);
  CHECK(activities_at(make_pitzer({1, -1}, parameters), {2, 2}).ln_gamma ==
        activities_at(salt_model(1, -1, 0.0765, 0.2664, 0.00127), {2, 2}).ln_gamma);
}

TEST_CASE("alphas of a pair replace those of its charges") {
  const double alpha = 1.43, m = 0.5, y = alpha * std::sqrt(m);
  const auto coefficient = [m](std::vector<PitzerParameter> parameters) {
    return activities_at(make_pitzer({1, -1}, parameters), {m, m}).ln_gamma[0];
  };
  const double beta1 = 0.2, g = 2 * (1 - (1 + y) * std::exp(-y)) / (y * y);
  const double expected = 2 * m * beta1 * g + m * m * beta1 * (std::exp(-y) - g) / m;
  CHECK(coefficient({constant(b1, {0, 1, -1}, beta1), {alphas, {1, 0, -1}, {alpha, 12}}}) - coefficient({}) ==
        Approx(expected).epsilon(1e-12));
}

TEST_CASE("parameters of species that do not exist, and of impossible pairs, are refused") {
  CHECK_THROWS_AS(make_pitzer({1, -1}, {constant(b0, {0, 2, -1}, 0.1)}), std::invalid_argument);
  CHECK_THROWS_AS(make_pitzer({1, -1}, {constant(psi, {0, 1, -1}, 0.1)}), std::invalid_argument);
  CHECK_THROWS_AS(make_pitzer({1, 0}, {constant(c0, {0, 1, -1}, 0.1)}), std::invalid_argument);
  CHECK_THROWS_AS(make_pitzer({1, -1}, {}, with_macinnes(0)), std::invalid_argument);
}
