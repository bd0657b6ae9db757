#pragma once
#include <span>
#include <string>
#include <vector>

#include "results/plant_record.hpp"

namespace raffinate::results {

/// A conserved quantity as a weighted sum over the entries of inventories and streams.
struct Quantity {
  std::string name;             ///< element, "charge" or "enthalpy"
  std::string unit;             ///< of the sum: "mol" or "J"
  std::vector<double> weights;  ///< by entry
};

/// Every element of the plant, then charge, then enthalpy.
[[nodiscard]] std::vector<Quantity> conserved_quantities(const PlantRecord& plant);

/// One balance over a time: in - out - accumulation, and the size it is judged against.
struct Balance {
  double in = 0, out = 0;      ///< with streams and energy terms
  double accumulation = 0;
  double scale = 0;            ///< largest of throughput and inventory, all terms counted as positive

  [[nodiscard]] double residual() const { return in - out - accumulation; }
  [[nodiscard]] double closure() const { return scale > 0 ? residual() / scale : 0; }
};

/// Balance of one unit between two sets of unknowns.
[[nodiscard]] Balance unit_balance(const PlantRecord& plant, int unit, const Quantity& quantity,
                                   std::span<const double> before, std::span<const double> after);
/// Balance of the plant: everything from sources against everything that leaves.
[[nodiscard]] Balance plant_balance(const PlantRecord& plant, const Quantity& quantity,
                                    std::span<const double> before, std::span<const double> after);

/// What flowed through a stream between two sets of unknowns, by entry (length: all entries).
[[nodiscard]] std::vector<double> transported(const PlantRecord& plant, int stream,
                                              std::span<const double> before, std::span<const double> after);
/// Contents of a unit by entry, summed over its inventories.
[[nodiscard]] std::vector<double> inventory(const PlantRecord& plant, int unit, std::span<const double> x);
/// Moles of an element in amounts by entry.
[[nodiscard]] double element_amount(const PlantRecord& plant, int element, std::span<const double> entries);

}  // namespace raffinate::results
