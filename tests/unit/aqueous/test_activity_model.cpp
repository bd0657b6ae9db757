#include <catch2/catch.hpp>

#include <cmath>
#include <random>

#include "aqueous/davies.hpp"
#include "aqueous/extended_debye_huckel.hpp"
#include "aqueous/ideal.hpp"
#include "aqueous/sit.hpp"

using namespace raffinate::aqueous;

namespace {

using Molalities = std::vector<double>;
using Model = std::shared_ptr<const ActivityModel>;

// Na+, H+, Cl-, SO4-2, CO2(aq), Co+2
const std::vector<double> charges{1, 1, -1, -2, 0, 2};

Model example_sit() {
  // Cations are hubs; a neutral species, a pair with itself and one among hubs take the other branches.
  return make_sit(charges, {{0, 2, 0.03}, {0, 3, -0.12}, {1, 2, 0.12}, {5, 2, 0.16}, {5, 3, 0.05}, {4, 0, 0.1},
                            {4, 4, 0.02}, {0, 1, 0.07}});
}

Model example_extended(double size_step) {
  std::vector<IonSize> ions;
  for (std::size_t i = 0; i < charges.size(); ++i)
    ions.push_back({charges[i], 4e-10 + size_step * static_cast<double>(i), 0.04 * charges[i] * charges[i]});
  return make_extended_debye_huckel(ions);
}

struct Activities {
  Molalities ln_gamma;
  double ln_water;
};

Molalities features_of(const Model& model, const Molalities& m) {
  Molalities features(static_cast<std::size_t>(model->feature_count()), 0.0);
  for (const FeatureTerm& t : model->feature_terms())
    features[static_cast<std::size_t>(t.feature)] += t.weight * m[static_cast<std::size_t>(t.species)];
  return features;
}

Molalities block_at(const Model& model, double T) {
  Molalities block(static_cast<std::size_t>(model->block_size()));
  model->set_temperature(T, block.data());
  return block;
}

Activities at(const Model& model, const Molalities& m, double T = 298.15) {
  Activities a{Molalities(m.size()), 0};
  ActivityValues values{a.ln_gamma.data(), 0};
  model->evaluate(features_of(model, m).data(), block_at(model, T).data(), values);
  a.ln_water = values.ln_water;
  return a;
}

Molalities random_composition(std::mt19937& engine) {
  std::uniform_real_distribution<double> exponent(-3, 0.3);
  Molalities m(charges.size());
  for (double& value : m) value = std::pow(10, exponent(engine));
  return m;
}

/// sum_i m_i d ln gamma_i + dM + 55.508 d ln a_w along a direction, relative to dM; zero if consistent.
double gibbs_duhem(const Model& model, const Molalities& m, const Molalities& direction) {
  const double h = 1e-5;
  Molalities above = m, below = m;
  for (std::size_t i = 0; i < m.size(); ++i) above[i] += h * direction[i], below[i] -= h * direction[i];
  const Activities a = at(model, above), b = at(model, below);
  double sum = water_molality * (a.ln_water - b.ln_water), moved = 0;
  for (std::size_t i = 0; i < m.size(); ++i) {
    sum += m[i] * (a.ln_gamma[i] - b.ln_gamma[i]) + 2 * h * direction[i];
    moved += 2 * h * std::abs(direction[i]);
  }
  return sum / moved;
}

}  // namespace

TEST_CASE("Davies coefficients agree with a hand calculation") {
  const Molalities m{0.1, 0, 0.1, 0, 0.3, 0};
  const double A = solvent_at(298.15).A / ln10, s = std::sqrt(0.1);
  const double log_gamma = -A * (s / (1 + s) - 0.03);
  const Activities a = at(make_davies(charges), m);
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
  const Activities a = at(example_sit(), m);
  CHECK(a.ln_gamma[0] / ln10 == Approx(-D + 0.03 * 2.0 - 0.12 * 0.3 + 0.07 * 0.1));
  CHECK(a.ln_gamma[3] / ln10 == Approx(-4 * D - 0.12 * 2.4 + 0.05 * 0.05));
  CHECK(a.ln_gamma[4] / ln10 == Approx(0.1 * 2.4));
  CHECK(a.ln_gamma[5] / ln10 == Approx(-4 * D + 0.16 * 2.0 + 0.05 * 0.3));
}

