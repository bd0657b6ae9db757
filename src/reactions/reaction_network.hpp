#pragma once
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "reactions/kinetics.hpp"
#include "reactions/reaction_definition.hpp"
#include "reactions/shared_terms.hpp"

namespace raffinate::reactions {

/// The kinetic reactions of one vessel.
///
/// Stoichiometry is applied here, once, for all rate laws: to the components and, through the same
/// coefficients, to the aggregates; the heat of reaction is the change of formation enthalpy.
/// A sized mineral that its own rate law does not move is consumed in proportion from all classes
/// and formed in the coarsest (as grown, before milling).
class ReactionNetwork {
 public:
  ReactionNetwork(const ComponentList& components, std::vector<const ReactionDefinition*> definitions);

  /// Adds to `held` what the reactions can make of it. True if that changed anything.
  bool reach(EntrySet& held) const;
  /// Resolves names for a vessel. Reactions whose reactants can never be present are left out.
  void bind(const Binding& binding, base::Problems& problems);

  /// Values that `add_rates` passes on, by `Contents::pass`.
  [[nodiscard]] int pass_count() const { return law_passes_ + shared_.size(); }
  /// Adds the rates of all reactions to `dn` [mol/s, ...], by local index.
  template <class S>
  void add_rates(const Contents<S>& contents, S* dn) const;

  /// Names of the bound reactions, in the order of `extents`.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  struct Sized {
    int first = 0, classes = 0;
    double coefficient = 0;
  };
  struct Bound {
    std::string name;
    std::unique_ptr<RateLaw> law;
    std::vector<std::pair<int, double>> terms;  ///< local index, coefficient: components and aggregates
    std::vector<Sized> consumed;                ///< sized minerals taken from all classes
  };
  [[nodiscard]] bool possible(const ReactionDefinition& definition, const EntrySet& held) const;
  void bind_terms(const ReactionDefinition& definition, const Binding& binding, Bound& bound) const;

  const ComponentList* components_;
  std::vector<const ReactionDefinition*> definitions_;
  std::vector<Bound> bound_;
  SharedTerms shared_;
  int law_passes_ = 0;
};

template <class S>
void ReactionNetwork::add_rates(const Contents<S>& given, S* dn) const {
  std::array<S, SharedTerms::most> shared;
  shared_.evaluate(given, law_passes_, shared.data());
  Contents<S> contents = given;
  contents.shared = shared.data();
  for (const Bound& reaction : bound_) {
    const S extent = reaction.law->extent(contents, dn);
    for (const auto& [local, coefficient] : reaction.terms) dn[local] += coefficient * extent;
    for (const Sized& mineral : reaction.consumed) {
      S total(1e-300);  // an empty mineral divides into nothing
      for (int i = 0; i < mineral.classes; ++i) total += contents.n[mineral.first + i];
      const S per_mole = mineral.coefficient * extent / total;
      for (int i = 0; i < mineral.classes; ++i) dn[mineral.first + i] += per_mole * contents.n[mineral.first + i];
    }
  }
}

}  // namespace raffinate::reactions
