#include "aqueous/phase_basis.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace raffinate::aqueous {

namespace {

/// Adds factor times another expression.
void add(Expression& to, const Expression& other, double factor) {
  for (std::size_t b = 0; b < to.coefficients.size(); ++b) to.coefficients[b] += factor * other.coefficients[b];
  to.water += factor * other.water;
  to.k = thermo::combine(to.k, other.k, factor);
}

/// Members and their coefficients.
std::vector<std::pair<int, double>> terms_of(const Expression& expression) {
  constexpr double rounding = 1e-12;  // what cancelling fractions of atoms leave
  std::vector<std::pair<int, double>> terms;
  for (std::size_t b = 0; b < expression.coefficients.size(); ++b)
    if (std::abs(expression.coefficients[b]) > rounding) terms.emplace_back(static_cast<int>(b), expression.coefficients[b]);
  return terms;
}

/// An activity model for the same species in another order: those that left the basis come last, and in their old
/// places stand phases, which have no activity coefficient.
class ReorderedActivity final : public ActivityModel {
 public:
  ReorderedActivity(std::shared_ptr<const ActivityModel> model, std::vector<int> moved)
      : model_(std::move(model)), moved_(std::move(moved)), terms_(model_->feature_terms()) {
    for (FeatureTerm& term : terms_) {
      const auto at = std::find(moved_.begin(), moved_.end(), term.species);
      if (at != moved_.end()) term.species = model_->species_count() + static_cast<int>(at - moved_.begin());
    }
  }

  std::string_view name() const override { return model_->name(); }
  int species_count() const override { return model_->species_count() + static_cast<int>(moved_.size()); }
  int feature_count() const override { return model_->feature_count(); }
  const std::vector<FeatureTerm>& feature_terms() const override { return terms_; }
  ActivityRange range() const override { return model_->range(); }
  int block_size() const override { return model_->block_size(); }
  void set_temperature(double T, double* block) const noexcept override { model_->set_temperature(T, block); }

  void evaluate(const double* features, double* block, ActivityValues& out) const noexcept override {
    model_->evaluate(features, block, out);
    for (std::size_t i = 0; i < moved_.size(); ++i) out.ln_gamma[last(i)] = out.ln_gamma[moved_[i]];
  }

  void differentiate(const double* features, double* block, ActivityDerivatives& out) const noexcept override {
    model_->differentiate(features, block, out);
    const auto p = static_cast<std::size_t>(feature_count());
    for (std::size_t i = 0; i < moved_.size(); ++i) {
      const auto from = static_cast<std::size_t>(moved_[i]);
      std::copy_n(out.gamma_by_feature + from * p, p, out.gamma_by_feature + last(i) * p);
      out.gamma_by_T[last(i)] = out.gamma_by_T[from];
    }
  }

  bool has_coefficient(int first, int second) const override {
    return model_->has_coefficient(original(first), original(second));
  }

 private:
  [[nodiscard]] std::size_t last(std::size_t i) const { return static_cast<std::size_t>(model_->species_count()) + i; }
  [[nodiscard]] int original(int species) const {
    return species < model_->species_count() ? species
                                            : moved_[static_cast<std::size_t>(species - model_->species_count())];
  }

  std::shared_ptr<const ActivityModel> model_;
  std::vector<int> moved_;
  std::vector<FeatureTerm> terms_;
};

}  // namespace

PhaseBasis::PhaseBasis(const Definition& original) : original_(original), phases_(original.masters.size()) {
  for (std::size_t b = 0; b < phases_.size(); ++b) {
    masters_.push_back({std::vector<double>(phases_.size(), 0.0), 0, {}});
    masters_.back().coefficients[b] = 1;
  }
}

Expression PhaseBasis::express(const SaturationIndex& dissolution) const {
  Expression phase{std::vector<double>(phases_.size(), 0.0), dissolution.water, thermo::combine({}, dissolution.k, -1)};
  for (const auto& [master, coefficient] : dissolution.terms)
    add(phase, masters_.at(static_cast<std::size_t>(master)), coefficient);
  return phase;
}

void PhaseBasis::replace(int member, const std::string& phase, const Expression& expression) {
  const auto b = static_cast<std::size_t>(member);
  const double own = expression.coefficients.at(b);
  if (own == 0) throw std::invalid_argument(phase + " cannot take the place of a member that it does not contain");
  // ln a_b = (ln a_phase - ln K - the rest)/own
  Expression replaced{std::vector<double>(phases_.size(), 0.0), 0, {}};
  add(replaced, expression, -1 / own);
  replaced.coefficients[b] = 1 / own;
  for (Expression& master : masters_) {
    const double count = master.coefficients[b];
    if (count == 0) continue;
    master.coefficients[b] = 0;
    add(master, replaced, count);
  }
  phases_[b] = phase;
}

std::vector<double> PhaseBasis::totals(std::span<const double> masters, double water) const {
  std::vector<double> sums(phases_.size() + 1, 0.0);
  sums.back() = water;
  for (std::size_t k = 0; k < masters_.size(); ++k) {
    for (std::size_t b = 0; b < phases_.size(); ++b) sums[b] += masters[k] * masters_[k].coefficients[b];
    sums.back() += masters[k] * masters_[k].water;
  }
  return sums;
}

SecondarySpecies PhaseBasis::secondary(SecondarySpecies like, const Expression& expression) const {
  like.masters = terms_of(expression);
  like.water = expression.water;
  like.k = expression.k;
  return like;
}

/// Amounts of the original masters, over the present basis.
Expression PhaseBasis::rewrite(const std::vector<std::pair<int, double>>& masters) const {
  Expression sum{std::vector<double>(phases_.size(), 0.0), 0, {}};
  for (const auto& [master, count] : masters) add(sum, masters_[static_cast<std::size_t>(master)], count);
  return sum;
}

Definition PhaseBasis::definition() const {
  if (std::all_of(phases_.begin(), phases_.end(), [](const auto& phase) { return phase.empty(); })) return original_;
  Definition rewritten;
  std::vector<int> moved;
  for (int b = 0; b < size(); ++b) {
    const auto i = static_cast<std::size_t>(b);
    rewritten.masters.push_back(is_phase(b) ? MasterSpecies{phases_[i], 0, false, 0} : original_.masters[i]);
    if (is_phase(b)) moved.push_back(b);
  }
  for (const SecondarySpecies& species : original_.secondaries) {
    Expression formed{std::vector<double>(phases_.size(), 0.0), species.water, species.k};
    add(formed, rewrite(species.masters), 1);
    rewritten.secondaries.push_back(secondary(species, formed));
    rewritten.secondaries.back().counts = terms_of(rewrite(species.counts));
  }
  for (const int b : moved) {
    const MasterSpecies& master = original_.masters[static_cast<std::size_t>(b)];
    SecondarySpecies like;
    like.name = master.name;
    like.charge = master.charge;
    like.molar_mass = master.molar_mass;
    rewritten.secondaries.push_back(secondary(like, masters_[static_cast<std::size_t>(b)]));
  }
  rewritten.activity = std::make_shared<ReorderedActivity>(original_.activity, std::move(moved));
  return rewritten;
}

int PhaseBasis::species(int original) const {
  if (original >= size() || !is_phase(original)) return original;
  int index = size() + static_cast<int>(original_.secondaries.size());
  for (int b = 0; b < original; ++b) index += is_phase(b) ? 1 : 0;
  return index;
}

}  // namespace raffinate::aqueous
