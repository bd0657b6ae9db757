#include "aqueous/ion_association.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>

#include "aqueous/phreeqc_solvent.hpp"

namespace raffinate::aqueous {

namespace {

constexpr double davies_term = 0.3;             // [kg/mol], Davies 1962
constexpr double water_per_solute = 0.017;      // [kg/mol], Garrels and Christ 1965
constexpr double lowest_water_activity = 0.1;

/// A value and its derivative.
struct Slope {
  double value, slope;
};

/// ln(1 - 0.017 M) and its derivative, prolonged by its tangent where little water is left.
Slope ln_water(double M) {
  const double w = 1 - water_per_solute * M, base = std::max(w, lowest_water_activity);
  const double slope = -water_per_solute / base;
  return {std::log(base) + (w - base) / base, slope};
}

/// ln gamma of CO2 = linear I - saturating I/(1 + I).
struct CarbonDioxide {
  double linear, linear_T, saturating, saturating_T;
};

/// What the block holds: slopes of water first, then the linear term of the B-dot equation.
struct Constants {
  Solvent water;
  double bdot = 0, bdot_T = 0;  // natural-log basis
  CarbonDioxide co2{};
};
constexpr int constant_count = solvent_constant_count + 6;

void put(const Constants& c, double* block) {
  store(c.water, block);
  const double rest[] = {c.bdot, c.bdot_T, c.co2.linear, c.co2.linear_T, c.co2.saturating, c.co2.saturating_T};
  std::copy(std::begin(rest), std::end(rest), block + solvent_constant_count);
}

Constants constants_of(const double* block) {
  const double* rest = block + solvent_constant_count;
  return {solvent_of(block), rest[0], rest[1], {rest[2], rest[3], rest[4], rest[5]}};
}

Constants interpolate(const BdotParameters& table, double T) {
  const auto above = std::upper_bound(table.temperature.begin() + 1, table.temperature.end() - 1, T);
  const auto i = static_cast<std::size_t>(above - table.temperature.begin());
  const double width = table.temperature[i] - table.temperature[i - 1];
  const auto line = [&](const std::vector<double>& list, double factor) {
    const double slope = factor * (list[i] - list[i - 1]) / width;
    return Slope{factor * list[i - 1] + slope * (T - table.temperature[i - 1]), slope};
  };
  const Slope a = line(table.a, ln10), b = line(table.b, 1), bdot = line(table.bdot, ln10);
  const auto& c = table.co2;
  return {{a.value, a.slope, b.value, b.slope},
          bdot.value,
          bdot.slope,
          {c[0] + c[1] * T + c[2] / T, c[1] - c[2] / (T * T), c[3] + c[4] * T, c[4]}};
}

/// Features: I and M. ln gamma_i = z_i^2 term_g(I) + (b_i + flag_i bdot) I, with one electrostatic term per
/// ion size and one for Davies; carbon dioxide and water-like species apart.
class IonAssociation final : public ActivityModel {
 public:
  IonAssociation(const std::vector<IonCoefficient>& species, std::optional<BdotParameters> table)
      : table_(std::move(table)) {
    std::vector<double> charges;
    for (const IonCoefficient& s : species) {
      charges.push_back(s.charge);
      add(s);
    }
    terms_ = common_features(charges);
  }

  std::string_view name() const override { return table_ ? "llnl" : "wateq"; }
  int species_count() const override { return static_cast<int>(species_.size()); }
  int feature_count() const override { return common_feature_count; }
  const std::vector<FeatureTerm>& feature_terms() const override { return terms_; }
  ActivityRange range() const override {
    constexpr double largest = 1;
    return table_ ? ActivityRange{largest, table_->temperature.front(), table_->temperature.back()}
                  : ActivityRange{largest, 273.15, 473.15};
  }
  int block_size() const override { return constant_count; }

  void set_temperature(double T, double* block) const noexcept override {
    put(table_ ? interpolate(*table_, T) : Constants{phreeqc_solvent_at(T)}, block);
  }

  void evaluate(const double* features, double* block, ActivityValues& out) const noexcept override {
    const double I = features[ionic_strength_feature], s = safe_sqrt(I);
    const Constants c = constants_of(block);
    out.ln_water = ln_water(features[total_molality_feature]).value;
    const double davies = -c.water.A * (s / (1 + s) - davies_term * I);
    for (const Member& m : davies_) out.ln_gamma[m.species] = m.square * davies;
    for (const Group& group : groups_) {
      const double term = -c.water.A * s / (1 + c.water.B * group.size * s);
      for (const Member& m : group.members) out.ln_gamma[m.species] = m.square * term;
    }
    for (const Linear& l : linear_) out.ln_gamma[l.species] += (l.b + l.b_dots * c.bdot) * I;
    for (const std::size_t i : co2_) out.ln_gamma[i] = c.co2.linear * I - c.co2.saturating * I / (1 + I);
    for (const std::size_t i : water_) out.ln_gamma[i] = out.ln_water + std::log(water_molar_mass);
  }

