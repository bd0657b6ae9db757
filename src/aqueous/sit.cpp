#include "aqueous/sit.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "aqueous/temperature_function.hpp"

namespace raffinate::aqueous {

namespace {

constexpr double size_term = 1.5;  // B a [(kg/mol)^1/2], fixed by convention of the theory

/// Features: I, M, then for each hub k its molality m_k and its interaction sum s_k = sum_j eps_kj m_j.
/// Hubs are species chosen so that every interacting pair contains one: then all coefficients
/// follow from hub molalities and sums, usually the few cations of a plant instead of all ions.
/// A coefficient that varies with T or I does not fit into a sum: both its species are hubs, and the varying
/// part is added pair by pair.
class Sit final : public ActivityModel {
 public:
  Sit(const std::vector<double>& charges, const std::vector<Interaction>& interactions, SolventLaw solvent)
      : solvent_(solvent), terms_(common_features(charges)) {
    for (const double z : charges) squares_.push_back(z * z);
    pick_hubs(interactions);
    for (std::size_t k = 0; k < hubs_.size(); ++k)
      terms_.push_back({molality_feature(k), static_cast<int>(hubs_[k]), 1});
    for (const Interaction& pair : interactions) {
      add_pair(pair);
      pairs_.insert(std::minmax(pair.first, pair.second));
    }
    for (const Interaction& pair : interactions)
      if (varies(pair))
        varying_.push_back({pair, molality_feature(hub_of(pair.first)), molality_feature(hub_of(pair.second))});
  }

  std::string_view name() const override { return "sit"; }
  int species_count() const override { return static_cast<int>(squares_.size()); }
  int feature_count() const override { return common_feature_count + 2 * static_cast<int>(hubs_.size()); }
  const std::vector<FeatureTerm>& feature_terms() const override { return terms_; }
  bool has_coefficient(int first, int second) const override {
    return pairs_.contains(std::minmax(first, second));
  }
  ActivityRange range() const override { return {3.5, 273.15, 373.15}; }
  int block_size() const override { return solvent_constant_count + 2 * static_cast<int>(varying_.size()); }

  void set_temperature(double T, double* block) const noexcept override {
    store(solvent_(T), block);
    if (varying_.empty()) return;
    const TemperatureFunctions functions(T);
    double* excess = block + solvent_constant_count;
    for (const Varying& v : varying_) {
      excess[0] = v.pair.with_ionic_strength ? v.pair.epsilon : 0;
      excess[1] = 0;
      for (std::size_t k = 0; k < v.pair.by_temperature.size(); ++k) {
        excess[0] += v.pair.by_temperature[k] * functions.value[k];
        excess[1] += v.pair.by_temperature[k] * functions.slope[k];
      }
      excess += 2;
    }
  }

  void evaluate(const double* f, double* block, ActivityValues& out) const noexcept override {
    const Solvent water = solvent_of(block);
    const double I = f[ionic_strength_feature], s = safe_sqrt(I);
    const double factor = -water.A * s / (1 + size_term * s);
    for (std::size_t i = 0; i < squares_.size(); ++i) out.ln_gamma[i] = squares_[i] * factor;
    for (const Response& r : responses_) out.ln_gamma[r.species] += r.slope * f[r.feature];
    double pairs = 0;
    for (std::size_t k = 0; k < hubs_.size(); ++k) pairs += f[molality_feature(k)] * f[sum_feature(k)];
    for (const Interaction& h : among_hubs_) pairs -= h.epsilon * f[h.first] * f[h.second];
    const double* excess = block + solvent_constant_count;
    for (const Varying& v : varying_) {
      const Weights by = weights(v, I);
      add_pair_terms(v, by.gamma * excess[0], f, out.ln_gamma);
      pairs += by.water * excess[0] * f[v.first] * f[v.second];
      excess += 2;
    }
    out.ln_water = water.molar_mass *
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
    by[ionic_strength_feature] = water.molar_mass * water.A * 2 * I * h_I;
    by[total_molality_feature] = -water.molar_mass;
    const double unit = -water.molar_mass * ln10;
    for (std::size_t k = 0; k < hubs_.size(); ++k) {
      by[molality_feature(k)] = unit * f[sum_feature(k)];
      by[sum_feature(k)] = unit * f[molality_feature(k)];
    }
    for (const Interaction& h : among_hubs_) {
      by[h.first] -= unit * h.epsilon * f[h.second];
      by[h.second] -= unit * h.epsilon * f[h.first];
    }
    out.water_by_T = water.molar_mass * water.A_T * debye_osmotic(s, size_term);
    const double* excess = block + solvent_constant_count;
    for (const Varying& v : varying_) {
      const auto i = static_cast<std::size_t>(v.pair.first), j = static_cast<std::size_t>(v.pair.second);
      const Weights weight = weights(v, I);
      const double gamma = ln10 * weight.gamma * excess[0], osmotic = unit * weight.water * excess[0];
      out.gamma_by_feature[i * p + static_cast<std::size_t>(v.second)] += gamma;
      if (i != j) out.gamma_by_feature[j * p + static_cast<std::size_t>(v.first)] += gamma;
      add_pair_terms(v, weight.gamma * excess[1], f, out.gamma_by_T);
      by[v.first] += osmotic * f[v.second];
      by[v.second] += osmotic * f[v.first];
      out.water_by_T += unit * weight.water * excess[1] * f[v.first] * f[v.second];
      if (v.pair.with_ionic_strength) {
        out.gamma_by_feature[i * p + ionic_strength_feature] += ln10 * excess[0] * f[v.second];
        if (i != j) out.gamma_by_feature[j * p + ionic_strength_feature] += ln10 * excess[0] * f[v.first];
        by[ionic_strength_feature] += unit * own_share(v) * excess[0] * f[v.first] * f[v.second];
      }
      excess += 2;
    }
  }

