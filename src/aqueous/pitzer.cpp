// Notation: A is A_phi, s = sqrt(I), phi the features, G the excess Gibbs energy over w RT.
//   f(I) = -(4 A I/b) ln(1 + b s)                       long-range term
//   B(I) = b0 + b1 g(alpha1 s) + b2 g(alpha2 s),        g(y) = 2 (1 - (1 + y) e^-y)/y^2
//   ln gamma_i = sum_k C_ki dG/dphi_k,                  ln a_w = -M_w (sum m + phi dG/dphi - G)
// G is linear in the parameters, so one function gives its gradient and the derivative of that to T.
#include "aqueous/pitzer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "aqueous/mixing_integral.hpp"
#include "aqueous/pitzer_network.hpp"
#include "aqueous/temperature_function.hpp"

namespace raffinate::aqueous {

namespace {

constexpr double b = 1.2;  // [(kg/mol)^1/2], Pitzer 1973
constexpr int charge_feature = PitzerNetwork::charge_feature;

/// g(alpha s) with its derivatives to I, and e^-(alpha s).
struct Shape {
  double g, by_I, by_I2, decay;
  static constexpr int count = 4;

  static Shape read(const double* from) { return {from[0], from[1], from[2], from[3]}; }
  void write(double* to) const { to[0] = g, to[1] = by_I, to[2] = by_I2, to[3] = decay; }
};

Shape shape_at(double alpha, double s) {
  const double y = alpha * s, I = s * s, decay = std::exp(-y);
  double g = 0;
  if (y > 0.1) {
    g = 2 * (1 - (1 + y) * decay) / (y * y);
  } else {  // the closed form cancels
    constexpr int terms = 9;
    double power = 1;  // (-y)^j / j!
    for (int j = 0; j < terms; power *= -y / ++j) g += 2 * power / (j + 2);
  }
  const double slope = decay - g;  // (y/2) dg/dy
  return {g, slope / I, -(0.5 * y * decay + 2 * slope) / (I * I), decay};
}

/// E-theta of two charges, with its first and second derivative to ln x.
struct Mixed {
  double value, first, second;
  static constexpr int count = 3;

  static Mixed read(const double* from) { return {from[0], from[1], from[2]}; }
  void write(double* to) const { to[0] = value, to[1] = first, to[2] = second; }

  // x goes with A sqrt(I), and E-theta with A^2 J(x)/x^2.
  [[nodiscard]] double by_I(double I) const { return first / (2 * I); }
  [[nodiscard]] double by_I2(double I) const { return (second - 2 * first) / (4 * I * I); }
  [[nodiscard]] double by_A(double A) const { return (2 * value + first) / A; }
  [[nodiscard]] double by_I_A(double I, double A) const { return (2 * first + second) / (2 * I * A); }
};

/// Ionic strength and the long-range term.
struct LongRange {
  double s, I, A;
  double by_I, by_I2;  // derivatives of f

  LongRange(double ionic_strength, const Solvent& water)
      : s(safe_sqrt(ionic_strength)), I(s * s), A(water.A / 3) {
    const double d = 1 + b * s;
    by_I = -A * (2 * s / d + 4 / b * std::log(d));
    by_I2 = -A / s * (2 / d + 1 / (d * d));
  }
  /// I f' - f
  [[nodiscard]] double osmotic() const { return -2 * A * I * s / (1 + b * s); }
};

class Pitzer final : public ActivityModel {
 public:
  Pitzer(const std::vector<double>& charges, const std::vector<PitzerParameter>& parameters,
         const PitzerOptions& options)
      : net_(charges, parameters, options), options_(options) {
    for (const PitzerParameter& p : parameters)
      if (p.kind == PitzerKind::b0 || p.kind == PitzerKind::b1)
        pairs_.insert(std::minmax(p.species[0], p.species[1]));
    if (options.macinnes) {
      reference_row_ = net_.rows.size();
      for (const auto* row : {&options.macinnes->b0, &options.macinnes->b1, &options.macinnes->c0})
        net_.rows.push_back(*row);
    }
    lay_out();
  }

