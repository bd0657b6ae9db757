#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace raffinate::base {

/// Number of characters (code points) in a UTF-8 text.
[[nodiscard]] std::size_t count_characters(std::string_view text);

/// Byte offset of the character with this index (from 0); the size of the text if it is shorter.
[[nodiscard]] std::size_t character_offset(std::string_view text, std::size_t index);

/// Byte offset of the first byte that is not valid UTF-8.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

}  // namespace raffinate::base