 private:
  struct Response {
    std::size_t species, feature;
    double slope;  // d ln gamma / d feature
  };

  struct Varying {
    Interaction pair;
    int first, second;  // molality features
  };

  static bool varies(const Interaction& pair) {
    return pair.with_ionic_strength ||
           std::any_of(pair.by_temperature.begin(), pair.by_temperature.end(), [](double a) { return a != 0; });
  }

  static void add_pair_terms(const Varying& v, double epsilon, const double* f, double* to) noexcept {
    to[v.pair.first] += ln10 * epsilon * f[v.second];
    if (v.pair.first != v.pair.second) to[v.pair.second] += ln10 * epsilon * f[v.first];
  }

  /// A pair of one species with itself counts one half in the osmotic sum.
  static double own_share(const Varying& v) { return v.pair.first == v.pair.second ? 0.5 : 1; }

  /// What multiplies the coefficient of a varying pair in ln gamma and in the osmotic sum.
  struct Weights {
    double gamma, water;
  };
  static Weights weights(const Varying& v, double I) {
    if (!v.pair.with_ionic_strength) return {1, own_share(v)};
    return {I, 1 + own_share(v) * I};
  }

  static int molality_feature(std::size_t k) { return common_feature_count + 2 * static_cast<int>(k); }
  static int sum_feature(std::size_t k) { return molality_feature(k) + 1; }

  /// Species of varying pairs, then a greedy vertex cover of the interaction graph.
  void pick_hubs(std::vector<Interaction> open) {
    for (const Interaction& pair : open)
      if (varies(pair)) add_hub(pair.first), add_hub(pair.second);
    std::erase_if(open, [this](const Interaction& pair) {
      return pair.epsilon == 0 || is_hub(pair.first) || is_hub(pair.second);
    });
    while (!open.empty()) {
      std::vector<int> degree(squares_.size(), 0);
      for (const Interaction& pair : open) {
        ++degree[static_cast<std::size_t>(pair.first)];
        if (pair.second != pair.first) ++degree[static_cast<std::size_t>(pair.second)];
      }
      const int hub = static_cast<int>(std::max_element(degree.begin(), degree.end()) - degree.begin());
      std::erase_if(open, [hub](const Interaction& pair) { return pair.first == hub || pair.second == hub; });
      add_hub(hub);
    }
  }

  void add_hub(int species) {
    if (is_hub(species)) return;
    hubs_.push_back(static_cast<std::size_t>(species));
    responses_.push_back({hubs_.back(), static_cast<std::size_t>(sum_feature(hubs_.size() - 1)), ln10});
  }

  /// Position among the hubs; their number if it is none.
  std::size_t hub_of(int species) const {
    return static_cast<std::size_t>(std::find(hubs_.begin(), hubs_.end(), static_cast<std::size_t>(species)) -
                                    hubs_.begin());
  }
  bool is_hub(int species) const { return hub_of(species) < hubs_.size(); }

  void add_pair(const Interaction& pair) {
    if (pair.epsilon == 0 || pair.with_ionic_strength) return;
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

  SolventLaw solvent_;
  std::set<std::pair<int, int>> pairs_;  // with a coefficient, the lower species first
  std::vector<double> squares_;
  std::vector<std::size_t> hubs_;
  std::vector<Response> responses_;
  std::vector<Interaction> among_hubs_;  // by feature
  std::vector<Varying> varying_;
  std::vector<FeatureTerm> terms_;
};

}  // namespace

std::shared_ptr<const ActivityModel> make_sit(const std::vector<double>& charges,
                                              const std::vector<Interaction>& interactions, SolventLaw solvent) {
  return std::make_shared<Sit>(charges, interactions, solvent);
}

}  // namespace raffinate::aqueous
