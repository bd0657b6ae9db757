#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/model.hpp"

namespace raffinate::studies {

/// Gives directions of the state space of a plant the names of its units and components.
class DirectionNamer {
 public:
  explicit DirectionNamer(const model::Model& model);

  struct Name {
    std::string what;   ///< "Mo" if it counts the atoms of an element, else "WO3 + Na+", "liquid_volume" ...
    std::string where;  ///< "leach_1, ccd_1"
    std::string unit;   ///< "mol", "m3" ...
    bool readable = true;  ///< an element, or few states: nothing was left out of `what`
    double scale = 1;   ///< times the direction: counts atoms, or 1 for the state in which it is largest
  };
  [[nodiscard]] Name name(const std::vector<double>& direction) const;
  /// One over a unit of every state: about a mole of water, or what matters for states that are no inventories.
  [[nodiscard]] std::vector<double> weights() const;

 private:
  struct State {
    int unit, entry;
  };
  [[nodiscard]] const reactions::ComponentList& components() const { return model_.components(); }
  [[nodiscard]] bool is_amount(std::size_t state) const;
  [[nodiscard]] double atoms(std::size_t state, int element) const;
  [[nodiscard]] std::optional<int> element_of(const std::vector<double>& direction) const;
  [[nodiscard]] bool counts(const std::vector<double>& direction, std::size_t largest, int element) const;
  [[nodiscard]] std::string units_of(const std::vector<double>& direction) const;
  [[nodiscard]] std::vector<std::string> names_of(const std::vector<double>& direction) const;
  [[nodiscard]] std::string name_of(std::size_t state) const;
  [[nodiscard]] std::string unit_of(int entry) const;
  [[nodiscard]] double mole_of(int entry) const;

  const model::Model& model_;
  std::vector<State> states_;
};

}  // namespace raffinate::studies
