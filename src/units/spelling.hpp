#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "units/unit.hpp"

namespace raffinate::units {

/// A unit as engineers write it, understood; or the reason why not.
struct Spelled {
  std::optional<Unit> unit;
  std::string reason;  ///< why a known spelling is refused, e.g. "Nm3"; empty if simply unknown
  std::string remedy;
};

/// Understands "t/a", "°C", "µm", "wt%", "kWh", "rpm", "m³/h" and all that UDUNITS-2 knows; "" is a plain number.
[[nodiscard]] Spelled read_unit(std::string_view text);

}  // namespace raffinate::units
