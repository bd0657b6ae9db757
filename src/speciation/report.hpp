#pragma once

#include <string>

#include "speciation/speciator.hpp"

namespace raffinate::speciation {

/// What a report of a solution starts with.
struct Heading {
  std::string database;  ///< where the constants come from
  std::string model;     ///< activity model
};

/// A solution as a table for reading: species by falling molality, saturation indices from the highest.
[[nodiscard]] std::string to_text(const Result& result, const Heading& heading);

/// The same as JSON, numbers at full precision, everything by name.
[[nodiscard]] std::string to_json(const Result& result, const Heading& heading);

}  // namespace raffinate::speciation
