#include "aqueous/liquid_density.hpp"

#include <algorithm>
#include <cmath>

#include "aqueous/dense_lu.hpp"
#include "thermo/water.hpp"

namespace raffinate::aqueous {

namespace {

constexpr double trace = 1e-12;    // share of the equivalents below which an ion is not given to salts
constexpr double notable = 1e-3;   // share of the dissolved mass from which on a finding is worth a word

constexpr double dilute = 1e-9;    // mass fraction dissolved below which nothing is worth a word

bool outside(const thermo::FitRange& range, double w, double T) {
  constexpr double tolerance = 0.5;  // [K], of limits stated to a degree
  return T < range.t_min - tolerance || T > range.t_max + tolerance || w > range.mass_fraction_max;
}

}  // namespace

LiquidDensity::LiquidDensity(const thermo::Database& database, std::vector<const thermo::Species*> species)
    : database_(database) {
  proton_ = ion(&database.at("H+"));
  hydroxide_ = ion(&database.at("OH-"));
  for (const thermo::SolutionFit& fit : database.solutions())
    if (fit.density && !fit.ions.empty()) add_salt(fit);
  for (const thermo::Species* one : species) decompose(one);
}

int LiquidDensity::ion(const thermo::Species* species) {
  const auto at = std::find(ions_.begin(), ions_.end(), species);
  if (at != ions_.end()) return static_cast<int>(at - ions_.begin());
  ions_.push_back(species);
  return static_cast<int>(ions_.size()) - 1;
}

void LiquidDensity::add_salt(const thermo::SolutionFit& fit) {
  Salt salt{&fit, -1, -1, 1, 0};
  for (const thermo::Term& term : fit.ions) {
    const thermo::Species& species = database_.at(term.species);
    const int index = ion(&species);
    const double charge = species.formula.charge;
    if (charge >= 0) salt.cation = index;
    if (charge <= 0) salt.anion = index;
    if (charge > 0) salt.equivalents = term.coefficient * charge;
    salt.molar_mass += term.coefficient * species.molar_mass;
  }
  salts_.push_back(salt);
}

/// A species that is an ion of some salt counts as such, any other as the masters that it is formed from. Their water is
/// water of the solution: it follows from the mass.
void LiquidDensity::decompose(const thermo::Species* species) {
  auto& parts = parts_.emplace_back();
  const auto* formation = database_.formation(species->name);
  if (formation == nullptr || std::find(ions_.begin(), ions_.end(), species) != ions_.end()) {
    parts.emplace_back(ion(species), 1);
    return;
  }
  for (const thermo::Term& term : formation->masters)
    if (term.species != "H2O") parts.emplace_back(ion(&database_.at(term.species)), term.coefficient);
}

/// Molalities of ions; protons that species lack are hydroxide.
std::vector<double> LiquidDensity::ions(std::span<const double> molality) const {
  std::vector<double> amounts(ions_.size(), 0.0);
  for (std::size_t i = 0; i < parts_.size(); ++i)
    for (const auto& [index, count] : parts_[i]) amounts[static_cast<std::size_t>(index)] += count * molality[i];
  double& proton = amounts[static_cast<std::size_t>(proton_)];
  double& hydroxide = amounts[static_cast<std::size_t>(hydroxide_)];
  const double excess = proton - hydroxide;
  proton = std::max(excess, 0.0);
  hydroxide = std::max(-excess, 0.0);
  return amounts;
}

/// The cluster of every ion: ions that salts connect, among those present; -1 for others.
std::vector<int> LiquidDensity::clusters(const std::vector<double>& equivalents) const {
  double sum = 0;
  for (const double e : equivalents) sum += std::abs(e);
  const auto present = [&](int i) { return std::abs(equivalents[static_cast<std::size_t>(i)]) > trace * sum; };
  std::vector<int> cluster(ions_.size(), -1);
  for (bool changed = true; changed;) {
    changed = false;
    for (const Salt& salt : salts_) {
      if (salt.cation == salt.anion || !present(salt.cation) || !present(salt.anion)) continue;
      int &a = cluster[static_cast<std::size_t>(salt.cation)], &b = cluster[static_cast<std::size_t>(salt.anion)];
      const int joined = a < 0 && b < 0 ? salt.cation : a < 0 ? b : b < 0 ? a : std::min(a, b);
      changed = changed || a != joined || b != joined;
      a = b = joined;
    }
  }
  return cluster;
}

/// Equivalents of salts, X_ca = e_c e_a (u_c + v_a), such that they add up to those of every ion: of all such amounts
/// those with the least sum of X^2/(e_c e_a).
void LiquidDensity::solve_cluster(const std::vector<double>& equivalents, const std::vector<int>& cluster, int which,
                                  std::vector<double>& salts) const {
  std::vector<int> members;
  for (std::size_t i = 0; i < cluster.size(); ++i)
    if (cluster[i] == which) members.push_back(static_cast<int>(i));
  const auto n = members.size();
  const auto at = [&](int ion) {
    return static_cast<std::size_t>(std::find(members.begin(), members.end(), ion) - members.begin());
  };
  const auto amount = [&](int ion) { return std::abs(equivalents[static_cast<std::size_t>(ion)]); };
  std::vector<double> matrix(n * n, 0.0), potential(n, 1.0);
  std::vector<int> pivots(n);
  for (const Salt& salt : salts_) {
    if (salt.cation == salt.anion || cluster[static_cast<std::size_t>(salt.cation)] != which ||
        cluster[static_cast<std::size_t>(salt.anion)] != which)
      continue;
    const std::size_t c = at(salt.cation), a = at(salt.anion);
    matrix[c * n + c] += amount(salt.anion);
    matrix[c * n + a] += amount(salt.anion);
    matrix[a * n + a] += amount(salt.cation);
    matrix[a * n + c] += amount(salt.cation);
  }
  matrix[0] *= 2;  // potentials of cations and anions may be shifted against each other: the first one is zero
  const int size = static_cast<int>(n);
  if (!factor(matrix.data(), size, size, pivots.data())) return;
  substitute(matrix.data(), size, size, pivots.data(), potential.data());
  for (std::size_t k = 0; k < salts_.size(); ++k) {
    const Salt& salt = salts_[k];
    if (salt.cation == salt.anion || cluster[static_cast<std::size_t>(salt.cation)] != which ||
        cluster[static_cast<std::size_t>(salt.anion)] != which)
      continue;
    salts[k] = amount(salt.cation) * amount(salt.anion) * (potential[at(salt.cation)] + potential[at(salt.anion)]);
  }
}

/// Takes out of `equivalents` what salts take up.
void LiquidDensity::share_out(std::vector<double>& equivalents, std::vector<double>& salts) const {
  const std::vector<int> cluster = clusters(equivalents);
  std::vector<double> shared = equivalents;
  for (std::size_t which = 0; which < cluster.size(); ++which) {
    double positive = 0, negative = 0;
    const auto mine = [&](std::size_t i) { return cluster[i] == static_cast<int>(which); };
    for (std::size_t i = 0; i < cluster.size(); ++i)
      if (mine(i)) (shared[i] > 0 ? positive : negative) += std::abs(shared[i]);
    if (positive == 0 || negative == 0) continue;
    for (std::size_t i = 0; i < cluster.size(); ++i)
      if (mine(i)) shared[i] *= std::min(1.0, shared[i] > 0 ? negative / positive : positive / negative);
    solve_cluster(shared, cluster, static_cast<int>(which), salts);
  }
  for (std::size_t k = 0; k < salts_.size(); ++k) {
    if (salts_[k].cation == salts_[k].anion) continue;
    equivalents[static_cast<std::size_t>(salts_[k].cation)] -= salts[k];
    equivalents[static_cast<std::size_t>(salts_[k].anion)] += salts[k];
  }
}

DensityEstimate LiquidDensity::at(std::span<const double> molality, double mass, double T) const {
  std::vector<double> amounts = ions(molality), equivalents(ions_.size(), 0.0), salts(salts_.size(), 0.0);
  for (std::size_t i = 0; i < ions_.size(); ++i) equivalents[i] = amounts[i] * ions_[i]->formula.charge;
  share_out(equivalents, salts);
  for (std::size_t i = 0; i < ions_.size(); ++i)
    if (const double charge = ions_[i]->formula.charge; charge != 0) amounts[i] = equivalents[i] / charge;
  double water = mass;
  for (std::size_t k = 0; k < salts_.size(); ++k) {
    const Salt& salt = salts_[k];
    if (salt.cation == salt.anion) std::swap(salts[k], amounts[static_cast<std::size_t>(salt.cation)]);
    salts[k] *= salt.molar_mass / salt.equivalents;  // now masses [kg/kg]
    water -= salts[k];
  }
  for (std::size_t i = 0; i < ions_.size(); ++i) water -= amounts[i] * ions_[i]->molar_mass;
  const double w = 1 - water / mass;

  DensityEstimate estimate;
  double volume = water / thermo::water_density(T);
  for (std::size_t k = 0; k < salts_.size(); ++k) {
    if (salts[k] == 0) continue;
    volume += salts[k] * salts_[k].fit->specific_volume(w, T);
    if (std::abs(salts[k]) > notable * w * mass && outside(salts_[k].fit->density->range, w, T))
      estimate.beyond.push_back(salts_[k].fit->salt);
  }
  for (std::size_t i = 0; i < ions_.size(); ++i) {
    volume += amounts[i] * ions_[i]->volume;
    const double share = std::abs(amounts[i]) * ions_[i]->molar_mass / (w * mass);
    if (!(share > notable) || w < dilute) continue;
    estimate.unfitted.push_back({ions_[i]->name, share});
    estimate.unfitted_share += share;
  }
  estimate.density = mass / volume;
  return estimate;
}

}  // namespace raffinate::aqueous