  std::string_view name() const override { return "pitzer"; }
  int species_count() const override { return net_.species; }
  int feature_count() const override { return net_.features; }
  const std::vector<FeatureTerm>& feature_terms() const override { return net_.terms; }
  ActivityRange range() const override { return options_.range; }
  bool has_coefficient(int first, int second) const override {
    return pairs_.contains(std::minmax(first, second));
  }
  int block_size() const override { return static_cast<int>(size_); }

  void set_temperature(double T, double* block) const noexcept override {
    store(options_.solvent(T), block);
    const TemperatureFunctions functions(T);
    double *value = block + values_, *slope = block + slopes_;
    for (const auto& a : net_.rows) {
      *value = a[0];
      *slope = 0;
      for (std::size_t k = 0; k < functions.value.size(); ++k) {
        *value += a[k + 1] * functions.value[k];
        *slope += a[k + 1] * functions.slope[k];
      }
      ++value, ++slope;
    }
    block[shaped_] = std::numeric_limits<double>::quiet_NaN();
  }

  void evaluate(const double* f, double* block, ActivityValues& out) const noexcept override {
    const Solvent water = solvent_of(block);
    const LongRange range(f[ionic_strength_feature], water);
    prepare(range, block);
    double* gradient = block + gradient_;
    std::fill_n(gradient, net_.features, 0.0);
    gradient[ionic_strength_feature] = range.by_I;
    double osmotic = range.osmotic();
    for (std::size_t n = 0; n < net_.mixings.size(); ++n) {
      const Mixed e = mixed(block, n);
      add_mixing(net_.mixings[n], e.value, e.by_I(range.I), range.I, f, gradient, osmotic);
    }
    add_interactions(block + values_, range.I, f, block, gradient, osmotic);
    for (int i = 0; i < net_.species; ++i) out.ln_gamma[i] = along(i, gradient);
    out.ln_water = -water.molar_mass * (f[total_molality_feature] + osmotic);
    if (!options_.macinnes) return;
    const double excess = along(options_.macinnes->chloride, gradient) -
                          reference(range.by_I, range.I, block + values_, block);
    for (int i = 0; i < net_.species; ++i) out.ln_gamma[i] += charge(i) * excess;
  }

  void differentiate(const double* f, double* block, ActivityDerivatives& out) const noexcept override {
    const Solvent water = solvent_of(block);
    const LongRange range(f[ionic_strength_feature], water);
    prepare(range, block);
    fill_hessian(range, f, block);
    differentiate_to_features(range, f, water, block, out);
    differentiate_to_T(range, f, water, block, out);
  }

 private:
  using Contact = PitzerNetwork::Contact;
  using Pair = PitzerNetwork::Pair;
  using Triple = PitzerNetwork::Triple;
  using Mixing = PitzerNetwork::Mixing;

  /// Places in the block: parameters and their slopes to T; the ionic strength that shapes and mixing terms stand
  /// for; working space.
  void lay_out() {
    size_ = solvent_constant_count;
    const auto take = [this](std::size_t count) { return (size_ += count) - count; };
    const auto p = static_cast<std::size_t>(net_.features);
    values_ = take(net_.rows.size());
    slopes_ = take(net_.rows.size());
    shaped_ = take(1);
    shapes_ = take(Shape::count * net_.alphas.size());
    mixed_ = take(Mixed::count * net_.mixings.size());
    gradient_ = take(p);
    chloride_ = take(p);
    hessian_ = take(p * p);
  }

  Shape shape(const double* block, int alpha) const {
    return Shape::read(block + shapes_ + static_cast<std::size_t>(Shape::count * alpha));
  }
  Mixed mixed(const double* block, std::size_t n) const { return Mixed::read(block + mixed_ + Mixed::count * n); }
  double charge(int i) const { return net_.members[static_cast<std::size_t>(i)].charge; }

