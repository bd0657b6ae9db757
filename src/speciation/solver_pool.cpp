#include "speciation/solver_pool.hpp"

namespace raffinate::speciation {

Speciator& SolverPool::speciator(const Solution& solution) {
  const Kind kind = kind_of(solution);
  const auto known = speciators_.find(kind);
  if (known != speciators_.end()) return known->second;
  return speciators_.emplace(kind, Speciator(make_chemistry_(kind.tokens), kind)).first->second;
}

}  // namespace raffinate::speciation
