#include "aqueous/extended_debye_huckel.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::aqueous {

namespace {

/// Features: I, M, sum b_i m_i, then sum z_i^2 m_i over the ions of each size.
class ExtendedDebyeHuckel final : public ActivityModel {
 public:
  explicit ExtendedDebyeHuckel(const std::vector<IonSize>& species) : species_(species) {
    std::vector<double> charges;
    for (const IonSize& s : species) charges.push_back(s.charge);
    terms_ = common_features(charges);
    for (std::size_t i = 0; i < species.size(); ++i) {
      const int index = static_cast<int>(i);
      if (species[i].b != 0) terms_.push_back({linear_feature, index, species[i].b});
      if (species[i].charge == 0) continue;
      const int group = group_of(species[i].size);
      members_[static_cast<std::size_t>(group)].push_back(i);
      terms_.push_back({first_group + group, index, square(i)});
    }
  }

  std::string_view name() const override { return "extended_debye_huckel"; }
  int species_count() const override { return static_cast<int>(species_.size()); }
  int feature_count() const override { return first_group + static_cast<int>(sizes_.size()); }
  const std::vector<FeatureTerm>& feature_terms() const override { return terms_; }
  ActivityRange range() const override { return {largest_ionic_strength(), 273.15, 423.15}; }

  void evaluate(const double* f, double* block, ActivityValues& out) const noexcept override {
    const Solvent water = solvent_of(block);
    const double I = f[ionic_strength_feature], s = safe_sqrt(I);
    for (std::size_t i = 0; i < species_.size(); ++i) out.ln_gamma[i] = ln10 * species_[i].b * I;
    double osmotic = -f[total_molality_feature] - 0.5 * ln10 * I * f[linear_feature];
    for (std::size_t g = 0; g < sizes_.size(); ++g) {
      const double b = water.B * sizes_[g], term = -water.A * s / (1 + b * s);
      for (const std::size_t i : members_[g]) out.ln_gamma[i] += square(i) * term;
      osmotic += water.A * f[group_feature(g)] * debye_osmotic(s, b) / (2 * s * s);
    }
    out.ln_water = water_molar_mass * osmotic;
  }

  void differentiate(const double* f, double* block, ActivityDerivatives& out) const noexcept override {
    const Solvent water = solvent_of(block);
    const double I = f[ionic_strength_feature], s = safe_sqrt(I);
    const std::size_t p = static_cast<std::size_t>(feature_count());
    std::fill_n(out.gamma_by_feature, species_.size() * p, 0.0);
    std::fill_n(out.gamma_by_T, species_.size(), 0.0);
    for (std::size_t i = 0; i < species_.size(); ++i) out.gamma_by_feature[i * p] = ln10 * species_[i].b;
    double by_I = -0.5 * ln10 * f[linear_feature], by_T = 0;
    for (std::size_t g = 0; g < sizes_.size(); ++g) {
      const double b = water.B * sizes_[g], b_T = water.B_T * sizes_[g], d = 1 + b * s, h = s / d;
      const double h_I = 0.5 / (s * d * d);
      for (const std::size_t i : members_[g]) {
        out.gamma_by_feature[i * p] -= water.A * square(i) * h_I;
        out.gamma_by_T[i] = -square(i) * (water.A_T * h - water.A * h * h * b_T);
      }
      const double q = f[group_feature(g)], w = debye_osmotic(s, b), I_safe = s * s;
      out.water_by_feature[group_feature(g)] = water_molar_mass * water.A * w / (2 * I_safe);
      by_I += water.A * q * (h_I - w / (2 * I_safe * I_safe));
      by_T += q / (2 * I_safe) * (water.A_T * w + water.A * osmotic_by_b(s, b) * b_T);
    }
    out.water_by_feature[ionic_strength_feature] = water_molar_mass * by_I;
    out.water_by_feature[total_molality_feature] = -water_molar_mass;
    out.water_by_feature[linear_feature] = -0.5 * water_molar_mass * ln10 * I;
    out.water_by_T = water_molar_mass * by_T;
  }

 private:
  static constexpr int linear_feature = common_feature_count, first_group = common_feature_count + 1;

  static std::size_t group_feature(std::size_t g) { return g + first_group; }
  double square(std::size_t i) const { return species_[i].charge * species_[i].charge; }

  /// Derivative of debye_osmotic to b: integral of 2 I d(dh/db) = -4 int s^3/(1+bs)^3 ds.
  static double osmotic_by_b(double s, double b) {
    const double u = b * s, d = 1 + u;
    if (u < 1e-2) return -s * s * s * s * (1 - u * (2.4 - 4 * u));
    return -4 / (b * b * b * b) * (u - 3 * std::log1p(u) + 3 * u / d - 0.5 * u * (2 + u) / (d * d));
  }

  /// With a linear term the form is used to about 1 mol/kg, without it to 0.1.
  double largest_ionic_strength() const {
    return std::any_of(species_.begin(), species_.end(), [](const IonSize& s) { return s.charge != 0 && s.b != 0; })
               ? 1.0
               : 0.1;
  }

  int group_of(double size) {
    auto at = std::find(sizes_.begin(), sizes_.end(), size);
    if (at == sizes_.end()) {
      sizes_.push_back(size);
      members_.emplace_back();
      at = sizes_.end() - 1;
    }
    return static_cast<int>(at - sizes_.begin());
  }

  std::vector<IonSize> species_;
  std::vector<double> sizes_;                      // distinct, one group each [m]
  std::vector<std::vector<std::size_t>> members_;  // species of each group
  std::vector<FeatureTerm> terms_;
};

}  // namespace

std::shared_ptr<const ActivityModel> make_extended_debye_huckel(const std::vector<IonSize>& species) {
  return std::make_shared<ExtendedDebyeHuckel>(species);
}

}  // namespace raffinate::aqueous