  /// Evaluates what depends on I and T only, unless the block has it.
  void prepare(const LongRange& range, double* block) const noexcept {
    if (block[shaped_] == range.I) return;
    block[shaped_] = range.I;
    for (std::size_t k = 0; k < net_.alphas.size(); ++k)
      shape_at(net_.alphas[k], range.s).write(block + shapes_ + Shape::count * k);
    if (net_.mixings.empty()) return;
    // E-theta = z z'/(4 I) [J(x_zz') - J(x_zz)/2 - J(x_z'z')/2] with x = 6 A sqrt(I) z z'
    const double u = std::log(6 * range.A * range.s), unit = 9 * range.A * range.A;
    for (std::size_t n = 0; n < net_.mixings.size(); ++n) {
      const Mixing& pair = net_.mixings[n];
      Mixed sum{};
      for (const auto& [product, weight] : {std::pair(pair.product, 1.0), std::pair(pair.first_square, -0.5),
                                            std::pair(pair.second_square, -0.5)}) {
        const MixingValue j = integral_.at(u + std::log(product));
        const double factor = unit * pair.product * weight * product * product;
        sum = {sum.value + factor * j.value, sum.first + factor * j.first, sum.second + factor * j.second};
      }
      sum.write(block + mixed_ + Mixed::count * n);
    }
  }

  static void add_mixing(const Mixing& pair, double value, double by_I, double I, const double* f, double* gradient,
                         double& osmotic) noexcept {
    const double both = f[pair.i] * f[pair.j];
    gradient[pair.i] += 2 * value * f[pair.j];
    gradient[pair.j] += 2 * value * f[pair.i];
    gradient[ionic_strength_feature] += 2 * by_I * both;
    osmotic += 2 * (value + I * by_I) * both;
  }

  /// Adds the gradient of the sums over pairs and triples with parameters P, and their part of phi dG/dphi - G.
  void add_interactions(const double* P, double I, const double* f, const double* block, double* gradient,
                        double& osmotic) const noexcept {
    const double Z = f[charge_feature];
    double by_I = 0, by_Z = 0;
    for (const Contact& c : net_.contacts) {
      const Shape first = shape(block, c.alpha1), second = shape(block, c.alpha2);
      const double* q = P + c.row;
      const double B = q[0] + q[1] * first.g + q[2] * second.g, B_I = q[1] * first.by_I + q[2] * second.by_I;
      const double both = f[c.i] * f[c.j], slope = 2 * B + Z * q[3];
      gradient[c.i] += slope * f[c.j];
      gradient[c.j] += slope * f[c.i];
      by_I += 2 * B_I * both;
      by_Z += q[3] * both;
      osmotic += 2 * both * (B + I * B_I + Z * q[3]);
    }
    gradient[ionic_strength_feature] += by_I;
    gradient[charge_feature] += by_Z;
    for (const Pair& c : net_.pairs) {
      const double w = c.factor * P[c.row];
      gradient[c.i] += w * f[c.j];
      gradient[c.j] += w * f[c.i];
      osmotic += w * f[c.i] * f[c.j];
    }
    for (const Triple& c : net_.triples) {
      const double w = c.factor * P[c.row], wi = w * f[c.i], jk = f[c.j] * f[c.k];
      gradient[c.i] += w * jk;
      gradient[c.j] += wi * f[c.k];
      gradient[c.k] += wi * f[c.j];
      osmotic += 2 * wi * jk;
    }
  }

