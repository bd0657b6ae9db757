#pragma once

#include <array>
#include <vector>

#include "aqueous/pitzer.hpp"

namespace raffinate::aqueous {

/// Pitzer parameters compiled into lists over features.
///
/// The excess Gibbs energy G/(w RT) of the model is a function of few sums of molalities only: I, Z = sum |z| m, the
/// sums over ions of one charge (for E-theta) and the molalities of species that have parameters. With these
/// features phi = C m the logarithms of the activity coefficients are C^T dG/dphi.
struct PitzerNetwork {
  PitzerNetwork(const std::vector<double>& charges, const std::vector<PitzerParameter>& parameters,
                const PitzerOptions& options);

  static constexpr int charge_feature = common_feature_count;  ///< Z

  /// Ions of unlike sign: G = m_i m_j (2 B(I) + Z C), parameters b0, b1, b2, C in four rows.
  struct Contact {
    int i, j;
    int row;
    int alpha1, alpha2;
  };
  /// G = factor P m_i m_j: theta, lambda.
  struct Pair {
    int i, j;
    int row;
    double factor;
  };
  /// G = factor P m_i m_j m_k: psi, zeta, mu, eta.
  struct Triple {
    int i, j, k;
    int row;
    double factor;
  };
  /// Two sums over ions of like sign and unlike charge: G = 2 E-theta(I) M_i M_j.
  struct Mixing {
    int i, j;
    double product, first_square, second_square;  ///< z_i z_j, z_i^2, z_j^2
  };
  /// Features a species is part of; -1 for none.
  struct Member {
    double charge;
    int charge_sum, molality;
  };

  std::vector<Contact> contacts;
  std::vector<Pair> pairs;
  std::vector<Triple> triples;
  std::vector<Mixing> mixings;
  std::vector<Member> members;              ///< per species, and a chloride that only serves as a reference
  std::vector<std::array<double, 6>> rows;  ///< coefficients of the temperature functions
  std::vector<double> alphas;               ///< distinct ones; 2 comes first with the convention of MacInnes
  std::vector<FeatureTerm> terms;
  int species = 0, features = 0;

 private:
  void add(const PitzerParameter& parameter, const std::vector<double>& charges);
  void add_contact(const PitzerParameter& parameter, const std::vector<double>& charges);
  void set_alphas(const PitzerParameter& parameter);
  void add_mixings(const std::vector<double>& charges);
  void add_terms();
  Contact* find_contact(int i, int j);
  int molality_of(int species);
  int alpha_place(double alpha);
};

}  // namespace raffinate::aqueous
