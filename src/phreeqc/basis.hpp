#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/problems.hpp"
#include "phreeqc/database.hpp"

namespace raffinate::phreeqc {

/// The species over which a solution is written, and reactions rewritten over them.
///
/// A reaction may name any species. Those that are not of the basis are replaced by what forms them, again and again,
/// and the log Ks are added with their coefficients. A replacement stops, and the species does not exist in the
/// solution, at a master species that the solution does not have. Master species of other valence states are replaced
/// only if the element was asked for as a whole; then e- couples them.
class Basis {
 public:
  struct Sum {
    std::vector<thermo::Term> terms;
    thermo::LogK k;
  };

  /// Throws base::InputError for tokens that are unknown, not needed or named twice.
  Basis(const Database& database, std::span<const std::string> tokens);

  [[nodiscard]] const std::vector<const Master*>& masters() const { return masters_; }
  /// Whether the species is of the basis, or H2O, H+ or e-.
  [[nodiscard]] bool has(const std::string& species) const { return basis_.contains(species); }
  /// These terms and their log K over the basis; nothing if a species does not exist in the solution.
  /// `sign` is +1 for what forms a species, -1 for what a phase dissolves to.
  [[nodiscard]] std::optional<Sum> rewrite(const std::vector<thermo::Term>& terms, const thermo::LogK& k, double sign);
  /// What forms one mole of a species that is not of the basis.
  [[nodiscard]] const std::optional<Sum>& expand(const Species& species);

 private:
  [[nodiscard]] const Master* find(const std::string& token, base::Problems& problems) const;
  [[nodiscard]] std::string suggestion(const std::string& token) const;
  [[nodiscard]] std::string states_of(const std::string& token) const;
  void check_overlaps(base::Problems& problems) const;
  [[nodiscard]] bool replaceable(const std::string& species) const;

  const Database& database_;
  std::vector<const Master*> masters_;
  std::unordered_set<std::string> basis_;
  std::unordered_map<std::string, std::vector<const Master*>> masters_of_;  ///< by master species, without alkalinity
  std::unordered_set<std::string> coupled_;                                 ///< elements with all their valence states
  std::unordered_map<std::string, std::optional<Sum>> known_;
};

}  // namespace raffinate::phreeqc