  /// Second derivatives of G; all but the rows of I and Z are filled on both sides of the diagonal at once.
  void fill_hessian(const LongRange& range, const double* f, double* block) const noexcept {
    const auto p = static_cast<std::size_t>(net_.features);
    double* H = block + hessian_;
    std::fill_n(H, p * p, 0.0);
    const auto add = [H, p](int i, int j, double value) {
      H[static_cast<std::size_t>(i) * p + static_cast<std::size_t>(j)] += value;
      H[static_cast<std::size_t>(j) * p + static_cast<std::size_t>(i)] += value;
    };
    double *to_I = H + ionic_strength_feature * p, *to_Z = H + charge_feature * p;
    double second = range.by_I2;
    for (std::size_t n = 0; n < net_.mixings.size(); ++n) {
      const Mixing& c = net_.mixings[n];
      const Mixed e = mixed(block, n);
      add(c.i, c.j, 2 * e.value);
      to_I[c.i] += 2 * e.by_I(range.I) * f[c.j];
      to_I[c.j] += 2 * e.by_I(range.I) * f[c.i];
      second += 2 * e.by_I2(range.I) * f[c.i] * f[c.j];
    }
    for (const Contact& c : net_.contacts) {
      const Shape first = shape(block, c.alpha1), other = shape(block, c.alpha2);
      const double* q = block + values_ + c.row;
      const double slope = 2 * (q[1] * first.by_I + q[2] * other.by_I);
      add(c.i, c.j, 2 * (q[0] + q[1] * first.g + q[2] * other.g) + f[charge_feature] * q[3]);
      to_I[c.i] += slope * f[c.j];
      to_I[c.j] += slope * f[c.i];
      to_Z[c.i] += q[3] * f[c.j];
      to_Z[c.j] += q[3] * f[c.i];
      second += 2 * (q[1] * first.by_I2 + q[2] * other.by_I2) * f[c.i] * f[c.j];
    }
    for (const Pair& c : net_.pairs) add(c.i, c.j, c.factor * block[values_ + static_cast<std::size_t>(c.row)]);
    for (const Triple& c : net_.triples) {
      const double w = c.factor * block[values_ + static_cast<std::size_t>(c.row)];
      add(c.i, c.j, w * f[c.k]);
      add(c.j, c.k, w * f[c.i]);
      add(c.i, c.k, w * f[c.j]);
    }
    to_I[ionic_strength_feature] = second;
    for (std::size_t k = charge_feature + 1; k < p; ++k) {
      H[k * p + ionic_strength_feature] = to_I[k];
      H[k * p + charge_feature] = to_Z[k];
    }
  }

  void differentiate_to_features(const LongRange& range, const double* f, const Solvent& water, double* block,
                                 ActivityDerivatives& out) const noexcept {
    const auto p = static_cast<std::size_t>(net_.features);
    const double* H = block + hessian_;
    for (int i = 0; i < net_.species; ++i) row_of(i, H, out.gamma_by_feature + static_cast<std::size_t>(i) * p);
    for (std::size_t k = 0; k < p; ++k) {
      double sum = k == total_molality_feature ? 1 : 0;
      for (std::size_t j = 0; j < p; ++j) sum += H[k * p + j] * f[j];
      out.water_by_feature[k] = -water.molar_mass * sum;
    }
    if (!options_.macinnes) return;
    double* chloride = block + chloride_;
    row_of(options_.macinnes->chloride, H, chloride);
    chloride[ionic_strength_feature] -= reference_by_I(range, block);
    for (int i = 0; i < net_.species; ++i) {
      double* row = out.gamma_by_feature + static_cast<std::size_t>(i) * p;
      if (charge(i) != 0)
        for (std::size_t k = 0; k < p; ++k) row[k] += charge(i) * chloride[k];
    }
  }

  void differentiate_to_T(const LongRange& range, const double* f, const Solvent& water, double* block,
                          ActivityDerivatives& out) const noexcept {
    const double A_T = water.A_T / 3, part = A_T / range.A;
    double* gradient = block + gradient_;
    std::fill_n(gradient, net_.features, 0.0);
    gradient[ionic_strength_feature] = part * range.by_I;
    double osmotic = part * range.osmotic();
    for (std::size_t n = 0; n < net_.mixings.size(); ++n) {
      const Mixed e = mixed(block, n);
      add_mixing(net_.mixings[n], A_T * e.by_A(range.A), A_T * e.by_I_A(range.I, range.A), range.I, f, gradient,
                 osmotic);
    }
    add_interactions(block + slopes_, range.I, f, block, gradient, osmotic);
    for (int i = 0; i < net_.species; ++i) out.gamma_by_T[i] = along(i, gradient);
    out.water_by_T = -water.molar_mass * osmotic;
    if (!options_.macinnes) return;
    const double excess = along(options_.macinnes->chloride, gradient) -
                          reference(part * range.by_I, range.I, block + slopes_, block);
    for (int i = 0; i < net_.species; ++i) out.gamma_by_T[i] += charge(i) * excess;
  }

