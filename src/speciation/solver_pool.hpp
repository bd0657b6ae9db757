#pragma once

#include <functional>
#include <map>

#include "speciation/speciator.hpp"

namespace raffinate::speciation {

/// Solves solutions of any kind from one database; what each kind needs is compiled once.
class SolverPool {
 public:
  using MakeChemistry = std::function<Chemistry(std::span<const std::string> tokens)>;

  explicit SolverPool(MakeChemistry make_chemistry) : make_chemistry_(std::move(make_chemistry)) {}

  /// Throws what the making of the chemistry and of the speciator throw.
  [[nodiscard]] Result solve(const Solution& solution) { return speciator(solution).solve(solution); }

  /// The solver of solutions of this kind.
  [[nodiscard]] Speciator& speciator(const Solution& solution);

 private:
  MakeChemistry make_chemistry_;
  std::map<Kind, Speciator> speciators_;
};

}  // namespace raffinate::speciation
