#include "aqueous/sit.hpp"

#include <algorithm>

namespace raffinate::aqueous {

namespace {

constexpr double size_term = 1.5;  // B a [(kg/mol)^1/2], fixed by convention of the theory

/// Features: I, M, then for each hub k its molality m_k and its interaction sum s_k = sum_j eps_kj m_j.
/// Hubs are species chosen so that every interacting pair contains one: then all coefficients
/// follow from hub molalities and sums, usually the few cations of a plant instead of all ions.
class Sit final : public ActivityModel {
 public:
  Sit(const std::vector<double>& charges, const std::vector<Interaction>& interactions)
      : terms_(common_features(charges)) {
    for (const double z : charges) squares_.push_back(z * z);
    pick_hubs(interactions);
    for (std::size_t k = 0; k < hubs_.size(); ++k)
      terms_.push_back({molality_feature(k), static_cast<int>(hubs_[k]), 1});
    for (const Interaction& pair : interactions) add_pair(pair);
  }

  std::string_view name() const override { return "sit"; }
  int species_count() const override { return static_cast<int>(squares_.size()); }
  int feature_count() const override { return common_feature_count + 2 * static_cast<int>(hubs_.size()); }
  const std::vector<FeatureTerm>& feature_terms() const override { return terms_; }
  ActivityRange range() const override { return {3.5, 273.15, 373.15}; }

  void evaluate(const double* f, double* block, ActivityValues& out) const noexcept override {
    const Solvent water = solvent_of(block);
    const double I = f[ionic_strength_feature], s = safe_sqrt(I);
    const double factor = -water.A * s / (1 + size_term * s);
    for (std::size_t i = 0; i < squares_.size(); ++i) out.ln_gamma[i] = squares_[i] * factor;
    for (const Response& r : responses_) out.ln_gamma[r.species] += r.slope * f[r.feature];
    double pairs = 0;
    for (std::size_t k = 0; k < hubs_.size(); ++k) pairs += f[molality_feature(k)] * f[sum_feature(k)];
    for (const Interaction& h : among_hubs_) pairs -= h.epsilon * f[h.first] * f[h.second];
    out.ln_water = water_molar_mass *
                   (water.A * debye_osmotic(s, size_term) - f[total_molality_feature] - ln10 * pairs);
  }

  void differentiate(const double* f, double* block, ActivityDerivatives& out) const noexcept override {
    const Solvent water = solvent_of(block);
    const double I = f[ionic_strength_feature], s = safe_sqrt(I), d = 1 + size_term * s;
    const double h_I = 0.5 / (s * d * d);
    const std::size_t p = static_cast<std::size_t>(feature_count());
    std::fill_n(out.gamma_by_feature, squares_.size() * p, 0.0);
    for (std::size_t i = 0; i < squares_.size(); ++i) {
      out.gamma_by_feature[i * p] = -water.A * squares_[i] * h_I;
      out.gamma_by_T[i] = -water.A_T * squares_[i] * s / d;
    }
    for (const Response& r : responses_) out.gamma_by_feature[r.species * p + r.feature] += r.slope;
    double* by = out.water_by_feature;
    by[ionic_strength_feature] = water_molar_mass * water.A * 2 * I * h_I;
    by[total_molality_feature] = -water_molar_mass;
    constexpr double unit = -water_molar_mass * ln10;
    for (std::size_t k = 0; k < hubs_.size(); ++k) {
      by[molality_feature(k)] = unit * f[sum_feature(k)];
      by[sum_feature(k)] = unit * f[molality_feature(k)];
    }
    for (const Interaction& h : among_hubs_) {
      by[h.first] -= unit * h.epsilon * f[h.second];
      by[h.second] -= unit * h.epsilon * f[h.first];
    }
    out.water_by_T = water_molar_mass * water.A_T * debye_osmotic(s, size_term);
  }

 private:
  struct Response {
    std::size_t species, feature;
    double slope;  // d ln gamma / d feature
  };

  static int molality_feature(std::size_t k) { return common_feature_count + 2 * static_cast<int>(k); }
  static int sum_feature(std::size_t k) { return molality_feature(k) + 1; }

  /// Greedy vertex cover of the interaction graph.
  void pick_hubs(std::vector<Interaction> open) {
    std::erase_if(open, [](const Interaction& pair) { return pair.epsilon == 0; });
    while (!open.empty()) {
      std::vector<int> degree(squares_.size(), 0);
      for (const Interaction& pair : open) {
        ++degree[static_cast<std::size_t>(pair.first)];
        if (pair.second != pair.first) ++degree[static_cast<std::size_t>(pair.second)];
      }
      const int hub = static_cast<int>(std::max_element(degree.begin(), degree.end()) - degree.begin());
      std::erase_if(open, [hub](const Interaction& pair) { return pair.first == hub || pair.second == hub; });
      hubs_.push_back(static_cast<std::size_t>(hub));
      responses_.push_back({hubs_.back(), static_cast<std::size_t>(sum_feature(hubs_.size() - 1)), ln10});
    }
  }

  void add_pair(const Interaction& pair) {
    if (pair.epsilon == 0) return;
    const auto hub_of = [this](int species) {
      return static_cast<std::size_t>(std::find(hubs_.begin(), hubs_.end(), static_cast<std::size_t>(species)) -
                                      hubs_.begin());
    };
    const std::size_t a = hub_of(pair.first), b = hub_of(pair.second);
    const bool first_is_hub = a < hubs_.size(), second_is_hub = b < hubs_.size();
    if (first_is_hub) terms_.push_back({sum_feature(a), pair.second, pair.epsilon});
    if (second_is_hub && pair.first != pair.second) terms_.push_back({sum_feature(b), pair.first, pair.epsilon});
    if (first_is_hub && second_is_hub) {
      // Both sums contain the pair; the water sum must count it once (a pair with itself: one half).
      const double excess = pair.first == pair.second ? 0.5 * pair.epsilon : pair.epsilon;
      among_hubs_.push_back({molality_feature(a), molality_feature(b), excess});
    } else {
      const int other = first_is_hub ? pair.second : pair.first;
      responses_.push_back({static_cast<std::size_t>(other),
                            static_cast<std::size_t>(molality_feature(first_is_hub ? a : b)), ln10 * pair.epsilon});
    }
  }

  std::vector<double> squares_;
  std::vector<std::size_t> hubs_;
  std::vector<Response> responses_;
  std::vector<Interaction> among_hubs_;  // by feature
  std::vector<FeatureTerm> terms_;
};

}  // namespace

std::shared_ptr<const ActivityModel> make_sit(const std::vector<double>& charges,
                                              const std::vector<Interaction>& interactions) {
  return std::make_shared<Sit>(charges, interactions);
}

}  // namespace raffinate::aqueous
