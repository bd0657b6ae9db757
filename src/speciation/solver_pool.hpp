#pragma once

#include <functional>
#include <map>

#include "speciation/speciator.hpp"

namespace raffinate::speciation {

/// Solves solutions of any kind from one database; what each kind needs is compiled once.
class SolverPool {
 public:
  using MakeChemistry = std::function<Chemistry(std::span<const std::string> tokens)>;
  /// Components of a mineral by its name.
  using PhaseTokens = std::function<std::vector<std::string>(const std::string& mineral)>;

  explicit SolverPool(MakeChemistry make_chemistry, PhaseTokens phase_tokens = {})
      : make_chemistry_(std::move(make_chemistry)), phase_tokens_(std::move(phase_tokens)) {}

  /// Throws what the making of the chemistry and of the speciator throw, and for minerals that do not exist.
  [[nodiscard]] Result solve(const Solution& solution) { return speciator(solution).solve(solution); }

  /// The solver of solutions of this kind.
  [[nodiscard]] Speciator& speciator(const Solution& solution);

 private:
  [[nodiscard]] Chemistry with_phases(const Chemistry& chemistry, const Kind& kind) const;

  MakeChemistry make_chemistry_;
  PhaseTokens phase_tokens_;
  std::map<Kind, Speciator> speciators_;
};

}  // namespace raffinate::speciation