TEST_CASE("extended Debye-Hueckel coefficients agree with a hand calculation") {
  const Molalities m{0.5, 0, 0.5, 0, 0, 0};
  const Solvent water = solvent_at(298.15);
  const double s = std::sqrt(0.5), expected = -water.A * s / (1 + water.B * 4e-10 * s) + ln10 * 0.04 * 0.5;
  CHECK(at(example_extended(1e-11), m).ln_gamma[0] == Approx(expected));
}

TEST_CASE("water activity obeys Gibbs-Duhem in every direction") {
  std::mt19937 engine(7);
  for (const Model& model : {make_ideal(charges), make_davies(charges), example_sit()})
    for (int trial = 0; trial < 20; ++trial) {
      const Molalities m = random_composition(engine), direction = random_composition(engine);
      CAPTURE(std::string(model->name()));
      CHECK(gibbs_duhem(model, m, direction) == Approx(0).margin(1e-7));
    }
}

TEST_CASE("water activity of extended Debye-Hueckel obeys Gibbs-Duhem along dilution") {
  std::mt19937 engine(8);
  for (int trial = 0; trial < 20; ++trial) {
    const Molalities m = random_composition(engine);
    CHECK(gibbs_duhem(example_extended(0.5e-10), m, m) == Approx(0).margin(1e-7));
  }
}

TEST_CASE("extended Debye-Hueckel with one size obeys Gibbs-Duhem in every direction") {
  std::mt19937 engine(9);
  for (int trial = 0; trial < 20; ++trial) {
    const Molalities m = random_composition(engine);
    Molalities direction = random_composition(engine);
    CHECK(gibbs_duhem(example_extended(0), m, direction) == Approx(0).margin(1e-7));
  }
}

TEST_CASE("activity derivatives agree with differences") {
  std::mt19937 engine(10);
  for (const Model& model : {make_ideal(charges), make_davies(charges), example_extended(0.5e-10), example_sit()}) {
    CAPTURE(std::string(model->name()));
    const Molalities m = random_composition(engine);
    const std::size_t n = m.size(), p = static_cast<std::size_t>(model->feature_count());
    Molalities by_feature(n * p), by_T(n), water_by_feature(p);
    ActivityDerivatives slopes{by_feature.data(), by_T.data(), water_by_feature.data(), 0};
    const Molalities features = features_of(model, m);
    const double T = 333.15;
    model->differentiate(features.data(), block_at(model, T).data(), slopes);

    const auto difference = [&](std::size_t k, double h) {
      Molalities up = features, down = features, up_gamma(n), down_gamma(n);
      double T_up = T, T_down = T;
      if (k < p)
        up[k] += h, down[k] -= h;
      else
        T_up += h, T_down -= h;
      ActivityValues a{up_gamma.data(), 0}, b{down_gamma.data(), 0};
      model->evaluate(up.data(), block_at(model, T_up).data(), a);
      model->evaluate(down.data(), block_at(model, T_down).data(), b);
      for (std::size_t i = 0; i < n; ++i) up_gamma[i] = (up_gamma[i] - down_gamma[i]) / (2 * h);
      up_gamma.push_back((a.ln_water - b.ln_water) / (2 * h));
      return up_gamma;
    };
    for (std::size_t k = 0; k < p; ++k) {
      const Molalities d = difference(k, 1e-6);
      for (std::size_t i = 0; i < n; ++i) CHECK(by_feature[i * p + k] == Approx(d[i]).epsilon(1e-6).margin(1e-8));
      CHECK(water_by_feature[k] == Approx(d[n]).epsilon(1e-6).margin(1e-8));
    }
    const Molalities d = difference(p, 1e-3);
    for (std::size_t i = 0; i < n; ++i) CHECK(by_T[i] == Approx(d[i]).epsilon(1e-6).margin(1e-9));
    CHECK(slopes.water_by_T == Approx(d[n]).epsilon(1e-5).margin(1e-10));
  }
}

TEST_CASE("a model says where it leaves its range") {
  const Model davies = make_davies(charges);
  CHECK_FALSE(davies->out_of_range(0.4, 298.15));
  CHECK(davies->out_of_range(0.6, 298.15));
  CHECK(davies->out_of_range(0.4, 450));
}
