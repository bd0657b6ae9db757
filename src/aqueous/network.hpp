#pragma once

#include <vector>

#include "aqueous/definition.hpp"
#include "aqueous/log_k_table.hpp"

namespace raffinate::aqueous {

/// A coefficient of one sparse row.
struct Entry {
  int column = 0;
  double value = 0;
};

/// Sparse rows stored one after another.
struct SparseRows {
  std::vector<int> start{0};
  std::vector<Entry> entries;

  void end_row() { start.push_back(static_cast<int>(entries.size())); }
};

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
  std::vector<double> water;  ///< per secondary: H2O in its formation
  SparseRows sums;          ///< P, by row; negative coefficients come last in each
  std::vector<int> first_negative;  ///< per row of P: its first negative entry
  LogKTable log_k;          ///< of the secondaries
};

}  // namespace raffinate::aqueous
