#pragma once
#include <optional>
#include <string>

#include "config/schema.hpp"

namespace raffinate::flowsheet {

/// A result of the steady state that is wanted, and the input that is changed to get it; an entry of the section
/// `specifications`. docs/methods/steady_state.md
struct Specification {
  std::string name;
  config::LocatedText of;  ///< number of the report, "recovery.W", or channel, "leach_1.pH"
  config::LocatedText by;  ///< path of a number in the flowsheet, "units.bleed_split.fraction"
  std::optional<config::LocatedText> equals, at_most, at_least;  ///< one of them: the wanted value, with its unit
  std::optional<config::LocatedText> from, to;                   ///< limits of the input

  static config::Schema<Specification> schema();

  /// The wanted value, whichever way it is bounded.
  [[nodiscard]] const config::LocatedText& target() const { return equals ? *equals : at_most ? *at_most : *at_least; }
};

}  // namespace raffinate::flowsheet
