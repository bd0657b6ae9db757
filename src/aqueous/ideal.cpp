#include "aqueous/ideal.hpp"

#include <algorithm>

namespace raffinate::aqueous {

namespace {

class Ideal final : public ActivityModel {
 public:
  explicit Ideal(const std::vector<double>& charges) : count_(charges.size()), terms_(common_features(charges)) {}

  std::string_view name() const override { return "ideal"; }
  int species_count() const override { return static_cast<int>(count_); }
  int feature_count() const override { return common_feature_count; }
  const std::vector<FeatureTerm>& feature_terms() const override { return terms_; }
  ActivityRange range() const override { return {0.001, 273.15, 423.15}; }

  void evaluate(const double* features, double*, ActivityValues& out) const noexcept override {
    std::fill_n(out.ln_gamma, count_, 0.0);
    out.ln_water = -water_molar_mass * features[total_molality_feature];
  }

  void differentiate(const double*, double*, ActivityDerivatives& out) const noexcept override {
    std::fill_n(out.gamma_by_feature, count_ * common_feature_count, 0.0);
    std::fill_n(out.gamma_by_T, count_, 0.0);
    out.water_by_feature[ionic_strength_feature] = 0;
    out.water_by_feature[total_molality_feature] = -water_molar_mass;
    out.water_by_T = 0;
  }

 private:
  std::size_t count_;
  std::vector<FeatureTerm> terms_;
};

}  // namespace

std::shared_ptr<const ActivityModel> make_ideal(const std::vector<double>& charges) {
  return std::make_shared<Ideal>(charges);
}

}  // namespace raffinate::aqueous
