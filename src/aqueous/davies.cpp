#include "aqueous/davies.hpp"

namespace raffinate::aqueous {

namespace {

constexpr double linear_term = 0.3;  // [kg/mol], Davies 1962

class Davies final : public ActivityModel {
 public:
  explicit Davies(const std::vector<double>& charges) : terms_(common_features(charges)) {
    for (const double z : charges) squares_.push_back(z * z);
  }

  std::string_view name() const override { return "davies"; }
  int species_count() const override { return static_cast<int>(squares_.size()); }
  int feature_count() const override { return common_feature_count; }
  const std::vector<FeatureTerm>& feature_terms() const override { return terms_; }
  ActivityRange range() const override { return {0.5, 273.15, 373.15}; }

  void evaluate(const double* features, double* block, ActivityValues& out) const noexcept override {
    const Solvent water = solvent_of(block);
    const double I = features[ionic_strength_feature], s = safe_sqrt(I);
    const double factor = -water.A * (s / (1 + s) - linear_term * I);
    for (std::size_t i = 0; i < squares_.size(); ++i) out.ln_gamma[i] = squares_[i] * factor;
    out.ln_water = water_molar_mass * (water.A * osmotic(I, s) - features[total_molality_feature]);
  }

  void differentiate(const double* features, double* block, ActivityDerivatives& out) const noexcept override {
    const Solvent water = solvent_of(block);
    const double I = features[ionic_strength_feature], s = safe_sqrt(I);
    const double h = s / (1 + s) - linear_term * I;
    const double h_I = 0.5 / (s * (1 + s) * (1 + s)) - linear_term;
    for (std::size_t i = 0; i < squares_.size(); ++i) {
      out.gamma_by_feature[2 * i] = -water.A * squares_[i] * h_I;
      out.gamma_by_feature[2 * i + 1] = 0;
      out.gamma_by_T[i] = -water.A_T * squares_[i] * h;
    }
    out.water_by_feature[ionic_strength_feature] = water_molar_mass * water.A * 2 * I * h_I;
    out.water_by_feature[total_molality_feature] = -water_molar_mass;
    out.water_by_T = water_molar_mass * water.A_T * osmotic(I, s);
  }

 private:
  /// Integral of 2 I dh over ionic strength, from the Gibbs-Duhem equation.
  static double osmotic(double I, double s) { return debye_osmotic(s, 1) - linear_term * I * I; }

  std::vector<double> squares_;
  std::vector<FeatureTerm> terms_;
};

}  // namespace

std::shared_ptr<const ActivityModel> make_davies(const std::vector<double>& charges) {
  return std::make_shared<Davies>(charges);
}

}  // namespace raffinate::aqueous
