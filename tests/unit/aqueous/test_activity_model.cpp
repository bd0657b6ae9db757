#include <catch2/catch.hpp>

#include <cmath>
#include <random>

#include "activities.hpp"
#include "aqueous/davies.hpp"
#include "aqueous/extended_debye_huckel.hpp"
#include "aqueous/ideal.hpp"
#include "aqueous/phreeqc_solvent.hpp"
#include "aqueous/sit.hpp"

using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

namespace {

// Na+, H+, Cl-, SO4-2, CO2(aq), Co+2
const std::vector<double> charges{1, 1, -1, -2, 0, 2};

Model example_sit() {
  // Cations are hubs; a neutral species, a pair with itself and one among hubs take the other branches.
  return make_sit(charges, {{0, 2, 0.03}, {0, 3, -0.12}, {1, 2, 0.12}, {5, 2, 0.16}, {5, 3, 0.05}, {4, 0, 0.1},
                            {4, 4, 0.02}, {0, 1, 0.07}});
}

/// The same with coefficients that vary, also of a pair with itself and of a pair among hubs.
Model varying_sit() {
  return make_sit(charges, {{0, 2, 0.03, {40, 0.2, 1e-3, 1e-6}}, {0, 3, -0.12}, {1, 2, 0.12, {0, 0, 2e-3, 0}},
                            {5, 3, 0.05}, {4, 4, 0.02, {10, 0, 0, 0}}},
                  phreeqc_solvent_at);
}

Model example_extended(double size_step) {
  std::vector<IonSize> ions;
  for (std::size_t i = 0; i < charges.size(); ++i)
    ions.push_back({charges[i], 4e-10 + size_step * static_cast<double>(i), 0.04 * charges[i] * charges[i]});
  return make_extended_debye_huckel(ions);
}

}  // namespace

TEST_CASE("Davies coefficients agree with a hand calculation") {
  const Molalities m{0.1, 0, 0.1, 0, 0.3, 0};
  const double A = solvent_at(298.15).A / ln10, s = std::sqrt(0.1);
  const double log_gamma = -A * (s / (1 + s) - 0.03);
  const Activities a = activities_at(make_davies(charges), m);
  CHECK(a.ln_gamma[0] == Approx(ln10 * log_gamma));
  CHECK(a.ln_gamma[3] == Approx(4 * ln10 * log_gamma));
  CHECK(a.ln_gamma[4] == 0);
  // 0.1 mol/kg of a 1:1 electrolyte: log gamma about -0.107
  CHECK(log_gamma == Approx(-0.107).epsilon(0.01));
}

TEST_CASE("SIT coefficients agree with a hand calculation") {
  const Molalities m{2.4, 0.1, 2.0, 0.3, 0, 0.05};
  const double I = 0.5 * (2.4 + 0.1 + 2.0 + 4 * 0.3 + 4 * 0.05), A = solvent_at(298.15).A / ln10;
  const double D = A * std::sqrt(I) / (1 + 1.5 * std::sqrt(I));
  const Activities a = activities_at(example_sit(), m);
  CHECK(a.ln_gamma[0] / ln10 == Approx(-D + 0.03 * 2.0 - 0.12 * 0.3 + 0.07 * 0.1));
  CHECK(a.ln_gamma[3] / ln10 == Approx(-4 * D - 0.12 * 2.4 + 0.05 * 0.05));
  CHECK(a.ln_gamma[4] / ln10 == Approx(0.1 * 2.4));
  CHECK(a.ln_gamma[5] / ln10 == Approx(-4 * D + 0.16 * 2.0 + 0.05 * 0.3));
}

TEST_CASE("extended Debye-Hueckel coefficients agree with a hand calculation") {
  const Molalities m{0.5, 0, 0.5, 0, 0, 0};
  const Solvent water = solvent_at(298.15);
  const double s = std::sqrt(0.5), expected = -water.A * s / (1 + water.B * 4e-10 * s) + ln10 * 0.04 * 0.5;
  CHECK(activities_at(example_extended(1e-11), m).ln_gamma[0] == Approx(expected));
}

TEST_CASE("water activity obeys Gibbs-Duhem in every direction") {
  std::mt19937 engine(7);
  for (const Model& model : {make_ideal(charges), make_davies(charges), example_sit()})
    for (int trial = 0; trial < 20; ++trial) {
      const Molalities m = random_composition(engine, charges.size());
      const Molalities direction = random_composition(engine, charges.size());
      CAPTURE(std::string(model->name()));
      CHECK(gibbs_duhem(model, m, direction) == Approx(0).margin(1e-7));
    }
}

TEST_CASE("SIT with varying coefficients obeys Gibbs-Duhem at any temperature") {
  std::mt19937 engine(11);
  const double mol_water_per_kg = 1 / phreeqc_solvent_at(350).molar_mass;
  for (int trial = 0; trial < 20; ++trial) {
    const Molalities m = random_composition(engine, charges.size());
    const Molalities direction = random_composition(engine, charges.size());
    CHECK(gibbs_duhem(varying_sit(), m, direction, mol_water_per_kg, 350) == Approx(0).margin(1e-7));
  }
}

