#pragma once
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "results/plant_record.hpp"

namespace raffinate::results {

/// What a stream that enters the plant is to the yield table.
enum class SourceKind {
  internal,  ///< does not enter the plant, or did not flow
  scrap,     ///< the raw material: consumption refers to it
  reagent,
  water,
  gas        ///< air and other gases that are not dosed
};

/// Kind of every stream, judged by what flowed (`flows[stream]`, by entry) in some period. Scrap is what a
/// unit of type `feed` brings with solids that contain one of `elements`; if no feed does, every feed
/// with solids.
[[nodiscard]] std::vector<SourceKind> classify_sources(const PlantRecord& plant,
                                                       const std::vector<std::vector<double>>& flows,
                                                       const std::vector<std::string>& elements);

/// Mass of a stream [kg], given its amounts by entry.
struct StreamMass {
  double liquid = 0, solid = 0, gas = 0;
  [[nodiscard]] double total() const { return liquid + solid + gas; }
};
[[nodiscard]] StreamMass mass_of(const PlantRecord& plant, std::span<const double> entries);

/// Mass [kg] of the pure reagents in a reagent stream, largest first: "NaOH" and not Na+, H2O, -H+. The water that
/// dissolves them is left out; what is part of no known reagent stands under its own name.
[[nodiscard]] std::vector<std::pair<std::string, double>> pure_reagents(const PlantRecord& plant,
                                                                        std::span<const double> entries);

}  // namespace raffinate::results
