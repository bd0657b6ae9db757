#pragma once

#include <vector>

#include "aqueous/definition.hpp"
#include "aqueous/log_k_table.hpp"
#include "aqueous/sparse_rows.hpp"

namespace raffinate::aqueous {

/// A Definition compiled for the solver: species are numbered masters first, then secondaries.
///
/// Everything that enters a balance is a linear sum of molalities, y = P m, with one row of P per
/// master total, per feature of the activity model, and one each for bound water, heat and charge.
struct Network {
  explicit Network(Definition source);

  Definition definition;
  int masters = 0, secondaries = 0, species = 0, features = 0;
  int proton = -1;          ///< index of the master "H+", -1 if absent
  int water_row = 0;        ///< row of P: sum w_s m_s [mol H2O/kg]
  int heat_row = 0;         ///< row of P: sum dH_s m_s [J/kg]
  int charge_row = 0;       ///< row of P: sum z_s m_s [mol/kg]
  std::vector<int> undissolved;  ///< masters without a molality of their own
  SparseRows formation;     ///< per secondary: coefficients of masters
  std::vector<double> secondaries_by_master;  ///< the same by master: rows of padded(secondaries)
  std::vector<double> water;  ///< per secondary: H2O in its formation
  SparseRows sums;          ///< P, by row
  SparseRows negatives;     ///< the negative coefficients of P alone
  std::vector<double> sums_by_species;  ///< P by species: rows of padded(charge_row + 1)
  LogKTable log_k;          ///< of the secondaries
};

}  // namespace raffinate::aqueous
