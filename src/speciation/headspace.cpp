#include "speciation/headspace.hpp"

#include <algorithm>
#include <cmath>

namespace raffinate::speciation {

namespace {

/// The activity model of the dissolved species, with gases after them: without activity coefficient and of no effect.
class BesideGases final : public aqueous::ActivityModel {
 public:
  BesideGases(std::shared_ptr<const ActivityModel> model, std::size_t gases)
      : model_(std::move(model)), dissolved_(static_cast<std::size_t>(model_->species_count())), gases_(gases) {}

  std::string_view name() const override { return model_->name(); }
  int species_count() const override { return static_cast<int>(dissolved_ + gases_); }
  int feature_count() const override { return model_->feature_count(); }
  const std::vector<aqueous::FeatureTerm>& feature_terms() const override { return model_->feature_terms(); }
  aqueous::ActivityRange range() const override { return model_->range(); }
  int block_size() const override { return model_->block_size(); }
  void set_temperature(double T, double* block) const noexcept override { model_->set_temperature(T, block); }

  void evaluate(const double* features, double* block, aqueous::ActivityValues& out) const noexcept override {
    model_->evaluate(features, block, out);
    std::fill_n(out.ln_gamma + dissolved_, gases_, 0.0);
  }

  void differentiate(const double* features, double* block, aqueous::ActivityDerivatives& out) const noexcept override {
    model_->differentiate(features, block, out);
    const auto p = static_cast<std::size_t>(feature_count());
    std::fill_n(out.gamma_by_feature + dissolved_ * p, gases_ * p, 0.0);
    std::fill_n(out.gamma_by_T + dissolved_, gases_, 0.0);
  }

  bool has_coefficient(int first, int second) const override {
    const int dissolved = model_->species_count();
    return first >= dissolved || second >= dissolved || model_->has_coefficient(first, second);
  }

 private:
  std::shared_ptr<const ActivityModel> model_;
  std::size_t dissolved_, gases_;
};

}  // namespace

Chemistry with_headspace(const Chemistry& chemistry, const std::vector<const PhaseEntry*>& gases, double volume, double T) {
  Chemistry both = chemistry;
  if (gases.empty()) return both;
  thermo::LogK per_pressure;  // moles per kilogram of water at unit fugacity
  per_pressure.at_298 = std::log10(chemistry.unit_fugacity * volume / (thermo::gas_constant * T));
  for (const PhaseEntry* gas : gases) {
    aqueous::SecondarySpecies species;
    species.name = gas->name;
    species.masters = gas->index.terms;
    species.water = gas->index.water;
    species.k = thermo::combine(per_pressure, gas->index.k, -1);
    both.definition.secondaries.push_back(std::move(species));
  }
  both.definition.activity = std::make_shared<BesideGases>(chemistry.definition.activity, gases.size());
  return both;
}

}  // namespace raffinate::speciation
