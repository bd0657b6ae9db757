#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "thermo/laliberte.hpp"
#include "thermo/pitzer.hpp"
#include "thermo/reaction.hpp"
#include "thermo/solubility.hpp"
#include "thermo/species.hpp"

namespace raffinate::thermo {

/// All thermodynamic data of one directory: immutable once loaded, every reaction balanced.
class Database {
 public:
  /// Reads species/, aqueous/, density/ and solubility.yaml below `directory`.
  /// Throws base::InputError with every problem found: unknown species, unbalanced reactions, missing sources.
  static Database load(const std::filesystem::path& directory);

  /// The species of that name, or null.
  [[nodiscard]] const Species* find(std::string_view name) const;
  /// The species of that name; throws std::out_of_range naming it when there is none.
  [[nodiscard]] const Species& at(std::string_view name) const;
  [[nodiscard]] std::span<const Species> species() const { return species_; }

  [[nodiscard]] std::span<const AqueousReaction> aqueous() const { return aqueous_; }
  [[nodiscard]] std::span<const MineralReaction> minerals() const { return minerals_; }
  [[nodiscard]] std::span<const GasReaction> gases() const { return gases_; }
  /// The reaction of a secondary species, mineral or gas, or null.
  [[nodiscard]] const AqueousReaction* formation(std::string_view species) const;
  [[nodiscard]] const MineralReaction* dissolution(std::string_view mineral) const;
  [[nodiscard]] const GasReaction* absorption(std::string_view gas) const;

  [[nodiscard]] std::span<const RedoxReaction> redox() const { return redox_; }

  [[nodiscard]] std::span<const SitCoefficient> sit() const { return sit_; }
  /// The coefficient of a pair in either order, or null: count those to report coverage.
  [[nodiscard]] const SitCoefficient* find_sit(std::string_view first, std::string_view second) const;
  /// The coefficient of a pair in either order, 0 when there is none [kg/mol].
  [[nodiscard]] double sit_coefficient(std::string_view first, std::string_view second) const;

  [[nodiscard]] std::span<const PitzerCoefficient> pitzer() const { return pitzer_; }

  [[nodiscard]] std::span<const SolutionFit> solutions() const { return solutions_; }
  /// Density, viscosity and heat-capacity fit of a salt, e.g. "Na2WO4", or null.
  [[nodiscard]] const SolutionFit* solution(std::string_view salt) const;

  [[nodiscard]] std::span<const SolubilityCurve> solubilities() const { return solubilities_; }
  /// The curve of the solid stable at T [K] in water, or null.
  [[nodiscard]] const SolubilityCurve* solubility(std::string_view salt, double T) const;

 private:
  friend class DatabaseReader;
  void index();

  std::vector<Species> species_;
  std::vector<AqueousReaction> aqueous_;
  std::vector<MineralReaction> minerals_;
  std::vector<GasReaction> gases_;
  std::vector<RedoxReaction> redox_;
  std::vector<SitCoefficient> sit_;
  std::vector<PitzerCoefficient> pitzer_;
  std::vector<SolutionFit> solutions_;
  std::vector<SolubilityCurve> solubilities_;
  std::unordered_map<std::string, std::size_t> species_index_, aqueous_index_, mineral_index_, gas_index_, sit_index_;
};

/// The change of elements and charge of a reaction written as signed terms, e.g. "H +1, charge -1";
/// empty when it balances to 1e-9. "e-" counts as a charge; unknown species are skipped.
[[nodiscard]] std::string imbalance(const Database& database, std::span<const Term> terms);

}  // namespace raffinate::thermo
