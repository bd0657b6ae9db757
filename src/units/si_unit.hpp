#pragma once

namespace raffinate::units {

/// SI unit of a quantity type as a text, `SiUnit<Volume>::text` = "m3"; specialised in units/quantity.hpp.
template <class Quantity>
struct SiUnit {};

}  // namespace raffinate::units
