#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "phreeqc/draft.hpp"

namespace raffinate::phreeqc {

/// Checks of a draft that need all species to be known; every fault becomes a problem.
class Checker {
 public:
  explicit Checker(Draft& draft);

  /// Master species and species of reactions are defined, reactions balance, and every species is formed from masters.
  void check();

 private:
  enum class State { open, under_way, done };

  void check_basics();
  void check_masters();
  void check_reaction(const std::string& name, const thermo::Formula& formula, const std::vector<thermo::Term>& terms,
                      bool checked, const WrittenReaction& reaction);
  void check_formed_from_masters(std::size_t i);
  [[nodiscard]] std::string imbalance(const thermo::Formula& formula, const std::vector<thermo::Term>& terms) const;
  [[nodiscard]] std::string suggestion(const std::string& name) const;

  Draft& draft_;
  std::unordered_map<std::string, std::size_t> index_;  ///< of species, by name
  std::unordered_set<std::string> master_species_;
  std::vector<State> states_;  ///< of species, on the way to masters
};

}  // namespace raffinate::phreeqc