  /// C^T v of one species.
  double along(int i, const double* v) const noexcept {
    const auto& m = net_.members[static_cast<std::size_t>(i)];
    double sum = 0.5 * m.charge * m.charge * v[ionic_strength_feature] + std::abs(m.charge) * v[charge_feature];
    if (m.charge_sum >= 0) sum += v[m.charge_sum];
    if (m.molality >= 0) sum += v[m.molality];
    return sum;
  }

  /// C^T H of one species.
  void row_of(int i, const double* H, double* row) const noexcept {
    const auto& m = net_.members[static_cast<std::size_t>(i)];
    const auto p = static_cast<std::size_t>(net_.features);
    const double to_I = 0.5 * m.charge * m.charge, to_Z = std::abs(m.charge);
    const double *by_I = H + ionic_strength_feature * p, *by_Z = H + charge_feature * p;
    for (std::size_t k = 0; k < p; ++k) row[k] = to_I * by_I[k] + to_Z * by_Z[k];
    for (const int feature : {m.charge_sum, m.molality}) {
      if (feature < 0) continue;
      const double* more = H + static_cast<std::size_t>(feature) * p;
      for (std::size_t k = 0; k < p; ++k) row[k] += more[k];
    }
  }

  /// ln gamma of KCl alone at ionic strength I, with f' and parameters P (or the derivatives of both).
  double reference(double f_I, double I, const double* P, const double* block) const noexcept {
    const double* q = P + reference_row_;
    const Shape two = shape(block, 0);
    return 0.5 * f_I + I * (2 * q[0] + q[1] * (two.g + two.decay)) + 1.5 * q[2] * I * I;
  }
  double reference_by_I(const LongRange& range, const double* block) const noexcept {
    const double* q = block + values_ + reference_row_;
    const double decay = shape(block, 0).decay, y = 2 * range.s;
    return 0.5 * range.by_I2 + 2 * q[0] + q[1] * decay * (2 - 0.5 * y) + 3 * q[2] * range.I;
  }

  PitzerNetwork net_;
  std::set<std::pair<int, int>> pairs_;  // with a coefficient, the lower species first
  PitzerOptions options_;
  const MixingIntegral& integral_ = mixing_integral();
  std::size_t reference_row_ = 0;  // b0, b1, C-phi of KCl
  std::size_t values_ = 0, slopes_ = 0, shaped_ = 0, shapes_ = 0, mixed_ = 0, gradient_ = 0, chloride_ = 0,
              hessian_ = 0, size_ = 0;
};

}  // namespace

std::optional<PitzerParameter> bind_parameter(PitzerKind kind, const std::vector<std::string>& species,
                                              const std::array<double, 6>& coefficients,
                                              const std::function<int(const std::string&)>& index_of) {
  PitzerParameter parameter{kind, {-1, -1, -1}, coefficients};
  for (std::size_t i = 0; i < species.size(); ++i) {
    parameter.species[i] = index_of(species[i]);
    if (parameter.species[i] < 0) return std::nullopt;
  }
  return parameter;
}

std::shared_ptr<const ActivityModel> make_pitzer(const std::vector<double>& charges,
                                                 const std::vector<PitzerParameter>& parameters,
                                                 const PitzerOptions& options) {
  return std::make_shared<Pitzer>(charges, parameters, options);
}

}  // namespace raffinate::aqueous
