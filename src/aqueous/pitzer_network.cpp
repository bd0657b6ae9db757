#include "aqueous/pitzer_network.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace raffinate::aqueous {

namespace {

bool of_contact(PitzerKind kind) {
  return kind == PitzerKind::b0 || kind == PitzerKind::b1 || kind == PitzerKind::b2 || kind == PitzerKind::c0;
}

void check(const PitzerParameter& p, std::size_t species) {
  for (std::size_t k = 0; k < thermo::species_count(p.kind); ++k)
    if (p.species[k] < 0 || p.species[k] >= static_cast<int>(species))
      throw std::invalid_argument("a Pitzer parameter refers to species " + std::to_string(p.species[k]) +
                                  ", but there are " + std::to_string(species));
}

/// Keeps the last parameter of each kind and species; alphas come last, when their pairs exist.
std::vector<PitzerParameter> distinct(const std::vector<PitzerParameter>& parameters, std::size_t species) {
  std::map<std::pair<PitzerKind, std::array<int, 3>>, PitzerParameter> by_key;
  for (PitzerParameter p : parameters) {
    check(p, species);
    if (thermo::species_count(p.kind) < 3) p.species[2] = -1;
    auto key = p.species;
    std::sort(key.begin(), key.end());
    by_key[{p.kind, key}] = p;
  }
  std::vector<PitzerParameter> list;
  for (const auto& [key, parameter] : by_key) list.push_back(parameter);
  return list;
}

/// Number of ways to place the species of a term: 1, 3 or 6 of three, 1 or 2 of two.
double arrangements(int i, int j) { return i == j ? 1 : 2; }
double arrangements(int i, int j, int k) {
  if (i == j && j == k) return 1;
  return i == j || j == k || i == k ? 3 : 6;
}

template <class T>
int place_of(std::vector<T>& list, const T& value) {
  const auto at = std::find(list.begin(), list.end(), value);
  if (at != list.end()) return static_cast<int>(at - list.begin());
  list.push_back(value);
  return static_cast<int>(list.size()) - 1;
}

}  // namespace

PitzerNetwork::PitzerNetwork(const std::vector<double>& charges, const std::vector<PitzerParameter>& parameters,
                             const PitzerOptions& options)
    : species(static_cast<int>(charges.size())), features(charge_feature + 1) {
  std::vector<double> all = charges;
  if (options.macinnes) {
    const int chloride = options.macinnes->chloride;
    if (chloride < 0 || chloride > species || (chloride < species && charges[static_cast<std::size_t>(chloride)] != -1))
      throw std::invalid_argument("the convention of MacInnes needs the index of Cl-, or the number of species");
    if (chloride == species) all.push_back(-1);
    alpha_place(2);
  }
  for (const double z : all) members.push_back({z, -1, -1});
  if (options.unsymmetrical) add_mixings(all);
  for (const PitzerParameter& p : distinct(parameters, all.size())) add(p, all);
  add_terms();
}

void PitzerNetwork::add(const PitzerParameter& p, const std::vector<double>& charges) {
  if (of_contact(p.kind)) return add_contact(p, charges);
  if (p.kind == PitzerKind::alphas) return set_alphas(p);
  const int row = static_cast<int>(rows.size());
  rows.push_back(p.coefficients);
  const int i = molality_of(p.species[0]), j = molality_of(p.species[1]);
  if (thermo::species_count(p.kind) < 3) {
    pairs.push_back({i, j, row, arrangements(i, j)});
    return;
  }
  const int k = molality_of(p.species[2]);
  triples.push_back({i, j, k, row, p.kind == PitzerKind::mu ? arrangements(i, j, k) : 1});
}

void PitzerNetwork::add_contact(const PitzerParameter& p, const std::vector<double>& charges) {
  const int i = molality_of(p.species[0]), j = molality_of(p.species[1]);
  const double zi = std::abs(charges[static_cast<std::size_t>(p.species[0])]);
  const double zj = std::abs(charges[static_cast<std::size_t>(p.species[1])]);
  Contact* contact = find_contact(i, j);
  if (contact == nullptr) {
    const bool univalent = zi == 1 || zj == 1, divalent = zi == 2 && zj == 2;
    const double alpha1 = divalent ? 1.4 : 2, alpha2 = univalent || divalent ? 12 : 50;
    contacts.push_back({i, j, static_cast<int>(rows.size()), alpha_place(alpha1), alpha_place(alpha2)});
    rows.resize(rows.size() + 4);
    contact = &contacts.back();
  }
  auto& row = rows[static_cast<std::size_t>(contact->row) + static_cast<std::size_t>(p.kind)];
  row = p.coefficients;
  if (p.kind != PitzerKind::c0) return;
  if (zi * zj == 0) throw std::invalid_argument("a Pitzer parameter c0 is given for an uncharged species");
  for (double& a : row) a /= 2 * std::sqrt(zi * zj);
}

void PitzerNetwork::set_alphas(const PitzerParameter& p) {
  Contact* contact = find_contact(molality_of(p.species[0]), molality_of(p.species[1]));
  if (contact == nullptr) return;
  contact->alpha1 = alpha_place(p.coefficients[0]);
  contact->alpha2 = alpha_place(p.coefficients[1]);
}

/// A sum for every charge that has another of its sign.
void PitzerNetwork::add_mixings(const std::vector<double>& charges) {
  std::vector<std::pair<double, int>> sums;
  for (const double z : charges) {
    const auto other = [z](double w) { return w * z > 0 && w != z; };
    if (z == 0 || std::none_of(charges.begin(), charges.end(), other)) continue;
    if (std::none_of(sums.begin(), sums.end(), [z](const auto& s) { return s.first == z; }))
      sums.emplace_back(z, features++);
  }
  for (Member& m : members)
    for (const auto& [z, feature] : sums)
      if (m.charge == z) m.charge_sum = feature;
  for (std::size_t a = 0; a < sums.size(); ++a)
    for (std::size_t b = a + 1; b < sums.size(); ++b) {
      const double zi = sums[a].first, zj = sums[b].first;
      if (zi * zj > 0)
        mixings.push_back({sums[a].second, sums[b].second, zi * zj, zi * zi, zj * zj});
    }
}

void PitzerNetwork::add_terms() {
  std::vector<double> charges;
  for (int i = 0; i < species; ++i) charges.push_back(members[static_cast<std::size_t>(i)].charge);
  terms = common_features(charges);
  for (int i = 0; i < species; ++i) {
    const Member& m = members[static_cast<std::size_t>(i)];
    if (m.charge != 0) terms.push_back({charge_feature, i, std::abs(m.charge)});
    if (m.charge_sum >= 0) terms.push_back({m.charge_sum, i, 1});
    if (m.molality >= 0) terms.push_back({m.molality, i, 1});
  }
}

PitzerNetwork::Contact* PitzerNetwork::find_contact(int i, int j) {
  const auto at = std::find_if(contacts.begin(), contacts.end(), [i, j](const Contact& c) {
    return (c.i == i && c.j == j) || (c.i == j && c.j == i);
  });
  return at == contacts.end() ? nullptr : &*at;
}

int PitzerNetwork::molality_of(int index) {
  Member& m = members[static_cast<std::size_t>(index)];
  if (m.molality < 0) m.molality = features++;
  return m.molality;
}

int PitzerNetwork::alpha_place(double alpha) { return place_of(alphas, alpha); }

}  // namespace raffinate::aqueous
