#pragma once

#include <string_view>

namespace raffinate::phreeqc {

/// A word that starts a block in PHREEQC's input.
struct Keyword {
  std::string_view spelling;
  std::string_view skipped_because;  ///< empty for the blocks that are read
};

/// The keyword of that spelling in any case, or null.
[[nodiscard]] const Keyword* find_keyword(std::string_view word);

}  // namespace raffinate::phreeqc