TEST_CASE("water activity of extended Debye-Hueckel obeys Gibbs-Duhem along dilution") {
  std::mt19937 engine(8);
  for (int trial = 0; trial < 20; ++trial) {
    const Molalities m = random_composition(engine, charges.size());
    CHECK(gibbs_duhem(example_extended(0.5e-10), m, m) == Approx(0).margin(1e-7));
  }
}

TEST_CASE("extended Debye-Hueckel with one size obeys Gibbs-Duhem in every direction") {
  std::mt19937 engine(9);
  for (int trial = 0; trial < 20; ++trial) {
    const Molalities m = random_composition(engine, charges.size());
    Molalities direction = random_composition(engine, charges.size());
    CHECK(gibbs_duhem(example_extended(0), m, direction) == Approx(0).margin(1e-7));
  }
}

TEST_CASE("activity derivatives agree with differences") {
  std::mt19937 engine(10);
  for (const Model& model :
       {make_ideal(charges), make_davies(charges), example_extended(0.5e-10), example_sit(), varying_sit(),
        make_sit(charges, {{0, 2, 0.03}, {0, 2, 0.05, {0, 0, 2e-4, 0}, true}, {4, 4, 0.02, {}, true}})})
    check_derivatives(model, random_composition(engine, charges.size()), 333.15);
}

TEST_CASE("a SIT coefficient that goes with the ionic strength adds what PHREEQC says") {
  const Molalities m{1.2, 0, 0.8, 0.2, 0, 0};
  const double I = 0.5 * (1.2 + 0.8 + 4 * 0.2), T = 330, t = T - 298.15, epsilon = 0.05 + 2e-4 * t;
  const Activities plain = activities_at(make_sit(charges, {{0, 2, 0.03}}), m, T);
  const Activities with = activities_at(make_sit(charges, {{0, 2, 0.03}, {0, 2, 0.05, {0, 0, 2e-4, 0}, true}}), m, T);
  CHECK(with.ln_gamma[0] - plain.ln_gamma[0] == Approx(ln10 * epsilon * I * 0.8));
  CHECK(with.ln_gamma[2] - plain.ln_gamma[2] == Approx(ln10 * epsilon * I * 1.2));
  CHECK(with.ln_gamma[3] == plain.ln_gamma[3]);
  CHECK(with.ln_water - plain.ln_water == Approx(-solvent_at(T).molar_mass * ln10 * (1 + I) * epsilon * 1.2 * 0.8));
}

TEST_CASE("an interaction coefficient of SIT follows its temperature function") {
  const double T = 350, t = T - 298.15;
  const auto sit = [](double epsilon, std::array<double, 4> by_temperature) {
    return make_sit(charges, {{0, 2, epsilon, by_temperature}});
  };
  const Molalities m{1, 0, 1, 0, 0, 0};
  const double expected = 0.03 + 1e-3 * t;
  CHECK(activities_at(sit(0.03, {0, 0, 1e-3, 0}), m, T).ln_gamma[0] ==
        Approx(activities_at(sit(expected, {}), m, T).ln_gamma[0]).epsilon(1e-13));
  CHECK(activities_at(sit(0.03, {0, 0, 1e-3, 0}), m, T).ln_water ==
        Approx(activities_at(sit(expected, {}), m, T).ln_water).epsilon(1e-13));
}

TEST_CASE("SIT with the water of PHREEQC gives the activities of PHREEQC") {
  // PHREEQC 3.8.8 with sit.dat (ThermoChimie 12a), 25 C; epsilon of that file.
  const Model model = make_sit({1, -1, -2, -1, -1, 1},
                               {{0, 1, 0.03}, {0, 2, 0.034}, {0, 3, -0.099}, {0, 4, 0.04}, {1, 5, 0.12}},
                               phreeqc_solvent_at);
  const Molalities m{1.028074278851, 8.672067573190e-01, 8.042776761448e-02,
                     1.161790456057e-05, 4.122199398174e-07, 4.382182494498e-08};
  const double log_activity[] = {-1.674163569171e-01, -2.392255769492e-01, -1.892401315404,
                                 -5.244842012944,     -6.551938497117,     -7.462435193300};
  const Activities a = activities_at(model, m, 25.00001835986608 + 273.15);
  for (std::size_t i = 0; i < m.size(); ++i)
    CHECK(a.ln_gamma[i] / ln10 + std::log10(m[i]) == Approx(log_activity[i]).margin(1e-9));
  CHECK(a.ln_water / ln10 == Approx(-1.437569856716e-02).margin(1e-9));
}

TEST_CASE("a model says where it leaves its range") {
  const Model davies = make_davies(charges);
  CHECK_FALSE(davies->out_of_range(0.4, 298.15));
  CHECK(davies->out_of_range(0.6, 298.15));
  CHECK(davies->out_of_range(0.4, 450));
}