  void differentiate(const double* features, double* block, ActivityDerivatives& out) const noexcept override {
    const double I = features[ionic_strength_feature], s = safe_sqrt(I);
    const Constants c = constants_of(block);
    const double water_slope = ln_water(features[total_molality_feature]).slope;
    out.water_by_feature[ionic_strength_feature] = 0;
    out.water_by_feature[total_molality_feature] = water_slope;
    out.water_by_T = 0;
    for (std::size_t i = 0; i < species_.size(); ++i) out.gamma_by_feature[2 * i + total_molality_feature] = 0;
    const double shape = s / (1 + s) - davies_term * I, shape_I = 0.5 / (s * (1 + s) * (1 + s)) - davies_term;
    for (const Member& m : davies_)
      set(m.species, -c.water.A * m.square * shape_I, -c.water.A_T * m.square * shape, out);
    for (const Group& group : groups_) {
      const double d = 1 + c.water.B * group.size * s, h = s / d;
      const double by_I = -c.water.A * 0.5 / (s * d * d);
      const double by_T = -c.water.A_T * h + c.water.A * h * h * c.water.B_T * group.size;
      for (const Member& m : group.members) set(m.species, m.square * by_I, m.square * by_T, out);
    }
    for (const Linear& l : linear_) {
      out.gamma_by_feature[2 * l.species] += l.b + l.b_dots * c.bdot;
      out.gamma_by_T[l.species] += l.b_dots * c.bdot_T * I;
    }
    for (const std::size_t i : co2_)
      set(i, c.co2.linear - c.co2.saturating / ((1 + I) * (1 + I)),
          c.co2.linear_T * I - c.co2.saturating_T * I / (1 + I), out);
    for (const std::size_t i : water_) {
      set(i, 0, 0, out);
      out.gamma_by_feature[2 * i + total_molality_feature] = water_slope;
    }
  }

 private:
  struct Member {
    std::size_t species;
    double square;  // of the charge
  };
  struct Group {
    double size;  // [m]
    std::vector<Member> members;
  };
  struct Linear {
    std::size_t species;
    double b;       // natural-log basis
    double b_dots;  // 1 or 0
  };

  static void set(std::size_t i, double by_I, double by_T, ActivityDerivatives& out) noexcept {
    out.gamma_by_feature[2 * i + ionic_strength_feature] = by_I;
    out.gamma_by_T[i] = by_T;
  }

  void add(const IonCoefficient& s) {
    const std::size_t i = species_.size();
    const Member member{i, s.charge * s.charge};
    species_.push_back(s);
    switch (s.form) {
      case IonForm::carbon_dioxide: co2_.push_back(i); return;
      case IonForm::water: water_.push_back(i); return;
      case IonForm::davies: davies_.push_back(member); return;
      case IonForm::ideal: davies_.push_back({i, 0}); return;
      case IonForm::linear: davies_.push_back({i, 0}); break;
      case IonForm::debye_hueckel:
      case IonForm::b_dot: group_of(s.size).members.push_back(member); break;
    }
    const bool b_dot = s.form == IonForm::b_dot && s.charge != 0;
    const double b = s.form == IonForm::b_dot ? 0 : ln10 * s.b;
    if (b_dot || b != 0) linear_.push_back({i, b, b_dot ? 1.0 : 0.0});
  }

  Group& group_of(double size) {
    const auto at = std::find_if(groups_.begin(), groups_.end(), [size](const Group& g) { return g.size == size; });
    return at != groups_.end() ? *at : groups_.emplace_back(Group{size, {}});
  }

  std::vector<IonCoefficient> species_;
  std::vector<Member> davies_;  // and those without an electrostatic term
  std::vector<Group> groups_;
  std::vector<Linear> linear_;
  std::vector<std::size_t> co2_, water_;
  std::optional<BdotParameters> table_;
  std::vector<FeatureTerm> terms_;
};

}  // namespace

std::shared_ptr<const ActivityModel> make_wateq(const std::vector<IonCoefficient>& species) {
  return std::make_shared<IonAssociation>(species, std::nullopt);
}

std::shared_ptr<const ActivityModel> make_llnl(const std::vector<IonCoefficient>& species, BdotParameters table) {
  const std::size_t rows = table.temperature.size();
  if (rows < 2 || table.a.size() != rows || table.b.size() != rows || table.bdot.size() != rows)
    throw std::invalid_argument("B-dot parameters need as many values of a, b and bdot as temperatures, two or more");
  return std::make_shared<IonAssociation>(species, std::move(table));
}

}  // namespace raffinate::aqueous
