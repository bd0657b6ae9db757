#include "activities.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace raffinate::aqueous::test {

namespace {

Activities of_features(const Model& model, const Molalities& features, double T) {
  Molalities block(static_cast<std::size_t>(model->block_size()));
  model->set_temperature(T, block.data());
  Activities a{Molalities(static_cast<std::size_t>(model->species_count())), 0};
  ActivityValues values{a.ln_gamma.data(), 0};
  model->evaluate(features.data(), block.data(), values);
  a.ln_water = values.ln_water;
  return a;
}

/// Central difference of everything; the last entry is ln a_w.
Molalities difference(const Activities& above, const Activities& below, double h) {
  Molalities d;
  for (std::size_t i = 0; i < above.ln_gamma.size(); ++i)
    d.push_back((above.ln_gamma[i] - below.ln_gamma[i]) / (2 * h));
  d.push_back((above.ln_water - below.ln_water) / (2 * h));
  return d;
}

}  // namespace

Molalities features_of(const Model& model, const Molalities& m) {
  Molalities features(static_cast<std::size_t>(model->feature_count()), 0.0);
  for (const FeatureTerm& t : model->feature_terms())
    features[static_cast<std::size_t>(t.feature)] += t.weight * m[static_cast<std::size_t>(t.species)];
  return features;
}

Activities activities_at(const Model& model, const Molalities& m, double T) {
  return of_features(model, features_of(model, m), T);
}

Molalities random_composition(std::mt19937& engine, std::size_t species) {
  std::uniform_real_distribution<double> exponent(-3, 0.3);
  Molalities m(species);
  for (double& value : m) value = std::pow(10, exponent(engine));
  return m;
}

double gibbs_duhem(const Model& model, const Molalities& m, const Molalities& direction, double mol_water_per_kg,
                   double T) {
  const double h = 1e-5;
  Molalities above = m, below = m;
  for (std::size_t i = 0; i < m.size(); ++i) above[i] += h * direction[i], below[i] -= h * direction[i];
  const Activities a = activities_at(model, above, T), b = activities_at(model, below, T);
  double sum = mol_water_per_kg * (a.ln_water - b.ln_water), moved = 0;
  for (std::size_t i = 0; i < m.size(); ++i) {
    sum += m[i] * (a.ln_gamma[i] - b.ln_gamma[i]) + 2 * h * direction[i];
    moved += 2 * h * std::abs(direction[i]);
  }
  return sum / moved;
}

void check_derivatives(const Model& model, const Molalities& m, double T) {
  CAPTURE(std::string(model->name()), T);
  const std::size_t n = m.size(), p = static_cast<std::size_t>(model->feature_count());
  Molalities by_feature(n * p), by_T(n), water_by_feature(p), block(static_cast<std::size_t>(model->block_size()));
  ActivityDerivatives slopes{by_feature.data(), by_T.data(), water_by_feature.data(), 0};
  const Molalities features = features_of(model, m);
  model->set_temperature(T, block.data());
  model->differentiate(features.data(), block.data(), slopes);
  for (std::size_t k = 0; k < p; ++k) {
    const double h = 1e-6;
    Molalities up = features, down = features;
    up[k] += h, down[k] -= h;
    const Molalities d = difference(of_features(model, up, T), of_features(model, down, T), h);
    CAPTURE(k);
    for (std::size_t i = 0; i < n; ++i) CHECK(by_feature[i * p + k] == Approx(d[i]).epsilon(1e-6).margin(1e-8));
    CHECK(water_by_feature[k] == Approx(d[n]).epsilon(1e-6).margin(1e-8));
  }
  const double h = 1e-3;
  const Molalities d = difference(of_features(model, features, T + h), of_features(model, features, T - h), h);
  for (std::size_t i = 0; i < n; ++i) CHECK(by_T[i] == Approx(d[i]).epsilon(1e-6).margin(1e-9));
  CHECK(slopes.water_by_T == Approx(d[n]).epsilon(1e-5).margin(1e-10));
}

}  // namespace raffinate::aqueous::test
